// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/sqlite.hpp"
#include "engine/store/layer.hpp"

#include <string>
#include <vector>

namespace tamga::store {

/// `path`, if it is a file that ingest made. Throws Error{Fault::input} if not.
const std::string& checked_store(const std::string& path);

/// A store's layers in the order in which they were added.
std::vector<Layer> layers(base::Database& database);

/// Makes the table that layers() reads, and adds a row to it.
void create_layer_table(base::Database& database);
void add_layer_row(base::Database& database, const Layer& layer);

/// What a layer called `name` is called in a store: SpatiaLite allows no quotes in the names of
/// tables, so typographic ones stand for them.
std::string name_in_store(const std::string& name);

/// The name of the R-tree (id, west, east, south, north, route) of boxes around pieces of the
/// geodesics of a layer of routes.
std::string pieces_table(const std::string& layer);

}  // namespace tamga::store
