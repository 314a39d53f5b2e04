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
    struct Visit {
        std::uint64_t vertex = 0;
        std::uint32_t count = 0;
    };
    std::uint32_t visit(GridPoint vertex);

    std::vector<Visit> visits_;         ///< A hash table.
    std::vector<std::uint32_t> slots_;  ///< Of each vertex.
    std::vector<char> marks_;
};

}  // namespace tamga::tile
