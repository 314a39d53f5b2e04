// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/postgis/connection.hpp"
#include "engine/store/rows.hpp"

#include <memory>
#include <string>

namespace tamga::store {

struct Layer;

namespace postgis {

/// The rows of a layer. Throws Error{Fault::input} if a table of it is missing, or has been replaced
/// since the reader's transaction began.
std::unique_ptr<Rows> rows_of(Connection& connection, const Layer& layer, const Scan& scan);

}  // namespace postgis
}  // namespace tamga::store
