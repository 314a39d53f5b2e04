// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/geo/lonlat.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tamga::index {

/// A box in the numbers that are kept, with the number of what it is around.
struct PackedBox {
    float west = 0;
    float south = 0;
    float east = 0;
    float north = 0;
    std::uint32_t item = 0;
};

/// The box rounded outwards.
PackedBox packed(const geo::Box& box, std::uint32_t item);

// A tree over boxes that do not change, kept as nodes of some four kilobytes of which a search
// loads those that it needs.
//
// Node 0 is the header: the eight letters of "tamgabx1" and the number of boxes (8 bytes). The nodes
// of the lowest level come next, 1, 2, ..., then those of the level above, up to the root, which is
// the last. A node has 200 entries, the last of its level what is left: boxes as four float32 (west,
// south, east, north), and in the lowest level the item (uint32) behind each. Which nodes are below
// an entry is its number. All is little-endian. Boxes are sorted and tiled (sort-tile-recursive).

/// Hands out all nodes of a tree over these boxes, header first, in the order of their numbers. The
/// same boxes in any order make the same nodes.
void pack_boxes(std::vector<PackedBox> boxes,
                const std::function<void(std::uint64_t id, ByteView node)>& keep);

/// Searches such a tree.
class PackedBoxes {
public:
    /// The node of a number, which stays until the next is asked for; empty if there is none.
    using Load = std::function<ByteView(std::uint64_t id)>;

    /// Throws Error{Fault::input} if the header is none.
    explicit PackedBoxes(Load load);

    /// How many boxes there are.
    std::uint64_t size() const noexcept { return size_; }

    /// The items whose box touches one of the windows, sorted, each once. Loads no node twice, and
    /// throws Error{Fault::input} if one has another size than its number says.
    std::vector<std::uint32_t> touching(std::span<const geo::Box> windows) const;

private:
    struct Level {
        std::uint64_t first = 0;  ///< The number of its first node.
        std::uint64_t entries = 0;
    };

    Load load_;
    std::uint64_t size_ = 0;
    std::vector<Level> levels_;  ///< The lowest first.
};

}  // namespace tamga::index
