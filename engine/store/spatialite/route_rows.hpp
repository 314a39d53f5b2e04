// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/rows.hpp"
#include "engine/store/spatialite/database.hpp"

#include <memory>

namespace tamga::store {

struct Layer;

/// The rows of a layer of routes, read from its tables and never from its view, which somebody else
/// may have made. Throws Error{Fault::input} if a table is missing.
std::unique_ptr<Rows> route_rows(SpatialDatabase& database, const Layer& layer, const Scan& scan);

}  // namespace tamga::store
