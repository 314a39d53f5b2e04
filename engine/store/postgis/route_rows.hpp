// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/postgis/connection.hpp"
#include "engine/store/rows.hpp"

#include <memory>

namespace tamga::store {

struct Layer;

namespace postgis {

/// The rows of a layer of routes, read from its tables and never from its view, which somebody else
/// may have made.
std::unique_ptr<Rows> route_rows(Connection& connection, const Layer& layer, const Scan& scan);

}  // namespace postgis
}  // namespace tamga::store
