// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/layer.hpp"
#include "engine/store/postgis/connection.hpp"
#include "engine/store/source_note.hpp"

#include <string>
#include <vector>

namespace tamga::store::postgis {

/// True if our schema has tables that ingest made. Throws Error{Fault::input} if they are of another
/// version.
bool has_store(Connection& connection);

/// Throws Error{Fault::input} if there are none.
void require_store(Connection& connection);

/// Lets no other ingest write into our schema until the transaction ends; readers go on.
void write_alone(Connection& connection);

/// The layers in the order in which they were added. Requires has_store().
std::vector<Layer> layers(Connection& connection);

/// Makes the tables that these read, and adds a layer, or where it comes from, to them.
void create_layer_tables(Connection& connection);
void add_layer_row(Connection& connection, const Layer& layer);
void add_source_row(Connection& connection, const SourceNote& note);

/// Takes a layer with all its tables out, if there is one of that name.
void drop_layer(Connection& connection, const std::string& name);

/// The names of the tables and views of a layer; what stands on others comes first.
std::vector<std::string> relations_of(const Layer& layer);

}  // namespace tamga::store::postgis
