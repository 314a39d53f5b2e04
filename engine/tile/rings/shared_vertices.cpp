// SPDX-License-Identifier: MIT
#include "engine/tile/rings/shared_vertices.hpp"

#include <bit>

namespace tamga::tile {

std::span<const char> SharedVertices::find(const GridPaths& rings, std::size_t first,
                                           std::size_t last) {
    std::size_t vertices = 0;
    for (std::size_t r = first; r < last; ++r) {
        vertices += rings[r].size();
    }
    visits_.assign(std::bit_ceil(2 * vertices + 2), {});
    slots_.clear();
    for (std::size_t r = first; r < last; ++r) {
        for (const GridPoint vertex : rings[r]) {
            slots_.push_back(visit(vertex));
        }
    }
    marks_.clear();
    for (const std::uint32_t slot : slots_) {
        marks_.push_back(visits_[slot].count > 1 ? 1 : 0);
    }
    return marks_;
}

/// Where in the table the vertex is counted.
std::uint32_t SharedVertices::visit(GridPoint vertex) {
    const std::uint64_t number = std::uint64_t{static_cast<std::uint32_t>(vertex.x)} << 32 |
                                 static_cast<std::uint32_t>(vertex.y);
    const std::size_t last = visits_.size() - 1;
    std::size_t at = ((number * 0x9e3779b97f4a7c15ULL) >> 32) & last;
    while (visits_[at].count != 0 && visits_[at].vertex != number) {
        at = (at + 1) & last;
    }
    visits_[at].vertex = number;
    ++visits_[at].count;
    return static_cast<std::uint32_t>(at);
}

}  // namespace tamga::tile
