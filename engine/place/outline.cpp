// SPDX-License-Identifier: MIT
#include "engine/place/outline.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace tamga::place {
namespace {

using Edge = std::pair<geo::LonLat, geo::LonLat>;

std::tuple<double, double, double, double> key_of(const Edge& edge) {
    const auto from = std::pair{edge.first.lon, edge.first.lat};
    const auto to = std::pair{edge.second.lon, edge.second.lat};
    return std::tuple_cat(std::min(from, to), std::max(from, to));
}

/// Edges that two units share are inside of what both belong to.
std::vector<Edge> without_inner(const std::vector<Edge>& edges) {
    std::map<std::tuple<double, double, double, double>, std::size_t> counts;
    for (const Edge& edge : edges) {
        ++counts[key_of(edge)];
    }
    std::vector<Edge> outer;
    std::ranges::copy_if(edges, std::back_inserter(outer),
                         [&](const Edge& edge) { return counts.at(key_of(edge)) % 2 == 1; });
    return outer;
}

index::Area area_of_edges(const std::vector<Edge>& edges) {
    index::Area area;
    area.add_outline(edges);
    area.build();
    return area;
}

}  // namespace

index::Area outline(const Gazetteer& gazetteer, const Place& whole) {
    const AreaIndex& areas = gazetteer.areas();
    std::vector<bool> is_part;
    for (std::uint32_t area = 0; area < areas.size(); ++area) {
        const Place owner = gazetteer.place(*areas.place_of(area));
        is_part.push_back(gazetteer.holds(whole, owner));
    }
    std::vector<Edge> parts;
    std::vector<std::vector<Edge>> others(areas.size());
    in_context(gazetteer.path(), [&] {
        areas.for_each_edge([&](std::uint32_t area, geo::LonLat from, geo::LonLat to) {
            (is_part[area] ? parts : others[area]).emplace_back(from, to);
        });
    });
    std::vector<Edge> edges = without_inner(parts);
    const index::Area drawn = area_of_edges(edges);
    // An enclave that is drawn over its surroundings, and belongs to somebody else, is a hole.
    for (const std::vector<Edge>& hole : others) {
        const bool inside =
            !hole.empty() && !drawn.empty() && std::ranges::all_of(hole, [&](const Edge& edge) {
                return drawn.side(edge.first) == index::Side::inside;
            });
        if (inside) {
            edges.insert(edges.end(), hole.begin(), hole.end());
        }
    }
    return area_of_edges(edges);
}

index::Area area_of_name(const Gazetteer& gazetteer, const std::string& name) {
    const std::vector<Match> found = gazetteer.find(name);
    if (found.empty() || found.front().edits > 0) {
        std::string nearest;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, found.size()); ++i) {
            nearest += (i == 0 ? "; did you mean " : ", ") + std::string{found[i].place.name};
        }
        throw Error{Fault::usage, fmt::format("no country or unit is called '{}'{}", name,
                                              nearest + (nearest.empty() ? "" : "?"))};
    }
    for (const Match& match : found) {
        if (match.place.kind == Kind::country || match.place.kind == Kind::admin1) {
            index::Area area = outline(gazetteer, match.place);
            if (!area.empty()) {
                return area;
            }
        }
    }
    const Place& first = found.front().place;
    const auto unit = gazetteer.admin1_of(first);
    throw Error{Fault::usage,
                fmt::format("{} is a {} and has no area{}", first.name, to_string(first.kind),
                            unit ? fmt::format("; it lies in {}", unit->name) : "")};
}

}  // namespace tamga::place
