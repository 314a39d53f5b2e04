// SPDX-License-Identifier: MIT
#include "engine/archive/metadata.hpp"

#include "engine/archive/exact_numbers.hpp"
#include "engine/base/error.hpp"
#include "engine/base/json.hpp"
#include "engine/base/json_bounds.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>

namespace tamga::archive {
namespace {

using Json = nlohmann::json;

/// What Description has members for; MBTiles keeps these in rows of their own.
constexpr std::array described = {"name",    "description", "attribution", "minzoom",
                                  "maxzoom", "bounds",      "center",      "format"};

/// Numbers keep all their digits; see with_marked_numbers(). Throws Error{Fault::input} for what
/// nests too deep, and gives null for what is no JSON.
Json parsed(std::string_view text) {
    base::check_json_bounds(text);
    return base::json_of(with_marked_numbers(text));
}

/// The same for a text of which nobody says that it is JSON.
Json parsed_if_json(std::string_view text) {
    try {
        return parsed(text);
    } catch (const Error&) {
        return {};
    }
}

Json object_of(std::string_view text, std::string_view what) {
    Json object = in_context(what, [&] { return parsed(text); });
    if (!object.is_object()) {
        throw Error{Fault::input, fmt::format("{} is not a JSON object", what)};
    }
    return object;
}

std::string dumped(const Json& json) {
    try {
        return with_plain_numbers(json.dump());
    } catch (const Json::exception&) {
        throw Error{Fault::input, "the metadata is not UTF-8"};
    }
}

/// A member as text: a string as it is, anything else as JSON.
std::string text_of(const Json& json) {
    return json.is_string() ? plain_text(json.get_ref<const std::string&>()) : dumped(json);
}

std::string taken(Json& object, const char* name) {
    const auto member = object.find(name);
    if (member == object.end() || !member->is_string()) {
        return {};
    }
    std::string text = plain_text(member->get_ref<const std::string&>());
    object.erase(member);
    return text;
}

/// The numbers of "1,2,3", as many as there should be, or nothing.
template <std::size_t count>
std::optional<std::array<double, count>> numbers_in(std::string_view text) {
    std::array<double, count> numbers{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < count; ++i) {
        while (at != end && *at == ' ') {
            ++at;
        }
        const auto [stop, error] = std::from_chars(at, end, numbers[i]);
        const bool last = i + 1 == count;
        if (error != std::errc{} || !std::isfinite(numbers[i]) ||
            (last ? stop != end : stop == end || *stop != ',')) {
            return std::nullopt;
        }
        at = last ? stop : stop + 1;
    }
    return numbers;
}

void take_row(Description& about, const std::string& name, const std::string& value) {
    if (name == "name") {
        about.name = value;
    } else if (name == "description") {
        about.description = value;
    } else if (name == "attribution") {
        about.attribution = value;
    } else if (name == "minzoom" || name == "maxzoom") {
        if (const auto zoom = numbers_in<1>(value); zoom && (*zoom)[0] >= 0 && (*zoom)[0] <= 255) {
            (name == "minzoom" ? about.min_zoom : about.max_zoom) = static_cast<int>((*zoom)[0]);
        }
    } else if (name == "bounds") {
        if (const auto box = numbers_in<4>(value)) {
            about.bounds = {{(*box)[0], (*box)[1]}, {(*box)[2], (*box)[3]}};
        }
    } else if (name == "center") {
        if (const auto at = numbers_in<3>(value); at && (*at)[2] >= 0 && (*at)[2] <= 255) {
            about.center = {(*at)[0], (*at)[1]};
            about.center_zoom = static_cast<int>((*at)[2]);
        }
    }
}

}  // namespace

std::string pmtiles_metadata(const Description& description) {
    Json object = object_of(description.json, "the description");
    object["name"] = marked_text(description.name);
    if (!description.description.empty()) {
        object["description"] = marked_text(description.description);
    }
    if (!description.attribution.empty()) {
        object["attribution"] = marked_text(description.attribution);
    }
    return dumped(object);
}

Description from_pmtiles_metadata(std::string_view text) {
    Json object = object_of(text, "the metadata");
    Description about;
    about.name = taken(object, "name");
    about.description = taken(object, "description");
    about.attribution = taken(object, "attribution");
    about.json = dumped(object);
    return about;
}

Rows mbtiles_metadata(const Description& description) {
    const Json object = object_of(description.json, "the description");
    const auto& [south_west, north_east] = description.bounds;
    Rows rows = {{"name", description.name},
                 {"description", description.description},
                 {"attribution", description.attribution},
                 {"format", "pbf"},
                 {"minzoom", fmt::format("{}", description.min_zoom)},
                 {"maxzoom", fmt::format("{}", description.max_zoom)},
                 {"bounds", fmt::format("{},{},{},{}", south_west.lon, south_west.lat,
                                        north_east.lon, north_east.lat)},
                 {"center", fmt::format("{},{},{}", description.center.lon, description.center.lat,
                                        description.center_zoom)}};
    Json layers = {{"vector_layers", Json::array()}};
    for (const auto& [name, value] : object.items()) {
        if (name == "vector_layers" || name == "tilestats") {
            layers[name] = value;
        } else if (std::ranges::find(described, name) == described.end()) {
            rows.emplace_back(name, text_of(value));
        }
    }
    const auto add_if_missing = [&](const char* name, const char* value) {
        if (!object.contains(name)) {
            rows.emplace_back(name, value);
        }
    };
    add_if_missing("type", "overlay");
    add_if_missing("version", "1");
    rows.emplace_back("json", dumped(layers));
    std::erase_if(rows, [](const auto& row) {
        return (row.first == "description" || row.first == "attribution") && row.second.empty();
    });
    return rows;
}

Description from_mbtiles_metadata(const Rows& rows) {
    Description about;
    Json rest = Json::object();
    for (const auto& [name, value] : rows) {
        if (name == "json") {
            Json layers = in_context("the metadata's json", [&] { return parsed(value); });
            if (layers.is_object()) {
                rest.update(layers);
            }
        } else if (std::ranges::find(described, name) != described.end()) {
            take_row(about, name, value);
        } else {
            Json member = parsed_if_json(value);
            rest[name] = member.is_structured() ? std::move(member) : Json(marked_text(value));
        }
    }
    // What is no text is for verify to say.
    about.json = with_plain_numbers(base::json_text(rest));
    return about;
}

std::string directory_metadata(const Description& description) {
    Json object = Json::object();
    for (const auto& [name, value] : mbtiles_metadata(description)) {
        object[name] = value;
    }
    return base::json_text(object, 1) + "\n";
}

Description from_directory_metadata(std::string_view text) {
    Rows rows;
    const Json object = object_of(text, "metadata.json");
    for (const auto& [name, value] : object.items()) {
        rows.emplace_back(name, text_of(value));
    }
    return from_mbtiles_metadata(rows);
}

}  // namespace tamga::archive
