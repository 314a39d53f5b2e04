// SPDX-License-Identifier: MIT
#include "engine/tile/rings/shared_vertices.hpp"

#include <bit>

namespace tamga::tile {
namespace {

std::uint64_t mixed(GridPoint vertex) {
    const std::uint64_t number = std::uint64_t{static_cast<std::uint32_t>(vertex.x)} << 32 |
                                 static_cast<std::uint32_t>(vertex.y);
    return (number * 0x9e3779b97f4a7c15ULL) >> 32;
}

}  // namespace

std::span<const char> SharedVertices::find(const GridPaths& rings, std::size_t first,
                                           std::size_t last) {
    marks_.clear();
    if (first == last) {
        return marks_;
    }
    // Paths lie one after the other in one array.
    const GridPoint* const end = rings[last - 1].data() + rings[last - 1].size();
    const std::span<const GridPoint> vertices{rings[first].data(), end};
    marks_.resize(vertices.size());
    firsts_.assign(std::bit_ceil(2 * vertices.size() + 2), 0);
    for (std::uint32_t i = 0; i < vertices.size(); ++i) {
        std::uint32_t& visit = first_visit(vertices, vertices[i]);
        if (visit == 0) {
            visit = i + 1;
        } else {
            marks_[visit - 1] = 1;
            marks_[i] = 1;
        }
    }
    return marks_;
}

/// Where in the table the first visit of a vertex is, or belongs.
std::uint32_t& SharedVertices::first_visit(std::span<const GridPoint> vertices, GridPoint vertex) {
    const std::size_t last = firsts_.size() - 1;
    std::size_t at = mixed(vertex) & last;
    while (firsts_[at] != 0 && vertices[firsts_[at] - 1] != vertex) {
        at = (at + 1) & last;
    }
    return firsts_[at];
}

}  // namespace tamga::tile
