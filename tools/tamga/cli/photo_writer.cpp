// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/photo_writer.hpp"

#include "engine/base/text.hpp"
#include "tools/tamga/cli/lines.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <ostream>

namespace tamga::cli {
namespace {

/// A value with its name; empty is no value.
struct Field {
    std::string_view name;
    std::string text;
    bool is_number = false;
};

/// Rounded, without what floating point adds: a billionth of a degree is a tenth of a millimetre.
std::string rounded(double value, double steps) {
    const double result = std::round(value * steps) / steps;
    return fmt::format("{}", result == 0 ? 0 : result);
}

Field degrees(std::string_view name, double value) { return {name, rounded(value, 1e9), true}; }

Field number(std::string_view name, std::optional<double> value) {
    return {name, value ? rounded(*value, 1e3) : "", true};
}

std::string_view how(const track::Spot& spot) {
    return spot.how == track::Spot::How::fix            ? "fix"
           : spot.how == track::Spot::How::interpolated ? "interpolated"
                                                        : "nearest";
}

/// A place and what is known about being there, of a track or of a photo.
template <class Source>
void add_details(std::vector<Field>& fields, const Source& source) {
    fields.push_back(number("altitude_m", source.altitude_m));
    fields.push_back(number("speed_mps", source.speed_mps));
    fields.push_back(number("course_deg", source.course_deg));
    fields.push_back(number("direction_deg", source.direction_deg));
}

std::optional<geo::LonLat> position(const photo::Result& result) {
    return result.spot ? result.spot->fix.position : result.photo.position;
}

/// Every field, in one order, so that they are columns, too.
std::vector<Field> fields(const photo::Result& result) {
    const auto& [path, photo, spot, problem, unreadable, written] = result;
    const auto place = position(result);
    std::vector<Field> all{{"file", path}};
    all.push_back(place ? degrees("lat", place->lat) : Field{"lat", "", true});
    all.push_back(place ? degrees("lon", place->lon) : Field{"lon", "", true});
    if (spot) {
        add_details(all, spot->fix);
    } else {
        add_details(all, photo);
    }
    const auto utc_s = spot ? std::optional{spot->fix.utc_s} : photo.gps_utc_s;
    all.push_back({"utc", utc_s ? track::iso_text(*utc_s) : ""});
    all.push_back({"taken", photo.taken ? track::iso_text(*photo.taken) : ""});
    all.push_back({"camera", photo.camera});
    all.push_back({"source", spot ? "track" : photo.source});
    all.push_back({"how", std::string{spot ? how(*spot) : ""}});
    all.push_back(number("off_s", spot ? std::optional{spot->off_s} : std::nullopt));
    all.push_back({"written", written});
    all.push_back({"problem", problem});
    std::string warnings;
    for (const std::string& warning : photo.warnings) {
        warnings += (warnings.empty() ? "" : "; ") + warning;
    }
    all.push_back({"warning", warnings});
    return all;
}

/// The members of a JSON object, the ones without a value left out.
std::string members(const std::vector<Field>& all) {
    std::string text;
    for (const Field& field : all) {
        const bool needed = field.name == "lat" || field.name == "lon";
        if (field.text.empty() && !needed) {
            continue;
        }
        text += fmt::format("{}\"{}\":{}", text.empty() ? "" : ",", field.name,
                            field.text.empty() ? "null"
                            : field.is_number  ? field.text
                                               : json_string(field.text));
    }
    return text;
}

std::string geometry(const photo::Result& result) {
    const auto place = position(result);
    return place ? fmt::format(R"({{"type":"Point","coordinates":[{},{}]}})",
                               rounded(place->lon, 1e9), rounded(place->lat, 1e9))
                 : "null";
}

void write_geojson(const std::vector<photo::Result>& results, std::ostream& out) {
    out << "{\"type\":\"FeatureCollection\",\"features\":[";
    for (const photo::Result& result : results) {
        auto all = fields(result);
        std::erase_if(
            all, [](const Field& field) { return field.name == "lat" || field.name == "lon"; });
        out << (&result == results.data() ? "\n" : ",\n")
            << fmt::format(R"({{"type":"Feature","geometry":{},"properties":{{{}}}}})",
                           geometry(result), members(all));
    }
    out << "\n]}\n";
}

void write_csv(const std::vector<photo::Result>& results, std::ostream& out) {
    const auto line = [&](const std::vector<Field>& all, auto&& text) {
        for (const Field& field : all) {
            out << (&field == all.data() ? "" : ",") << base::csv_cell(text(field));
        }
        out << '\n';
    };
    line(fields({}), [](const Field& field) { return std::string{field.name}; });
    for (const photo::Result& result : results) {
        line(fields(result), [](const Field& field) { return field.text; });
    }
}

}  // namespace

PhotoFormat photo_format(const std::string& name) {
    static const std::map<std::string, PhotoFormat> formats{{"geojson", PhotoFormat::geojson},
                                                            {"csv", PhotoFormat::csv},
                                                            {"jsonl", PhotoFormat::lines}};
    return formats.at(name);
}

void write_photos(const std::vector<photo::Result>& results, PhotoFormat format,
                  std::ostream& out) {
    switch (format) {
        case PhotoFormat::geojson:
            write_geojson(results, out);
            break;
        case PhotoFormat::csv:
            write_csv(results, out);
            break;
        case PhotoFormat::lines:
            for (const photo::Result& result : results) {
                out << '{' << members(fields(result)) << "}\n";
            }
            break;
    }
}

}  // namespace tamga::cli
