// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/route.hpp"

#include <optional>
#include <span>
#include <string>

namespace tamga::serve {

/// Whether an answer may take reading, unpacking and waiting.
enum class Pace { at_hand, may_wait };

/// The answer of the route that the request's path leads to: of the first one whose pattern fits,
/// unless its tile set or style is absent and it says to try the next. In this order:
///
///     the path fits no route                            404
///     OPTIONS                                           204 with the methods of the route
///     the route does not take the method                405 with those that it takes
///     the path is broken                                400
///     the tile set or the style is not there            404
///     what is to be an int is not                       400
///     the query is broken (read_query())                400
///
/// Several rows may have one path, for different methods. A number that is too large is the
/// function's to refuse: it knows the limits. Nothing if the answer is not at hand. Throws what the
/// route's function throws.
std::optional<Response> dispatch(std::span<const Route> routes, const Catalog& catalog,
                                 const Front& front, const Request& request, Pace pace);

/// 404 for a path that leads to nothing.
Response nothing_there(std::span<const std::string> path);

}  // namespace tamga::serve
