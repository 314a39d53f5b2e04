// SPDX-License-Identifier: MIT
#include "engine/index/area.hpp"

#include "engine/geo/edge_side.hpp"
#include "engine/geo/orientation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tamga::index {
namespace {

/// The same meridian, once around either way: an area drawn past 180 is met from both sides.
constexpr std::array turns{0.0, 360.0, -360.0};

geo::LonLat turned(geo::LonLat position, double turn) {
    return {.lon = position.lon + turn, .lat = position.lat};
}

geo::Box turned(const geo::Box& box, double turn) {
    return {.south_west = turned(box.south_west, turn), .north_east = turned(box.north_east, turn)};
}

/// How far along a-b it meets the line through `from` and `to`. Requires that they are not
/// parallel.
double fraction_at(geo::LonLat a, geo::LonLat b, geo::LonLat from, geo::LonLat to) {
    const double along_lon = to.lon - from.lon;
    const double along_lat = to.lat - from.lat;
    const double distance_a = along_lon * (a.lat - from.lat) - along_lat * (a.lon - from.lon);
    const double distance_b = along_lon * (b.lat - from.lat) - along_lat * (b.lon - from.lon);
    return std::clamp(distance_a / (distance_a - distance_b), 0.0, 1.0);
}

/// How far along a-b the position `p` on it lies.
double fraction_of(geo::LonLat a, geo::LonLat b, geo::LonLat p) {
    const double lon = b.lon - a.lon;
    const double lat = b.lat - a.lat;
    const double fraction = std::abs(lon) > std::abs(lat) ? (p.lon - a.lon) / lon
                            : lat != 0                    ? (p.lat - a.lat) / lat
                                                          : 0;
    return std::clamp(fraction, 0.0, 1.0);
}

}  // namespace

void Area::add(const model::FeatureView& feature) {
    if (feature.shape != model::Shape::polygons) {
        return;
    }
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        polygons_ += feature.parts[i].hole ? 0U : 1U;
        add_ring(feature.part(i));
    }
}

void Area::add_box(double west, double south, double east, double north) {
    if (west > east) {
        add_box(west, south, 180, north);
        add_box(-180, south, east, north);
        return;
    }
    ++polygons_;
    const std::array<geo::LonLat, 4> ring{{{.lon = west, .lat = south},
                                           {.lon = east, .lat = south},
                                           {.lon = east, .lat = north},
                                           {.lon = west, .lat = north}}};
    add_ring(ring);
}

void Area::add_outline(std::span<const std::pair<geo::LonLat, geo::LonLat>> edges) {
    ++polygons_;
    for (const auto& [from, to] : edges) {
        edges_.push_back({from, to, polygons_});
    }
}

void Area::add_ring(std::span<const geo::LonLat> ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        edges_.push_back({ring[i], ring[(i + 1) % ring.size()], polygons_});
    }
}

void Area::build() {
    std::vector<geo::Box> boxes;
    boxes.reserve(edges_.size());
    for (const Edge& edge : edges_) {
        boxes.push_back(box_of(edge.from, edge.to));
    }
    tree_ = BoxTree{boxes};
}

Side Area::side(geo::LonLat position) const {
    Side best = Side::outside;
    for (const double turn : turns) {
        if (!empty() &&
            touch(tree_.bounds(), box_of(turned(position, turn), turned(position, turn)))) {
            best = std::max(best, side_as_drawn(turned(position, turn)));
        }
    }
    return best;
}

Side Area::side_as_drawn(geo::LonLat p) const {
    // A ray to the east; a polygon whose edges it crosses an odd number of times holds its start.
    std::vector<std::uint32_t> crossed;
    bool boundary = false;
    const geo::Box ray = box_of(p, {.lon = tree_.bounds().north_east.lon, .lat = p.lat});
    tree_.search(ray, [&](std::uint32_t index) {
        const Edge& edge = edges_[index];
        boundary = boundary || (touch(box_of(edge.from, edge.to), box_of(p, p)) &&
                                geo::orientation(edge.from, edge.to, p) == 0);
        const bool spans = (edge.from.lat > p.lat) != (edge.to.lat > p.lat);
        if (spans && geo::is_east_of(p, edge.from, edge.to)) {
            crossed.push_back(edge.polygon);
        }
        return true;
    });
    std::sort(crossed.begin(), crossed.end());
    for (auto run = crossed.begin(); run != crossed.end();) {
        const auto end = std::find_if(run, crossed.end(), [&](auto p2) { return p2 != *run; });
        if ((end - run) % 2 == 1) {
            return boundary ? Side::boundary : Side::inside;
        }
        run = end;
    }
    return boundary ? Side::boundary : Side::outside;
}

std::vector<geo::Box> Area::boxes() const {
    std::vector<geo::Box> all;
    for (const double turn : turns) {
        if (empty()) {
            break;
        }
        geo::Box box = turned(tree_.bounds(), turn);
        box.south_west.lon = std::max(box.south_west.lon, -180.0);
        box.north_east.lon = std::min(box.north_east.lon, 180.0);
        if (box.south_west.lon <= box.north_east.lon) {
            all.push_back(box);
        }
    }
    return all;
}

bool Area::has_edge_near(const geo::Box& window) const {
    return std::ranges::any_of(turns,
                               [&](double turn) { return tree_.touches(turned(window, turn)); });
}

void Area::crossings(geo::LonLat a, geo::LonLat b, std::vector<double>& fractions) const {
    for (const double turn : turns) {
        const geo::LonLat from = turned(a, turn);
        const geo::LonLat to = turned(b, turn);
        tree_.search(box_of(from, to), [&](std::uint32_t index) {
            const Edge& edge = edges_[index];
            const int side_from = geo::orientation(from, to, edge.from);
            const int side_to = geo::orientation(from, to, edge.to);
            if (side_from == 0 && side_to == 0) {  // Along the edge: where its ends are.
                fractions.push_back(fraction_of(from, to, edge.from));
                fractions.push_back(fraction_of(from, to, edge.to));
            } else if (side_from * side_to <= 0 &&
                       geo::orientation(edge.from, edge.to, from) *
                               geo::orientation(edge.from, edge.to, to) <=
                           0) {
                fractions.push_back(fraction_at(from, to, edge.from, edge.to));
            }
            return true;
        });
    }
}

}  // namespace tamga::index
