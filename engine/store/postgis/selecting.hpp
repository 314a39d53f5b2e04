// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/postgis/connection.hpp"
#include "engine/store/rows.hpp"

#include <string>
#include <vector>

namespace tamga::store::postgis {

/// A query while it is put together, with the values of its parameters.
struct Query {
    std::string columns = {};
    std::string from = {};
    std::string where = {};
    std::string order = {};
    std::vector<std::string> parameters = {};

    /// The next parameter: "$1", "$2" and so on.
    std::string parameter(std::string value);
    void require(const std::string& condition);
    std::string sql() const;
};

/// "{1,2,3}", an array of the server.
template <class Numbers>
std::string array_of(const Numbers& numbers) {
    std::string text = "{";
    for (const auto number : numbers) {
        text += (text.size() > 1 ? "," : "") + std::to_string(number);
    }
    return text + "}";
}

/// Asks for what of a table, which the query calls t, may lie in one of the windows.
void require_in(Query& query, const std::string& table, const std::vector<geo::Box>& windows);
/// Asks for these rows, in this order.
void require_listed(Query& query, const std::vector<std::int64_t>& fids);

}  // namespace tamga::store::postgis
