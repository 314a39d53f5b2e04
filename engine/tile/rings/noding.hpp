// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/paths.hpp"
#include "engine/tile/rings/edge_intersections.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tamga::tile {

/// Puts a vertex into rings wherever their edges meet, so that afterwards edges meet only at
/// vertices. A crossing becomes the nearest grid point; edges that then meet anew are cut again
/// (iterated snap rounding).
///
/// One object serves one thread, tile after tile, and keeps its memory.
class Noder {
public:
    enum class Outcome : std::uint8_t {
        unchanged,  ///< No edges met.
        noded,
        /// In the rare case that a few dozen iterations are not enough: rings have got vertices, but
        /// some edges still meet.
        not_converged
    };

    /// Treats all rings of all features of a tile together, an edge that several share once: so
    /// what neighbours share they share afterwards, vertex by vertex. Vertices that were there do
    /// not move, and rings keep their numbers. Requires that every ring has a vertex.
    Outcome node(GridPaths& rings);

private:
    /// An edge that was cut, and the points at which it was, from its first end on.
    struct Chain {
        Segment edge;
        std::vector<GridPoint> points;
    };
    class Inserter;

    void cut_edges(const std::vector<Chain>& chains);
    static std::vector<Chain> chains_of(std::span<const Cut> cuts);
    static std::vector<Segment> pieces_of(const std::vector<Chain>& chains);

    EdgeIntersections intersections_;
    GridPaths noded_;
};

}  // namespace tamga::tile
