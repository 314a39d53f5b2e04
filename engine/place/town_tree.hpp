// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/place/gazetteer_file.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tamga::place {

/// Which towns are near: a k-d tree over positions in space (metres from the centre of the Earth),
/// so that neither poles nor the antimeridian are special. Its order is that of the nodes: the
/// median of a range parts it, and ranges of few nodes are searched through.
class TownTree {
public:
    TownTree();
    explicit TownTree(std::span<const TownNode> nodes);
    ~TownTree();
    TownTree(TownTree&&) noexcept;
    TownTree& operator=(TownTree&&) noexcept;

    bool empty() const noexcept { return nodes_.empty(); }

    /// Appends the places among which the `count` nearest by geodesic distance are: all whose chord
    /// is not longer than that of the last of them, and those that are as near within the
    /// difference of chords and geodesics.
    void candidates(geo::LonLat position, std::size_t count,
                    std::vector<std::uint32_t>& places) const;

    /// Puts nodes in the order of a tree.
    static void arrange(std::span<TownNode> nodes);
    static TownNode node(geo::LonLat position, std::uint32_t place);

private:
    struct Boxes;

    std::span<const TownNode> nodes_;
    /// Around the upper parts of the tree, so that far towns are left out early. Made with the
    /// first question, which takes a millisecond: many programs never ask.
    std::unique_ptr<Boxes> boxes_;
};

}  // namespace tamga::place
