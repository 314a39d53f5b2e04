// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/crs.hpp"
#include "engine/ingest/tally.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tamga::ingest {

/// Where the features of a block of GeoJSON go, and how they are read.
struct GeojsonTarget {
    model::Features& features;
    Tally& tally;
    const geo::ToLonLat* crs = nullptr;  ///< Null: longitude and latitude.
    bool table = false;
};

/// Parses single GeoJSON records. One object serves one thread and keeps its memory between calls.
class GeojsonParser {
public:
    GeojsonParser();
    ~GeojsonParser();
    GeojsonParser(GeojsonParser&&) noexcept;

    /// How many bytes after a record's text must be readable.
    static const std::size_t padding;

    /// Reads a Feature or a geometry into the target: a feature for each shape, or a bad record.
    /// False, and nothing read, if it is a FeatureCollection.
    bool record(std::string_view text, std::uint64_t line, const GeojsonTarget& target);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The CRS that a "crs" member of the older GeoJSON names; empty where it is null.
/// Throws Error{Fault::input} where it names none.
std::string crs_name(std::string_view member);

}  // namespace tamga::ingest
