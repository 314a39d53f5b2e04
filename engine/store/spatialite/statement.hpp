// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"
#include "engine/store/spatialite/database.hpp"

#include <memory>
#include <string>

namespace tamga::store {

/// See run_sql().
std::unique_ptr<Answer> spatialite_statement(SpatialDatabase& database, const std::string& sql,
                                             const Wanted& wanted);

}  // namespace tamga::store
