// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/paths.hpp"
#include "engine/tile/rings/rings.hpp"
#include "engine/tile/rings/winding_walk.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tamga::tile {

/// Orders rings as a tile wants them: each exterior ring followed by the holes in it. One object
/// serves one thread, tile after tile, and keeps its memory.
class RingOrder {
public:
    /// The numbers of the rings in that order; valid until the next call. A hole that lies in no
    /// exterior ring is left out. Requires that rings touch in single points at most, and that no
    /// exterior ring lies in another but in a hole of it.
    std::span<const std::uint32_t> order(const GridPaths& rings);

private:
    void order_by_shells(const GridPaths& rings);
    void find_shells(const GridPaths& rings);
    bool walk_shells(const GridPaths& rings);
    std::optional<std::uint32_t> only_shell_around(std::uint32_t hole) const;

    std::vector<std::uint32_t> order_;
    std::vector<char> is_shell_;
    std::vector<GridBox> boxes_;
    std::vector<std::uint32_t> shells_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> holes_;  ///< Each after its shell.
    std::vector<std::uint32_t> unsure_;  ///< Holes that lie in the boxes of several.
    std::vector<BesideEdge> places_;     ///< On their edges.
    WindingWalk walk_;
};

}  // namespace tamga::tile
