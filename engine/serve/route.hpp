// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/catalog.hpp"
#include "engine/serve/http/front.hpp"
#include "engine/serve/http/message.hpp"
#include "engine/serve/http/path_pattern.hpp"
#include "engine/serve/http/query.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::serve {

/// A request at its route: what the function that answers is given.
struct Visit {
    const Catalog& catalog;
    const Front& front;
    const Request& request;
    std::span<const std::string> path{};  ///< Its segments, decoded.
    Arguments arguments{};                ///< Of the path; each int has a number.
    Query query{};                        ///< Only what the route takes.
    const TileSet* tile_set = nullptr;    ///< Of {tileset}.
    const Style* style = nullptr;         ///< Of {style}.
};

/// What a path means whose tile set or style is not there.
enum class Absent { is_not_found, tries_next_route };

/// One row of the table of routes.
struct Route {
    PathPattern path;
    std::string about;                 ///< What is there, for the list of addresses.
    Response (*answer)(const Visit&);  ///< May read, unpack and wait for the disk.
    /// The same answer if it lies in memory; nothing if it is to be read, unpacked or waited for.
    /// Null: it never lies there.
    std::optional<Response> (*at_hand)(const Visit&) = nullptr;
    std::vector<std::string_view> methods{
        "GET"};  ///< GET is HEAD, too; OPTIONS is answered for all.
    /// Where there are none and unknown ones are ignored, the query is not looked at.
    std::vector<QueryParameter> query{};
    UnknownParameters unknown = UnknownParameters::ignored;
    Absent absent = Absent::is_not_found;
    std::string_view malformed{};  ///< What to say where an int is not one.
};

/// A function that answers always from memory, as one for `at_hand`.
template <Response (*answer)(const Visit&)>
std::optional<Response> always_at_hand(const Visit& visit) {
    return answer(visit);
}

}  // namespace tamga::serve
