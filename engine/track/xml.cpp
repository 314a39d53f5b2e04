// SPDX-License-Identifier: MIT
//
// GPX 1.0 and 1.1, KML 2.2 with Google's gx: names, TCX and Garmin's older History files. They
// share a plan: an element that holds a fix, and in it elements that each hold one of its values.
#include "engine/base/error.hpp"
#include "engine/ingest/parse/xml_reader.hpp"
#include "engine/track/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tamga::track {
namespace {

constexpr std::string_view spaces = " \t\r\n,";

struct Values {
    std::optional<double> lat, lon;
    std::optional<double> begin_s, time_s;
    Fix fix;
    std::vector<Fix> places;                     ///< KML: each with its position and altitude.
    std::vector<std::optional<double>> whens_s;  ///< KML: of a gx:Track.
};

bool any_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

std::optional<double> utc_of(std::string_view text) {
    const auto moment = parse_moment(text);
    return moment && moment->dated ? std::optional{utc_seconds(*moment, {.offset_s = 0})}
                                   : std::nullopt;
}

/// The numbers of "lon,lat,alt" or "lon lat alt" at the start of `text`, at most three.
std::vector<double> take_numbers(std::string_view& text, std::string_view between) {
    std::vector<double> numbers;
    while (numbers.size() < 3) {
        const auto size = std::min(text.find_first_of(spaces), text.size());
        const auto number = number_of(text.substr(0, size));
        if (!number) {
            break;
        }
        numbers.push_back(*number);
        text.remove_prefix(size);
        if (text.empty() || between.find(text[0]) == std::string_view::npos) {
            break;
        }
        text.remove_prefix(1);
    }
    return numbers;
}

class XmlTrack final : public ingest::XmlHandler {
public:
    XmlTrack(std::size_t size, const std::string& file, Track& track) : file_{file}, track_{track} {
        constexpr std::size_t usual_size = 96;  // Of a fix, in bytes of text.
        track_.fixes.reserve(size / usual_size);
    }

    void open(std::string_view name, std::span<const Attribute> attributes) override {
        if (track_.format.empty()) {
            name_format(name);
        }
        if (is_holder(name)) {
            values_ = {};
            values_.lat = number(attributes, "lat");
            values_.lon = number(attributes, "lon");
        } else if (is_gx_track(name)) {
            values_.places.clear();
            values_.whens_s.clear();
        }
    }

    void close(std::string_view name, std::string_view text) override {
        if (is_holder(name)) {
            finish();
            values_ = {};
        } else {
            value(name, text);
        }
    }

    void finish_document() {
        if (unreadable_ > 0) {
            track_.notes.push_back(
                fmt::format("{} fixes without a readable time or position", unreadable_));
        }
    }

private:
    static std::optional<double> number(std::span<const Attribute> attributes,
                                        std::string_view name) {
        const auto found = std::ranges::find(attributes, name, &Attribute::first);
        return found == attributes.end() ? std::nullopt : number_of(found->second);
    }

    void name_format(std::string_view name) {
        track_.format = name == "gpx"                                         ? "GPX"
                        : name == "kml"                                       ? "KML"
                        : any_of(name, {"TrainingCenterDatabase", "History"}) ? "TCX"
                                                                              : "";
        if (track_.format.empty()) {
            throw Error{Fault::input,
                        fmt::format("{}: XML that begins with <{}> is no track log that is known "
                                    "(GPX, KML, TCX)",
                                    file_, name)};
        }
    }

    bool is_holder(std::string_view name) const {
        return any_of(name, {"trkpt", "rtept", "wpt", "Trackpoint", "Placemark"});
    }

    bool is_gx_track(std::string_view name) const {
        return name == "Track" && track_.format == "KML";
    }

    void value(std::string_view name, std::string_view text) {
        if (any_of(name, {"time", "Time"})) {
            values_.time_s = utc_of(text);
        } else if (any_of(name, {"LatitudeDegrees", "Latitude"})) {
            values_.lat = number_of(text);
        } else if (any_of(name, {"LongitudeDegrees", "Longitude"})) {
            values_.lon = number_of(text);
        } else if (any_of(name, {"ele", "AltitudeMeters", "Altitude"})) {
            values_.fix.altitude_m = number_of(text);
        } else if (any_of(name, {"speed", "Speed"})) {
            values_.fix.speed_mps = number_of(text);
        } else if (name == "course") {
            values_.fix.course_deg = number_of(text);
        } else if (name == "hdop") {
            values_.fix.hdop = number_of(text);
        } else if (name == "pdop") {
            values_.fix.pdop = number_of(text);
        } else if (name == "sat") {
            values_.fix.satellites = count_of(text);
        } else {
            kml_value(name, text);
        }
    }

    void kml_value(std::string_view name, std::string_view text) {
        if (name == "begin") {
            values_.begin_s = utc_of(text);
        } else if (name == "end") {
            values_.time_s = utc_of(text);
        } else if (name == "when") {
            const auto time_s = utc_of(text);
            values_.time_s = time_s;
            values_.whens_s.push_back(time_s);
        } else if (name == "coord") {
            places(text, " ");
        } else if (name == "coordinates") {
            places(text, ",");
        } else if (is_gx_track(name)) {
            finish_gx_track();
        }
    }

    void places(std::string_view text, std::string_view between) {
        while (!text.empty()) {
            const auto first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
            text.remove_prefix(first);
            const auto numbers = take_numbers(text, between);
            if (numbers.size() < 2) {
                break;
            }
            if (const auto position = position_of(numbers[1], numbers[0])) {
                Fix fix = values_.fix;
                fix.position = *position;
                if (numbers.size() == 3 && numbers[2] != 0) {  // 0 is "on the ground".
                    fix.altitude_m = numbers[2];
                }
                values_.places.push_back(fix);
            }
        }
    }

    /// As many times as places, one list beside the other.
    void finish_gx_track() {
        if (values_.whens_s.size() == values_.places.size()) {
            for (std::size_t i = 0; i < values_.places.size(); ++i) {
                if (values_.whens_s[i]) {
                    add(values_.places[i], *values_.whens_s[i]);
                } else {
                    ++unreadable_;
                }
            }
        } else {
            unreadable_ += std::max(values_.whens_s.size(), values_.places.size());
        }
        values_ = {};
    }

    void finish() {
        if (values_.time_s && !values_.places.empty()) {
            finish_placemark();
        } else if (values_.time_s) {
            values_.fix.position = {};
            if (const auto position = position_of(values_.lat, values_.lon)) {
                values_.fix.position = *position;
                add(values_.fix, *values_.time_s);
            } else {
                ++unreadable_;
            }
        }
    }

    /// The places of a time span are spread evenly over it; one place is there all the time.
    void finish_placemark() {
        auto& places = values_.places;
        const double end_s = *values_.time_s;
        if (!values_.begin_s || *values_.begin_s >= end_s) {
            add(places.back(), end_s);
            return;
        }
        if (places.size() == 1) {
            places.push_back(places[0]);
        }
        ++spans_;
        const double step_s = (end_s - *values_.begin_s) / static_cast<double>(places.size() - 1);
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i].span = spans_;
            add(places[i], *values_.begin_s + step_s * static_cast<double>(i));
        }
    }

    void add(Fix fix, double time_s) {
        fix.utc_s = time_s;
        track_.fixes.push_back(fix);
    }

    const std::string& file_;
    Track& track_;
    Values values_;
    std::uint32_t spans_ = 0;
    std::size_t unreadable_ = 0;
};

}  // namespace

void read_xml(std::string_view text, const std::string& name, Track& track) {
    XmlTrack handler{text.size(), name, track};
    ingest::read_xml(text, name, handler);
    handler.finish_document();
}

}  // namespace tamga::track
