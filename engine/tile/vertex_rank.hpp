// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

#include <cstdint>
#include <span>

namespace tamga::tile {

/// From which zoom a vertex is drawn. `never` marks one that no zoom of the bake needs.
using VertexRank = std::uint8_t;
inline constexpr VertexRank rank_always = 0;
inline constexpr VertexRank rank_never = 255;

/// The zooms that draw a vertex.
struct VertexZooms {
    VertexRank first = rank_always;
    VertexRank last = rank_never;

    bool has(int zoom) const { return first <= zoom && zoom <= last; }
};

/// How far, in world units, the drawn line may be from the true one at each zoom: `base` at zoom 0,
/// half of that at each deeper one.
struct Tolerance {
    double base = 0;
    int max_zoom = 0;
};

/// Ranks the inner vertices of a line by Douglas-Peucker, once for all zooms: drawing at each zoom
/// the vertices whose rank is not above it keeps within the tolerance of that zoom, and what is
/// drawn at a zoom is drawn at all deeper ones. The ends get rank_always. The result does not
/// depend on the direction of the line, so that two features which share it are simplified alike.
///
/// Requires ranks.size() == line.size(). Ranks that are not rank_never already are overwritten.
void rank_line(std::span<const WorldPoint> line, const Tolerance& tolerance,
               std::span<VertexRank> ranks);

/// The same for an open ring whose vertices in `fixed` (0 or 1 each) must stay: every stretch
/// between two fixed vertices is a line. A ring with fewer than two fixed vertices gets its own:
/// the first in the order of x and y, and the one farthest from it.
void rank_ring(std::span<const WorldPoint> ring, std::span<const std::uint8_t> fixed,
               const Tolerance& tolerance, std::span<VertexRank> ranks);

}  // namespace tamga::tile
