// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/wkb.hpp"
#include "engine/route/table/journey.hpp"
#include "engine/route/table/measure.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::store {

enum class Kind : std::uint8_t { points, lines, polygons, routes };

std::string_view name_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

/// What the geometries of a layer are: of points single ones, until one has several.
model::GeometryType geometry_of(Kind kind);

/// The tables of a layer of routes: its places, the pairs of them, the routes, and the index of the
/// pairs' geodesics. They are called as the layer is, with these behind.
inline constexpr std::array<std::string_view, 4> route_tables_behind{"_places", "_pairs", "_routes",
                                                                     "_index"};

/// The version of what tables a store has, and what is in them.
inline constexpr int schema_version = 2;

/// The features of one kind in a store.
///
/// A layer of routes has the columns origin and destination (names, may be null), from_lon,
/// from_lat, to_lon, to_lat, weight, weight_millionths (exact), length_m, time and category where
/// they were asked for, and knows the boxes around pieces of its geodesics.
struct Layer {
    std::string name;
    Kind kind = Kind::points;
    std::uint64_t features = 0;
    std::string source;     ///< As it was given.
    bool has_time = false;  ///< Its routes have a column `time`.
    bool has_category = false;
    route::Measuring measuring =
        {};  ///< Of routes: flows or stocks, and of these the latest period.
};

/// How a layer of routes is read as journeys again, by ingest::read of the store with this layer.
route::JourneyColumns journey_columns(const Layer& layer);

}  // namespace tamga::store
