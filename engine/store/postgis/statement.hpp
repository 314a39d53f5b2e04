// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"
#include "engine/store/postgis/connection.hpp"

#include <memory>
#include <string>

namespace tamga::store::postgis {

/// See run_sql(). Requires a transaction that only reads.
std::unique_ptr<Answer> statement_answer(Connection& connection, const std::string& sql,
                                         const Wanted& wanted);

}  // namespace tamga::store::postgis
