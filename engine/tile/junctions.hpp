// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

#include <cstdint>
#include <memory_resource>
#include <span>

namespace tamga::tile {

/// What is known of a vertex that rings and lines pass through.
struct VertexMarks {
    /// Two of them pass through it with different neighbours before and after (in either
    /// direction), or one ends there that others visit.
    bool junction : 1 = false;
    /// Rings of two owners or more pass through it.
    bool border : 1 = false;
};

/// A ring (open) or a line of a layer, and whose it is: a number below 2^29.
struct LayerPath {
    std::span<const WorldPoint> points;
    std::span<VertexMarks> marks;  ///< One for each point.
    std::uint32_t owner = 0;
    bool is_line = false;
};

/// Finds the vertices where shared borders begin, end or meet, over all rings and lines of a layer,
/// and those where lines cross, and marks them.
///
/// Between two junctions a border is an arc that all its rings share whole, so simplifying arc by
/// arc keeps neighbours together; that is the definition TopoJSON uses.
///
/// Works on all cores. It takes one byte a vertex from `memory`, and a table of a share of the
/// vertices at a time for each core: 5 MB, or more if there are over 31 million vertices.
void mark_junctions(std::span<const LayerPath> paths,
                    std::pmr::memory_resource* memory = std::pmr::get_default_resource());

}  // namespace tamga::tile
