// SPDX-License-Identifier: MIT
#include "engine/index/polygon_edges.hpp"

#include "engine/geo/ring_way.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace tamga::index {
namespace {

using Ring = std::vector<geo::LonLat>;

geo::LonLat moved(geo::LonLat position, int worlds) {
    return {.lon = position.lon + 360 * worlds, .lat = position.lat};
}

std::size_t next(const Ring& ring, std::size_t i) { return i + 1 == ring.size() ? 0 : i + 1; }

double width_deg(const Ring& ring) {
    const auto [west, east] = std::ranges::minmax(ring, {}, &geo::LonLat::lon);
    return east.lon - west.lon;
}

/// By how many worlds the last position of each ring goes on to its first.
std::vector<int> turns_of(const geo::PolarRings& polar, std::size_t rings) {
    std::vector<int> turns(rings);
    for (const geo::PolarRings::Ring& ring : polar.rings) {
        turns[ring.ring] = ring.turns;
    }
    return turns;
}

template <class Visit>
void for_each_edge(const std::vector<Ring>& rings, const std::vector<int>& turns,
                   const Visit& visit) {
    for (std::size_t r = 0; r < rings.size(); ++r) {
        for (std::size_t i = 0; i < rings[r].size(); ++i) {
            const std::size_t after = next(rings[r], i);
            visit(rings[r][i], moved(rings[r][after], after == 0 ? turns[r] : 0));
        }
    }
}

}  // namespace

void PolygonEdges::add(const model::FeatureView& feature) {
    if (feature.shape != model::Shape::polygons) {
        return;
    }
    std::vector<Ring> rings;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        if (!feature.parts[i].hole && !rings.empty()) {
            add_polygon(std::exchange(rings, {}));
        }
        const auto part = feature.part(i);
        rings.emplace_back(part.begin(), part.end());
    }
    if (!rings.empty()) {
        add_polygon(std::move(rings));
    }
}

void PolygonEdges::add_box(const geo::Box& box) {
    const auto [west, south] = box.south_west;
    const auto [east, north] = box.north_east;
    const std::array<geo::LonLat, 4> ring{{{.lon = west, .lat = south},
                                           {.lon = east, .lat = south},
                                           {.lon = east, .lat = north},
                                           {.lon = west, .lat = north}}};
    const std::uint32_t polygon = start_polygon();
    for (std::size_t i = 0; i < ring.size(); ++i) {
        add_wrapped({ring.at(i), ring.at((i + 1) % ring.size()), polygon});
    }
}

void PolygonEdges::add_outline(std::span<const std::pair<geo::LonLat, geo::LonLat>> edges) {
    const std::uint32_t polygon = start_polygon();
    for (const auto& [from, to] : edges) {
        add_wrapped({from, to, polygon});
    }
}

void PolygonEdges::add(const PolygonEdges& others) {
    const std::uint32_t before = polygons();
    holds_north_.insert(holds_north_.end(), others.holds_north_.begin(), others.holds_north_.end());
    for (Edge edge : others.edges_) {
        edge.polygon += before;
        edges_.push_back(edge);
    }
}

void PolygonEdges::add_polygon(std::vector<Ring> rings) {
    const geo::PolarRings polar = geo::unwrap_polygon(rings);
    const std::vector<int> turns = turns_of(polar, rings.size());
    if (polar.rings.empty() && width_deg(rings[0]) > 360) {
        // It overlaps itself, where it is to be inside of itself and not a hole.
        for (const int worlds : {-1, 0, 1}) {
            const std::uint32_t polygon = start_polygon();
            for_each_edge(rings, turns, [&](geo::LonLat from, geo::LonLat to) {
                add_copy({from, to, polygon}, worlds);
            });
        }
        return;
    }
    const std::uint32_t polygon = start_polygon(polar.north && polar.rings.size() % 2 == 1);
    for_each_edge(rings, turns, [&](geo::LonLat from, geo::LonLat to) {
        add_wrapped({from, to, polygon});
    });
}

std::uint32_t PolygonEdges::start_polygon(bool holds_north) {
    holds_north_.push_back(holds_north ? 1 : 0);
    return polygons() - 1;
}

void PolygonEdges::add_wrapped(const Edge& edge) {
    const auto [west, east] = std::minmax(edge.from.lon, edge.to.lon);
    const auto first = static_cast<int>(std::ceil((-180 - east) / 360));
    const auto last = static_cast<int>(std::floor((180 - west) / 360));
    for (int worlds = first; worlds <= last; ++worlds) {
        add_copy(edge, worlds);
    }
}

void PolygonEdges::add_copy(const Edge& edge, int worlds) {
    const Edge copy{moved(edge.from, worlds), moved(edge.to, worlds), edge.polygon};
    const auto [west, east] = std::minmax(copy.from.lon, copy.to.lon);
    if (copy.from != copy.to && west <= 180 && east >= -180) {
        edges_.push_back(copy);
    }
}

}  // namespace tamga::index
