// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::serve {

/// A parameter as it stands in a query, decoded.
struct QueryPair {
    std::string name;
    std::string value;

    bool operator==(const QueryPair&) const = default;
};

/// More bytes of a query are not looked at: it is refused.
inline constexpr std::size_t longest_query = std::size_t{8} * 1024;

/// The parameters of a target's query in their order, read as what a form sends
/// (application/x-www-form-urlencoded in the URL standard), since this is what browsers and
/// libraries write: "&" stands between parameters, the first "=" between name and value, which is
/// empty without one, and "+" is a space, in names too; a plus is "%2B". Decoded once. Nothing if
/// an escape is broken, if there is a NUL, if a name or a value is not UTF-8, or if the query is
/// too long.
std::optional<std::vector<QueryPair>> query_pairs(std::string_view target);

/// A parameter that a route takes.
struct QueryParameter {
    std::string_view name;
    std::string_view about;  ///< For the list of addresses.
};

/// What a route does with a parameter that it does not know.
enum class UnknownParameters { ignored, refused };

/// The values of a route's parameters.
struct Query {
    std::vector<QueryPair> pairs{};  ///< None of a name that the route does not know.
    std::string refused{};           ///< Why the request is a bad one; empty if it is good.

    /// Null if it was not given.
    const std::string* value(std::string_view name) const;
};

/// Refused is a query that query_pairs() cannot read, and a known parameter that is given twice:
/// whether the first or the last is meant, programs differ. Unknown ones may come as often as they
/// like where they are ignored.
Query read_query(std::string_view target, std::span<const QueryParameter> known,
                 UnknownParameters unknown);

}  // namespace tamga::serve
