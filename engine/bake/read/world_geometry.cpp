// SPDX-License-Identifier: MIT
#include "engine/bake/read/world_geometry.hpp"

#include "engine/bake/read/world_rings.hpp"
#include "engine/geo/mercator.hpp"
#include "engine/tile/antimeridian.hpp"
#include "engine/tile/clip.hpp"

#include <algorithm>
#include <cmath>

namespace tamga::bake {
namespace {

using model::Shape;
using tile::UnwrappedPoint;
using tile::world_size;
using tile::WorldPoint;

WorldPoint stored(UnwrappedPoint point) {
    return {.x = static_cast<std::uint32_t>(std::clamp<std::int64_t>(point.x, 0, world_size - 1)),
            .y = static_cast<std::uint32_t>(point.y)};
}

/// Does all of a ring lie on the Mercator limit, or beyond?
bool is_beyond_map(std::span<const UnwrappedPoint> ring) {
    const std::int64_t y = ring[0].y;
    return (y == 0 || y == world_size - 1) &&
           std::ranges::all_of(ring, [y](UnwrappedPoint p) { return p.y == y; });
}

}  // namespace

void WorldGeometry::add(const model::FeatureView& feature) {
    if (feature.shape == Shape::polygons) {
        for (std::size_t i = 0; i < feature.parts.size();) {
            const std::size_t end = polygon_end(feature, i);
            add_polygon(feature, i, end);
            i = end;
        }
        if (parts_ == 0 && !flat_ring_.empty()) {
            points_.swap(flat_ring_);
            add_shape(Shape::polygons, false);
            vanished_.clear();
        }
        return;
    }
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        place(feature, i);
        if (feature.shape == Shape::points) {
            add_points();
        } else {
            add_line();
        }
    }
}

void WorldGeometry::add_polygon(const model::FeatureView& feature, std::size_t first,
                                std::size_t last) {
    if (!is_plain(feature, first, last)) {
        bool hole = false;
        for (WorldRing& ring : world_rings(feature, first, last)) {
            points_.swap(ring);
            add_ring(hole);
            hole = true;
        }
        return;
    }
    for (std::size_t i = first; i < last; ++i) {
        place(feature, i);
        add_ring(feature.parts[i].hole);
    }
}

void WorldGeometry::place(const model::FeatureView& feature, std::size_t part) {
    points_.clear();
    for (const geo::LonLat position : feature.part(part)) {
        if (feature.shape == Shape::points && std::abs(position.lat) > geo::mercator_limit_deg) {
            ++off_map_;
            continue;
        }
        const UnwrappedPoint point = geo::unwrapped(position);
        if (feature.shape == Shape::points || points_.empty() || points_.back() != point) {
            points_.push_back(point);
        }
    }
}

/// Rings get the direction that tiles want.
void WorldGeometry::add_ring(bool hole) {
    while (points_.size() > 1 && points_.front() == points_.back()) {
        points_.pop_back();
    }
    if (is_beyond_map(points_)) {
        ++off_map_;
        return;
    }
    const double area = doubled_area(points_);
    if (area == 0) {
        leave_out();
        if (!hole && points_.size() > 2 && flat_ring_.empty()) {
            flat_ring_.swap(points_);
        }
        return;
    }
    if ((area > 0) == hole) {
        std::ranges::reverse(points_);
    }
    add_shape(Shape::polygons, hole);
}

void WorldGeometry::add_line() {
    if (points_.size() < 2) {
        return leave_out();
    }
    tile::go_round(points_);
    add_shape(Shape::lines, false);
}

void WorldGeometry::leave_out() {
    const std::int64_t x = points_[0].x & (world_size - 1);
    vanished_.push_back(geo::lonlat(stored({.x = x, .y = points_[0].y})));
}

void WorldGeometry::add_shape(Shape shape, bool hole) {
    measure();
    if (crosses_antimeridian()) {
        add_wrapped(shape);
    } else {
        add_part(shape, hole);
    }
}

bool WorldGeometry::crosses_antimeridian() const {
    return std::ranges::any_of(points_,
                               [](UnwrappedPoint p) { return p.x < 0 || p.x > world_size; });
}

void WorldGeometry::add_points() {
    for (UnwrappedPoint point : points_) {
        if (point.x != world_size) {
            point.x = ((point.x % world_size) + world_size) % world_size;
        }
        chunk_.vertices.push_back(stored(point));
    }
    end_part(false, 1);
}

void WorldGeometry::add_part(Shape shape, bool hole) {
    for (const UnwrappedPoint point : points_) {
        chunk_.vertices.push_back(stored(point));
    }
    end_part(hole, shape == Shape::polygons ? 3 : 2);
}

/// Cuts at the antimeridian and moves each piece into the one world that is stored. Holes know
/// themselves by their direction after that.
void WorldGeometry::add_wrapped(Shape shape) {
    tile::Paths whole;
    for (const UnwrappedPoint point : points_) {
        whole.push({point.x, point.y});
    }
    whole.end_path(2);
    const auto clip = shape == Shape::polygons ? tile::clip_rings : tile::clip_lines;
    const auto [first, last] = std::ranges::minmax(points_, {}, &UnwrappedPoint::x);
    const std::int64_t first_world = first.x >> tile::world_bits;
    for (std::int64_t west = first_world * world_size; west < last.x; west += world_size) {
        tile::Paths east_of;
        tile::Paths piece;
        clip(whole, {tile::Axis::x, west, false}, east_of);
        clip(east_of, {tile::Axis::x, west + world_size, true}, piece);
        for (std::size_t i = 0; i < piece.size(); ++i) {
            points_.clear();
            for (const tile::SubPoint p : piece[i]) {
                points_.push_back({p.x - west, p.y});
            }
            add_part(shape, shape == Shape::polygons && doubled_area(points_) < 0);
        }
    }
}

void WorldGeometry::end_part(bool hole, std::size_t at_least) {
    const std::size_t begin = first_vertex_ + (parts_ == 0 ? 0 : chunk_.parts.back().end);
    if (chunk_.vertices.size() - begin < at_least) {
        chunk_.vertices.resize(begin);
        return;
    }
    chunk_.parts.push_back(
        {static_cast<std::uint32_t>(chunk_.vertices.size() - first_vertex_), hole});
    ++parts_;
}

void WorldGeometry::measure() {
    if (points_.size() < 2) {
        return;
    }
    const auto [west, east] = std::ranges::minmax(points_, {}, &UnwrappedPoint::x);
    const auto [north, south] = std::ranges::minmax(points_, {}, &UnwrappedPoint::y);
    const std::int64_t side = std::max(east.x - west.x, south.y - north.y);
    longest_side_ =
        std::max(longest_side_, static_cast<std::uint32_t>(std::min(side, tile::world_size - 1)));
}

}  // namespace tamga::bake
