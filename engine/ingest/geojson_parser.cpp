// SPDX-License-Identifier: MIT
#include "engine/ingest/geojson_parser.hpp"

#include "engine/base/error.hpp"
#include "engine/base/utf8.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/feature_name.hpp"
#include "engine/ingest/geometry.hpp"
#include "engine/ingest/parse/limits.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace tamga::ingest {
namespace {

namespace json = simdjson::ondemand;

[[noreturn]] void refuse(const std::string& reason) { throw Error{Fault::input, reason}; }

[[noreturn]] void refuse(simdjson::error_code error, const char* wrong_type) {
    switch (error) {
        case simdjson::INCORRECT_TYPE:
        case simdjson::NUMBER_ERROR:
            refuse(wrong_type);
        case simdjson::UTF8_ERROR:
            refuse("not valid JSON: text that is not UTF-8");
        default:
            refuse(fmt::format("not valid JSON: {}", simdjson::error_message(error)));
    }
}

/// The value of `result`, or a refusal: `wrong_type` where it is of another type.
template <class Value>
Value need(simdjson::simdjson_result<Value> result, const char* wrong_type) {
    Value value;
    if (const auto error = std::move(result).get(value)) {
        refuse(error, wrong_type);
    }
    return value;
}

/// The same where a member may be missing, which is as wrong as one of another type.
template <class Value>
Value need_member(simdjson::simdjson_result<Value> result, const char* wrong) {
    Value value;
    if (const auto error = std::move(result).get(value)) {
        refuse(error == simdjson::NO_SUCH_FIELD ? simdjson::INCORRECT_TYPE : error, wrong);
    }
    return value;
}

void rewind(json::object& object) {
    if (const auto error = object.reset().error()) {
        refuse(error, "not valid JSON");
    }
}

/// An object that is no GeoJSON, with what it has instead.
[[noreturn]] void refuse_plain(json::object& object) {
    rewind(object);
    std::vector<std::string> members;
    for (auto member : object) {
        json::field field = need(std::move(member), "not valid JSON");
        if (members.size() <= 20) {
            members.emplace_back(need(field.unescaped_key(), "not valid JSON"));
        }
    }
    refuse("neither a feature nor a geometry: it has no \"type\"" +
           (members.empty() ? "" : ", but " + listed(members)));
}

constexpr const char* not_an_array = "\"coordinates\" are not as deeply nested as their type needs";

/// Reads a position; false if it is empty.
bool position(json::array numbers, Geometry& geometry) {
    std::array<double, 2> at{};
    std::size_t count = 0;
    for (auto number : numbers) {
        double value = 0;
        if (const auto error = number.get_double().get(value)) {
            refuse(error, "a coordinate is not a number");
        }
        if (count < 2) {
            at[count] = value;
        }
        ++count;
    }
    if (count == 1) {
        refuse("a position has 1 number; it needs 2: longitude, latitude");
    }
    if (count > 2) {
        geometry.dropped(true, count > 3);
    }
    if (count != 0) {
        geometry.position(at[0], at[1]);
    }
    return count != 0;
}

void positions(json::array list, Geometry& geometry) {
    for (auto element : list) {
        if (!position(need(element.get_array(), not_an_array), geometry)) {
            refuse("an empty position in a list of positions");
        }
    }
}

void polygon(json::array rings, Geometry& geometry) {
    bool hole = false;
    for (auto ring : rings) {
        positions(need(ring.get_array(), not_an_array), geometry);
        geometry.end_ring(hole);
        hole = true;
    }
}

void coordinates(std::string_view type, json::array list, Geometry& geometry) {
    if (type == "Point") {
        position(list, geometry);
        geometry.end_points();
    } else if (type == "MultiPoint") {
        positions(list, geometry);
        geometry.end_points();
    } else if (type == "LineString") {
        positions(list, geometry);
        geometry.end_line();
    } else if (type == "Polygon") {
        polygon(list, geometry);
    } else if (type == "MultiLineString") {
        for (auto line : list) {
            positions(need(line.get_array(), not_an_array), geometry);
            geometry.end_line();
        }
    } else if (type == "MultiPolygon") {
        for (auto part : list) {
            polygon(need(part.get_array(), not_an_array), geometry);
        }
    } else {
        refuse(fmt::format("geometry type \"{}\" is unknown", type));
    }
}

void shapes(json::object object, Geometry& geometry, int depth) {
    constexpr int deepest = 32;
    const auto type = need_member(object.find_field_unordered("type").get_string(),
                                  "a geometry without a \"type\"");
    if (type != "GeometryCollection") {
        const auto list = need_member(object.find_field_unordered("coordinates").get_array(),
                                      "a geometry without an array of \"coordinates\"");
        return coordinates(type, list, geometry);
    }
    if (depth > deepest) {
        refuse("geometry collections nested too deeply");
    }
    auto list = need_member(object.find_field_unordered("geometries").get_array(),
                            "a GeometryCollection without an array of \"geometries\"");
    for (auto member : list) {
        shapes(need(member.get_object(), "a member of a GeometryCollection is not an object"),
               geometry, depth + 1);
    }
}

/// A number: whole if it is written so and fits 64 bits, else the nearest double.
model::Value number(json::value& value) {
    const std::string_view token = value.raw_json_token();
    if (token.find_first_of(".eE") == std::string_view::npos) {
        std::int64_t whole = 0;
        if (value.get_int64().get(whole) == simdjson::SUCCESS) {
            return whole;
        }
        std::uint64_t large = 0;
        if (value.get_uint64().get(large) == simdjson::SUCCESS) {
            return large;
        }
    }
    return need(value.get_double(), "a number that cannot be read");
}

}  // namespace

const std::size_t GeojsonParser::padding = simdjson::SIMDJSON_PADDING;

struct GeojsonParser::State {
    json::parser parser;
    simdjson::dom::parser checker;  // Of nested values, whose inside On-Demand skips.
    std::string minified;
    std::string name;      // Of the current feature, for what is said of it; see names_feature().
    bool escapes = false;  // The record has a backslash: without one it has no NUL.
    Geometry geometry;

    /// What a record says beside its attributes and geometry.
    struct Found {
        bool geometry = false;
        bool dropped_id = false;
        model::Features::Header header = {};
    };

    bool parse(std::string_view text, const GeojsonTarget& target, Found& found);
    void feature(json::object object, const GeojsonTarget& target, Found& found);
    void properties(json::object object, model::Features& features);
    model::Value attribute(json::value value);
    std::string_view nested(std::string_view text);
    std::string_view without_nul(std::string_view text) const;
    static void identifier(json::value value, Found& found);
    static void directions(json::object object, model::Features& features, Found& found);
};

GeojsonParser::GeojsonParser() : state_{std::make_unique<State>()} {}
GeojsonParser::~GeojsonParser() = default;
GeojsonParser::GeojsonParser(GeojsonParser&&) noexcept = default;

bool GeojsonParser::record(std::string_view text, std::uint64_t line, const GeojsonTarget& target) {
    State::Found found;
    found.header.record = line;
    Geometry& geometry = state_->geometry;
    geometry.start(target.crs);
    state_->name.clear();
    try {
        if (!state_->parse(text, target, found)) {
            return false;
        }
        if (found.geometry) {
            geometry.finish(target.tally);
        } else if (!target.table) {
            refuse("no geometry");
        }
    } catch (const Error& error) {  // Counted, with its line.
        target.features.discard();
        target.tally.refuse(line, error.what(), state_->name);
        return true;
    }
    if (found.dropped_id) {
        target.tally.note(Oddity::id);
    }
    if (found.geometry) {
        geometry.commit(target.features, found.header, target.tally);
    } else {
        target.features.commit(found.header);
        ++target.tally.read;
    }
    return true;
}

bool GeojsonParser::State::parse(std::string_view text, const GeojsonTarget& target, Found& found) {
    escapes = text.find('\\') != std::string_view::npos;
    json::document document;
    const simdjson::padded_string_view padded{text.data(), text.size(), text.size() + padding};
    if (const auto error = parser.iterate(padded).get(document)) {
        refuse(error, "not valid JSON");
    }
    json::object object = need(document.get_object(), "not a JSON object");
    auto type_member = object.find_field_unordered("type");
    if (type_member.error() == simdjson::NO_SUCH_FIELD) {
        refuse_plain(object);
    }
    const auto type = need_member(type_member.get_string(),
                                  "neither a feature nor a geometry: its \"type\" is no text");
    if (type == "FeatureCollection") {
        return false;
    }
    const bool is_feature = type == "Feature";
    rewind(object);
    if (is_feature) {
        feature(object, target, found);
    } else {
        found.geometry = true;
        shapes(object, geometry, 0);
        rewind(object);
        for (auto member : object) {  // Only on to the end: is it whole?
            need(std::move(member), "not valid JSON");
        }
    }
    if (document.current_location().error() == simdjson::SUCCESS) {
        refuse("not valid JSON: more text after the end of the feature");
    }
    return true;
}

void GeojsonParser::State::feature(json::object object, const GeojsonTarget& target, Found& found) {
    for (auto member : object) {
        json::field field = need(std::move(member), "not valid JSON");
        const auto key = field.key();
        json::value value = field.value();
        if (key == "geometry") {
            found.geometry = !need(value.is_null(), "not valid JSON");
            if (found.geometry) {
                shapes(need(value.get_object(), "\"geometry\" is not an object"), geometry, 0);
            }
        } else if (key == "properties") {
            if (!need(value.is_null(), "not valid JSON")) {
                properties(need(value.get_object(), "\"properties\" is not an object"),
                           target.features);
            }
        } else if (key == "id") {
            identifier(value, found);
        } else if (key == "tippecanoe") {
            directions(need(value.get_object(), "\"tippecanoe\" is not an object"), target.features,
                       found);
        } else if (key == "crs" && !need(value.is_null(), "not valid JSON")) {
            refuse("a feature with a \"crs\" of its own; name it with --crs");
        }
    }
}

void GeojsonParser::State::properties(json::object object, model::Features& features) {
    std::size_t count = 0;
    for (auto member : object) {
        if (++count > most_attributes) {
            refuse(fmt::format("more than {} properties", most_attributes));
        }
        json::field field = need(std::move(member), "not valid JSON");
        const auto key = without_nul(need(field.unescaped_key(), "not valid JSON"));
        const model::Value value = attribute(field.value());
        features.attribute(key, value);
        if (const auto* text = std::get_if<std::string_view>(&value);
            text != nullptr && names_feature(key)) {
            name = *text;
        }
    }
}

model::Value GeojsonParser::State::attribute(json::value value) {
    switch (need(value.type(), "not valid JSON")) {
        case json::json_type::string:
            return without_nul(need(value.get_string(), "not valid JSON"));
        case json::json_type::number:
            return number(value);
        case json::json_type::boolean:
            return need(value.get_bool(), "not valid JSON");
        case json::json_type::null:
            if (!need(value.is_null(), "not valid JSON")) {
                refuse("not valid JSON: a word that is neither null, true nor false");
            }
            return {};
        case json::json_type::array:
            return nested(need(need(value.get_array(), "").raw_json(), "not valid JSON"));
        case json::json_type::object:
            return nested(need(need(value.get_object(), "").raw_json(), "not valid JSON"));
    }
    return {};
}

/// No format that a feature goes on into has room for a NUL in a text.
std::string_view GeojsonParser::State::without_nul(std::string_view text) const {
    check_length(text);
    if (escapes && text.find('\0') != std::string_view::npos) {
        refuse("an attribute's name or value has a NUL character (\\u0000), which no text has");
    }
    return text;
}

std::string_view GeojsonParser::State::nested(std::string_view text) {
    check_length(text);
    if (const auto error = checker.parse(text.data(), text.size()).error()) {
        refuse(error, "not valid JSON");
    }
    minified.resize(text.size());
    std::size_t size = 0;
    if (const auto error = simdjson::minify(text.data(), text.size(), minified.data(), size)) {
        refuse(error, "not valid JSON");
    }
    return {minified.data(), size};
}

void GeojsonParser::State::identifier(json::value value, Found& found) {
    std::uint64_t id = 0;
    if (value.get_uint64().get(id) == simdjson::SUCCESS) {
        found.header.id = id;
    } else {
        found.dropped_id = !need(value.is_null(), "not valid JSON");
    }
}

/// The member "tippecanoe": which zooms and which layer the feature is for.
void GeojsonParser::State::directions(json::object object, model::Features& features,
                                      Found& found) {
    constexpr auto not_a_zoom = "a zoom in \"tippecanoe\" is not a whole number from 0 to 30";
    for (auto member : object) {
        json::field field = need(std::move(member), "not valid JSON");
        const bool min = field.key() == "minzoom";
        if (min || field.key() == "maxzoom") {
            const auto zoom = need(field.value().get_uint64(), not_a_zoom);
            if (zoom > 30) {
                refuse(not_a_zoom);
            }
            (min ? found.header.min_zoom : found.header.max_zoom) = static_cast<int>(zoom);
        } else if (field.key() == "layer") {
            found.header.layer = features.keep(
                need(field.value().get_string(), "a layer in \"tippecanoe\" is not a text"));
        }
    }
}

}  // namespace tamga::ingest
