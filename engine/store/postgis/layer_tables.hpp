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

// Who reads a layer locks its tables one after the other, as does who drops them: without a lock for
// all of them, each would wait for the other.

/// Until the connection ends nothing is dropped in our schema. To be asked before a transaction, which
/// would see what was there before the wait.
void hold_off_replacing(Connection& connection);

/// Waits until nobody reads, and lets nobody begin until the transaction ends.
void wait_for_readers(Connection& connection);

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
