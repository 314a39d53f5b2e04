// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/rows.hpp"
#include "engine/store/spatialite/database.hpp"

#include <memory>

namespace tamga::store {

struct Layer;

/// The rows of a table of a store. Throws Error{Fault::input} if the layer is no table of it.
std::unique_ptr<Rows> spatialite_rows(SpatialDatabase& database, const Layer& layer,
                                      const Scan& scan);

/// A column of a statement's row; of a BLOB its size as text, which `room` keeps.
model::Value value_of(const base::Statement& statement, int column, std::string& room);

}  // namespace tamga::store
