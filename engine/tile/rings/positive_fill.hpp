// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/paths.hpp"
#include "engine/tile/rings/boundary_tracer.hpp"
#include "engine/tile/rings/edge_strips.hpp"
#include "engine/tile/rings/rings.hpp"
#include "engine/tile/rings/shared_vertices.hpp"
#include "engine/tile/rings/winding_walk.hpp"

#include <cstdint>
#include <vector>

namespace tamga::tile {

/// Makes a feature's rings valid: the outline of the area that they wind round more often clockwise
/// (on the map) than the other way, as rings with the area to their right. These touch in single
/// points at most, and none touches itself. Overlaps of exterior rings become one; twisted bits
/// that run the wrong way vanish, and so does what lies within something else of its kind.
///
/// Rings are looked at by their chains, from one vertex that is visited more than once to the next:
/// a chain has the same to its left and right all along, and is part of the outline or is not.
///
/// One object serves one thread, tile after tile, and keeps its memory.
class PositiveFill {
public:
    /// Appends the outline of rings[first..last-1] to `filled`. Requires that rings are cleaned(),
    /// and that edges meet at vertices only (see Noder).
    void fill(const GridPaths& rings, std::size_t first, std::size_t last, GridPaths& filled);

private:
    struct Chain {
        std::size_t ring = 0;
        std::uint32_t begin = 0;  ///< The vertex it begins at.
        std::uint32_t edges = 0;
        std::int32_t count = 1;  ///< How often rings run along it, less how often against it.
        bool closed = false;     ///< A ring that has no vertex in common with any.
    };

    void cut_into_chains(std::span<const char> is_shared);
    void unite_equal_edges();
    CountedEdge edge_of(const Chain& chain) const;
    void keep_outline(GridPaths& filled);
    void find_windings();
    bool walk_rings();
    void sort_edges();
    GridPoint vertex(const Chain& chain, std::size_t i) const;
    void take(const Chain& chain, bool reversed);
    void append_loop(std::span<const BoundaryTracer::Arc> loop, GridPaths& filled) const;

    const GridPaths* rings_ = nullptr;
    std::size_t first_ = 0;
    std::size_t last_ = 0;
    SharedVertices shared_;
    std::vector<Chain> chains_;
    std::vector<std::uint32_t> single_edges_;  ///< Chains of one edge.
    std::vector<BesideEdge> places_;           ///< Beside the first edge of each chain.
    std::vector<std::int32_t> windings_;       ///< Round each of them.
    WindingWalk walk_;
    std::vector<CountedEdge> edges_;  ///< Where walking takes too long: all edges, and
    EdgeStrips strips_;               ///< where they are.
    BoundaryTracer tracer_;
};

}  // namespace tamga::tile
