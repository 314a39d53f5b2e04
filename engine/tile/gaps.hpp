// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/junctions.hpp"
#include "engine/tile/vertex_rank.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace tamga::tile {

/// An open ring, its inside to the right, and whose it is.
struct OwnedRing {
    std::span<const WorldPoint> points;
    std::uint32_t owner = 0;
    std::span<const VertexMarks> marks = {};  ///< See mark_junctions().

    std::size_t next(std::size_t i) const { return i + 1 == points.size() ? 0 : i + 1; }
};

/// How narrow a gap is closed: one less than `width` world units wide at zoom 0, half of that at
/// each deeper zoom, and none at `max_zoom` and beyond. A gap as wide as `widest` is none.
///
/// Where a gap is not narrow beside the ring that would take it, so that the ring would grow or
/// shrink by more than a tenth, it is closed only if it is less than an eighth as wide as that.
struct GapRule {
    double width = 0;
    double widest = 0;
    int max_zoom = 0;

    /// The first zoom that draws a gap open. One of `narrow` or more is not narrow beside its ring.
    VertexRank opens_at(double gap_width, double narrow) const;
};

/// One vertex of one of the rings.
struct RingVertex {
    std::uint32_t ring = 0;
    std::uint32_t vertex = 0;
};

/// A vertex of another ring that a ring goes by at the zooms that close the gap between them.
struct Detour {
    std::uint32_t after = 0;  ///< The own vertex it comes after.
    RingVertex vertex;        ///< The other ring's vertex.
    VertexRank last_zoom = 0;
};

/// What closing gaps does to one ring.
struct RingGaps {
    std::vector<VertexRank> open_from;  ///< For each own vertex the first zoom that draws it.
    std::vector<Detour> detours;        ///< In the ring's order.
};

/// Closes gaps between features: places that belong to none and have two or more around them, whose
/// rings meet at vertices all round the gap. Such is a border river that the source leaves out of
/// the countries on its banks. Where the gap is too narrow to be seen, the ring with the longest
/// side takes the other for its own, vertex by vertex: so what would be drawn as a row of
/// slivers and overlaps is a border that all share. Elsewhere nothing changes.
///
/// Overlaps are closed by the same rule: places that two features both claim, between two vertices
/// that they share.
///
/// How wide a gap is: twice its area by its outline, which for a strip is its width. One that is
/// too wide for that is closed from its ends as far as its sides are near each other.
///
/// The rings that change, by number. Works on all cores; the answer does not depend on how many.
std::unordered_map<std::uint32_t, RingGaps> close_gaps(std::span<const OwnedRing> rings,
                                                       const GapRule& rule);

}  // namespace tamga::tile
