// SPDX-License-Identifier: MIT
#include "engine/tile/tile_id.hpp"

#include "engine/base/error.hpp"
#include "engine/geo/mercator.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace tamga::tile {
namespace {

constexpr double tiles_across(int zoom) { return static_cast<double>(std::uint32_t{1} << zoom); }

double longitude(double x) { return x * 360 - 180; }

std::uint32_t cell(double unit, int zoom) {
    const double across = tiles_across(zoom);
    return static_cast<std::uint32_t>(std::clamp(std::floor(unit * across), 0.0, across - 1));
}

/// How many tiles there are on the levels above `zoom`: (4^zoom - 1) / 3.
constexpr std::uint64_t first_id(int zoom) { return ((std::uint64_t{1} << (2 * zoom)) - 1) / 3; }

/// The curve's turn within a quadrant of (mask + 1) tiles; only the bits in `mask` count.
void turn(std::uint32_t mask, bool right, bool low, std::uint32_t& x, std::uint32_t& y) {
    if (low) {
        return;
    }
    if (right) {
        x = mask - (x & mask);
        y = mask - (y & mask);
    }
    std::swap(x, y);
}

}  // namespace

TileId tile_at(geo::LonLat position, int zoom) {
    if (zoom < 0 || zoom > max_zoom) {
        throw Error{Fault::usage,
                    "zoom " + std::to_string(zoom) + " is outside 0.." + std::to_string(max_zoom)};
    }
    return {.zoom = static_cast<std::uint8_t>(zoom),
            .x = cell((position.lon + 180) / 360, zoom),
            .y = cell(geo::mercator_y(position.lat), zoom)};
}

TileId parent(TileId id) {
    assert(id.zoom > 0);
    return {.zoom = static_cast<std::uint8_t>(id.zoom - 1), .x = id.x / 2, .y = id.y / 2};
}

geo::Box bounds(TileId id) {
    const double across = tiles_across(id.zoom);
    return {.south_west = {.lon = longitude(id.x / across),
                           .lat = geo::mercator_latitude((id.y + 1) / across)},
            .north_east = {.lon = longitude((id.x + 1) / across),
                           .lat = geo::mercator_latitude(id.y / across)}};
}

geo::LonLat position_in(TileId id, double x, double y) {
    const double across = tiles_across(id.zoom);
    return {.lon = longitude((id.x + x) / across),
            .lat = geo::mercator_latitude((id.y + y) / across)};
}

std::uint64_t hilbert_id(TileId id) {
    std::uint64_t within = 0;
    std::uint32_t x = id.x;
    std::uint32_t y = id.y;
    for (std::uint32_t side = (std::uint32_t{1} << id.zoom) / 2; side > 0; side /= 2) {
        const bool right = (x & side) != 0;
        const bool low = (y & side) != 0;
        within += std::uint64_t{side} * side * ((right ? 3U : 0U) ^ (low ? 1U : 0U));
        turn(side - 1, right, low, x, y);
    }
    return first_id(id.zoom) + within;
}

TileId tile_of_hilbert_id(std::uint64_t hilbert_id) {
    int zoom = 0;
    while (zoom < max_zoom && hilbert_id >= first_id(zoom + 1)) {
        ++zoom;
    }
    std::uint64_t rest = hilbert_id - first_id(zoom);
    std::uint32_t x = 0;
    std::uint32_t y = 0;
    for (std::uint32_t side = 1; side < (std::uint32_t{1} << zoom); side *= 2) {
        const bool right = (rest & 2) != 0;
        const bool low = ((rest & 1) != 0) != right;
        turn(side - 1, right, low, x, y);
        x += right ? side : 0;
        y += low ? side : 0;
        rest /= 4;
    }
    return {.zoom = static_cast<std::uint8_t>(zoom), .x = x, .y = y};
}

std::string to_string(TileId id) {
    return std::to_string(id.zoom) + "/" + std::to_string(id.x) + "/" + std::to_string(id.y);
}

}  // namespace tamga::tile
