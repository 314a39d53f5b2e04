// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/world.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::tile {

/// Finds the vertices where shared borders begin, end or meet, over all rings and lines of a layer,
/// and those where lines cross.
///
/// A vertex is a junction if two of them pass through it with different neighbours before and after
/// (in either direction). Between two junctions a border is an arc that all its rings share whole,
/// so simplifying arc by arc keeps neighbours together; that is the definition TopoJSON uses.
class Junctions {
public:
    /// Prepares for `vertices` vertices in all.
    explicit Junctions(std::size_t vertices);

    /// Takes note of an open ring and whose it is, a number below 2^29. Not for several threads at
    /// once.
    void add(std::span<const WorldPoint> ring, std::uint32_t owner);
    /// The same for a line. Its ends pass through nothing, so whatever else visits them makes them
    /// junctions.
    void add_line(std::span<const WorldPoint> line);

    /// True if the vertex is a junction. Call after all rings were added.
    bool is_junction(WorldPoint vertex) const;

    /// True if rings of two owners or more pass through the vertex. Call after all rings were
    /// added.
    bool is_border(WorldPoint vertex) const;

private:
    struct Visit {
        WorldPoint vertex;
        std::uint32_t neighbours = 0;  ///< A hash of the pair before and after; 0: no visit.
        std::uint32_t owner : 29 = 0;  ///< The first ring's.
        std::uint32_t is_owned : 1 = 0;
        std::uint32_t border : 1 = 0;
        std::uint32_t junction : 1 = 0;
    };
    std::size_t slot(WorldPoint vertex) const;
    Visit& visit(WorldPoint vertex, std::uint32_t neighbours);

    std::vector<Visit> visits_;
    int shift_ = 0;
};

}  // namespace tamga::tile
