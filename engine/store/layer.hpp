// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/sqlite.hpp"
#include "engine/route/table/journey.hpp"
#include "engine/route/table/measure.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::store {

enum class Kind : std::uint8_t { points, lines, polygons, routes };

std::string_view name_of(Kind kind);

/// One table of features in a store.
///
/// A layer of routes has the columns origin and destination (names, may be null), from_lon,
/// from_lat, to_lon, to_lat, weight, weight_millionths (exact), length_m, time and category where
/// they were asked for, and beside its table an R-tree "tamga_pieces_NAME" (id, west, east, south,
/// north, route) of boxes around pieces of its geodesics.
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

/// True if `path` is a file that ingest made. Reads no more than it has to.
bool is_store(const std::string& path);

/// A store's layers in the order in which they were added.
/// Throws Error{Fault::input} if `path` is not a store.
std::vector<Layer> layers(const std::string& path);
std::vector<Layer> layers(base::Database& database);

/// How a layer of routes is read as journeys again, by ingest::read of the store with this layer.
route::JourneyColumns journey_columns(const Layer& layer);

/// Makes the table that layers() reads, and adds a row to it.
void create_layer_table(base::Database& database);
void add_layer_row(base::Database& database, const Layer& layer);

/// What a layer called `name` is called in a store: SpatiaLite allows no quotes in the names of
/// tables, so typographic ones stand for them.
std::string name_in_store(const std::string& name);

/// The name of the R-tree of a layer of routes.
std::string pieces_table(const std::string& layer);

}  // namespace tamga::store
