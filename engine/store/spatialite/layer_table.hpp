// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/sqlite.hpp"
#include "engine/store/layer.hpp"
#include "engine/store/source_note.hpp"

#include <string>
#include <vector>

namespace tamga::store {

/// `path`, if it is a file that ingest made. Throws Error{Fault::input} if not.
const std::string& checked_store(const std::string& path);

/// A store's layers in the order in which they were added.
std::vector<Layer> layers(base::Database& database);

/// Makes the tables that layers() and checked_store() read, and adds a layer, and where it comes from.
void create_layer_table(base::Database& database);
void add_layer_row(base::Database& database, const Layer& layer);
void add_source_row(base::Database& database, const SourceNote& note);

/// True if the store has a table, and no view, of that name: a view could be of anything, and
/// without end.
bool is_table(base::Database& database, const std::string& name);
/// Throws Error{Fault::input} if a table of a layer is none.
void require_table(base::Database& database, const std::string& layer, const std::string& table);

/// What a layer called `name` is called in a store: SpatiaLite allows no quotes in the names of
/// tables, so typographic ones stand for them.
std::string name_in_store(const std::string& name);

}  // namespace tamga::store
