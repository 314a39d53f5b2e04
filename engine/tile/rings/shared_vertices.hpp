// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/paths.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::tile {

/// Finds the vertices that rings visit more than once. One object serves one thread, tile after
/// tile, and keeps its memory.
class SharedVertices {
public:
    /// Looks at rings[first..last-1]. Marks their vertices, all rings one after the other, that are
    /// visited more than once; valid until the next call.
    std::span<const char> find(const GridPaths& rings, std::size_t first, std::size_t last);

private:
    std::uint32_t& first_visit(std::span<const GridPoint> vertices, GridPoint vertex);

    std::vector<std::uint32_t> firsts_;  ///< A hash table: numbers of vertices, and one; 0: none.
    std::vector<char> marks_;
};

}  // namespace tamga::tile
