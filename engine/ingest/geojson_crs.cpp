// SPDX-License-Identifier: MIT
//
// What the older GeoJSON says of its coordinate system, and whether a text is UTF-8 at all.
#include "engine/base/error.hpp"
#include "engine/base/utf8.hpp"
#include "engine/ingest/geojson_parser.hpp"

#include <fmt/format.h>
#include <simdjson.h>

namespace tamga::ingest {

std::string crs_name(std::string_view member) {
    constexpr const char* unreadable = "a \"crs\" that names none; name it with --crs";
    simdjson::dom::parser parser;
    simdjson::dom::element crs;
    if (const auto error = parser.parse(member.data(), member.size()).get(crs)) {
        throw Error{Fault::input,
                    error == simdjson::INCORRECT_TYPE || error == simdjson::NUMBER_ERROR
                        ? std::string{unreadable}
                        : fmt::format("not valid JSON: {}", simdjson::error_message(error))};
    }
    std::string_view name;
    std::int64_t code = 0;
    if (crs.is_null()) {
        return {};
    }
    if (crs["properties"]["name"].get(name) == simdjson::SUCCESS) {
        return std::string{name};
    }
    if (crs["properties"]["code"].get(code) == simdjson::SUCCESS) {
        return fmt::format("EPSG:{}", code);
    }
    throw Error{Fault::input, unreadable};
}

}  // namespace tamga::ingest
