// SPDX-License-Identifier: MIT
#include "engine/serve/dispatch.hpp"

#include "engine/serve/http/content.hpp"
#include "engine/serve/http/printable.hpp"
#include "engine/serve/http/target.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::serve {
namespace {

/// A name in a path that is nobody's.
struct Unknown {
    std::string_view kind{};  ///< "tile set"; empty if there is none.
    std::string_view name{};
};

struct Found {
    const Route* route = nullptr;
    Unknown unknown{};
};

template <class Value>
const Value* find(const ByName<Value>& values, std::string_view name) {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : &found->second;
}

/// Finds what the arguments name.
Unknown look_up(Visit& visit) {
    for (const Argument& argument : visit.arguments) {
        if (argument.name == "tileset") {
            visit.tile_set = find(visit.catalog.tile_sets(), argument.text);
            if (visit.tile_set == nullptr) {
                return {"tile set", argument.text};
            }
        } else if (argument.name == "style") {
            visit.style = find(visit.catalog.styles(), argument.text);
            if (visit.style == nullptr) {
                return {"style", argument.text};
            }
        }
    }
    return {};
}

Found find_route(std::span<const Route> routes, Visit& visit) {
    for (const Route& route : routes) {
        if (!route.path.match(visit.path, visit.arguments)) {
            continue;
        }
        const Unknown unknown = look_up(visit);
        if (unknown.kind.empty() || route.absent == Absent::is_not_found) {
            return {&route, unknown};
        }
    }
    return {};
}

bool takes(const Route& route, std::string_view method) {
    return std::ranges::count(route.methods, method == "HEAD" ? "GET" : method) > 0;
}

/// A row of the path of `route`, or of any if it is null, that takes the method.
const Route* taking(std::span<const Route> routes, const Route* route, std::string_view method) {
    if (route != nullptr && takes(*route, method)) {
        return route;
    }
    const auto found = std::ranges::find_if(routes, [&](const Route& row) {
        return (route == nullptr || row.path.text() == route->path.text()) && takes(row, method);
    });
    return found == routes.end() ? nullptr : &*found;
}

/// The methods of the path of `route`, or of all if it is null.
std::vector<std::string_view> allowed(std::span<const Route> routes, const Route* route) {
    std::vector<std::string_view> methods;
    const auto add = [&](std::string_view method) {
        if (std::ranges::count(methods, method) == 0) {
            methods.push_back(method);
        }
    };
    for (const Route& row : routes) {
        if (route == nullptr || row.path.text() == route->path.text()) {
            for (const std::string_view method : row.methods) {
                add(method);
                add(method == "GET" ? "HEAD" : method);
            }
        }
    }
    methods.push_back("OPTIONS");
    return methods;
}

Response preflight_answer(const std::vector<std::string_view>& methods) {
    const std::string list = fmt::format("{}", fmt::join(methods, ", "));
    Response response{.status = 204, .body = Bytes{}};
    response.add("Allow", list);
    response.add("Access-Control-Allow-Methods", list);
    response.add("Access-Control-Allow-Headers",
                 "Range, If-Match, If-None-Match, If-Range, Cache-Control");
    response.add("Access-Control-Max-Age", "86400");
    return response;
}

Response not_allowed(std::vector<std::string_view> methods) {
    const std::string list = fmt::format("{}", fmt::join(methods, ", "));
    const std::string_view last = methods.back();
    methods.pop_back();
    Response response = plain(
        405, fmt::format("only {} and {} are understood here", fmt::join(methods, ", "), last));
    response.add("Allow", list);
    return response;
}

/// What is wrong with the arguments.
std::optional<Response> complaint(const Found& found, const Visit& visit) {
    if (!found.unknown.kind.empty()) {
        return plain(404, fmt::format("no {} is called '{}'; /catalog lists what there is",
                                      found.unknown.kind, printable(found.unknown.name)));
    }
    const bool is_malformed = std::ranges::any_of(visit.arguments, &Argument::is_malformed);
    return is_malformed ? std::optional{plain(400, found.route->malformed)} : std::nullopt;
}

std::optional<Response> answer_of(const Route& route, Visit& visit, Pace pace) {
    if (!route.query.empty() || route.unknown == UnknownParameters::refused) {
        visit.query = read_query(visit.request.target, route.query, route.unknown);
        if (!visit.query.refused.empty()) {
            return plain(400, visit.query.refused);
        }
    }
    if (pace == Pace::may_wait) {
        return route.answer(visit);
    }
    return route.at_hand == nullptr ? std::nullopt : route.at_hand(visit);
}

}  // namespace

std::optional<Response> dispatch(std::span<const Route> routes, const Catalog& catalog,
                                 const Front& front, const Request& request, Pace pace) {
    const auto path = path_segments(request.target);
    Visit visit{.catalog = catalog, .front = front, .request = request};
    Found found;
    if (path) {
        visit.path = *path;
        found = find_route(routes, visit);
        if (found.route == nullptr) {
            return nothing_there(*path);
        }
    }
    if (request.method == "OPTIONS") {
        return preflight_answer(allowed(routes, found.route));
    }
    const Route* route = taking(routes, found.route, request.method);
    if (route == nullptr) {
        return not_allowed(allowed(routes, found.route));
    }
    if (!path) {
        return plain(400, "the address of this request is broken");
    }
    if (auto response = complaint(found, visit)) {
        return response;
    }
    return answer_of(*route, visit, pace);
}

Response nothing_there(std::span<const std::string> path) {
    return plain(404, "there is no '" + printable(fmt::format("{}", fmt::join(path, "/"))) +
                          "' here; /catalog lists what there is");
}

}  // namespace tamga::serve
