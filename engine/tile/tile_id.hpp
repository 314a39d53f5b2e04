// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <compare>
#include <cstdint>
#include <string>

namespace tamga::tile {

/// The deepest zoom level the engine bakes. At 24 a tile is about 2.4 m wide at the equator.
inline constexpr int max_zoom = 24;

/// The name of one square of the web map: zoom 0 is the whole world in one tile, and every further
/// zoom cuts each tile into four. Rows count from the north, as in a URL (not as in MBTiles).
///
/// Invariant: 0 <= zoom <= max_zoom, and x and y are less than 2^zoom. Ids sort by zoom, then by
/// column, then by row.
struct TileId {
    std::uint8_t zoom = 0;
    std::uint32_t x = 0;  ///< Column, from the antimeridian eastwards.
    std::uint32_t y = 0;  ///< Row, from the north southwards.

    friend auto operator<=>(TileId, TileId) = default;
};

/// The tile of level `zoom` that holds `position`. A position on an edge belongs to the tile to its
/// east and south. Beyond the Mercator limit (about 85.05 degrees) it is the outermost row.
///
/// Throws Error{Fault::usage} if `zoom` is not in 0..max_zoom.
TileId tile_at(geo::LonLat position, int zoom);

/// The tile one level up. Requires `id.zoom > 0`.
TileId parent(TileId id);

/// The part of the world that `id` covers, without any buffer.
geo::Box bounds(TileId id);

/// A position within a tile: `x` runs from 0 at its west edge to 1 at its east edge, `y` from 0 at
/// its north edge to 1 at its south edge. Both may leave 0..1, as far as a tile's buffer does.
geo::LonLat position_in(TileId id, double x, double y);

/// The place of `id` in the order of PMTiles 3: zoom by zoom, along the Hilbert curve within one.
/// 0/0/0 is 0, 1/0/0 is 1, 1/0/1 is 2, 1/1/1 is 3, 1/1/0 is 4, 2/0/0 is 5.
std::uint64_t hilbert_id(TileId id);

/// The tile at a place of that order. Requires that its zoom is not deeper than max_zoom.
TileId tile_of_hilbert_id(std::uint64_t hilbert_id);

/// "zoom/x/y", as in a tile URL.
std::string to_string(TileId id);

}  // namespace tamga::tile
