// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/tile_id.hpp"
#include "engine/tile/world.hpp"

#include <cstdint>

namespace tamga::tile {

/// A position on one tile's grid: x to the right, y down, 0..extent without the buffer.
struct GridPoint {
    std::int32_t x = 0;
    std::int32_t y = 0;

    friend auto operator<=>(GridPoint, GridPoint) = default;
};

/// How finely tiles are drawn and how far beyond their edge.
struct GridSpec {
    std::int32_t extent = 4096;  ///< Grid units along a tile's side; a power of two.
    std::int32_t buffer = 80;    ///< Grid units kept around a tile; at most the extent.
};

/// The grid of all tiles of one zoom side by side: 0..extent * 2^zoom on both axes.
struct ZoomGrid {
    GridSpec spec;
    int zoom = 0;

    int extent_bits() const { return __builtin_ctz(static_cast<unsigned>(spec.extent)); }
    /// log2 of how many world units make one grid unit; negative at the deepest zooms, where the
    /// grid is finer than the world's.
    int unit_bits() const { return world_bits - zoom - extent_bits(); }
    /// The nearest grid line to a world coordinate, ties upwards.
    std::int64_t snapped(std::int64_t world) const {
        const int bits = unit_bits();
        return bits > 0    ? (world + (std::int64_t{1} << (bits - 1))) >> bits
               : bits == 0 ? world
                           : world << -bits;
    }
    std::int64_t columns() const { return std::int64_t{1} << zoom; }
    /// The length of `units` grid units in world units.
    double world_length(double units) const {
        return units * static_cast<double>(world_size) /
               static_cast<double>(columns() * spec.extent);
    }
};

/// The tile at `column` and `row`, the column wrapped at the antimeridian.
inline TileId wrapped_tile(int zoom, std::int64_t column, std::int64_t row) {
    const std::int64_t columns = std::int64_t{1} << zoom;
    return {.zoom = static_cast<std::uint8_t>(zoom),
            .x = static_cast<std::uint32_t>(((column % columns) + columns) % columns),
            .y = static_cast<std::uint32_t>(row)};
}

}  // namespace tamga::tile
