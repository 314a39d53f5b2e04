// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/place/gazetteer_file.hpp"
#include "engine/place/near_cells.hpp"
#include "engine/place/town_space.hpp"

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
    explicit TownTree(std::span<const TownNode> nodes, NearCells cells = {});
    ~TownTree();
    TownTree(TownTree&&) noexcept;
    TownTree& operator=(TownTree&&) noexcept;

    bool empty() const noexcept { return nodes_.empty(); }

    /// Appends the places among which the `count` nearest by geodesic distance are: all whose chord
    /// is not longer than that of the last of them, and those that are as near within the
    /// difference of chords and geodesics.
    void candidates(geo::LonLat position, std::size_t count,
                    std::vector<std::uint32_t>& places) const;

    /// How far the nearest town is from a point in space, in metres. Requires that there is one.
    double least_chord(const Vector& from) const;
    /// Appends the numbers of the nodes within a chord of `reach` metres.
    void within(const Vector& from, double reach, std::vector<std::uint32_t>& nodes) const;

    /// Puts nodes in the order of a tree.
    static void arrange(std::span<TownNode> nodes);
    static TownNode node(geo::LonLat position, std::uint32_t place);

private:
    struct Boxes;

    void nearest_of(std::span<const std::uint32_t> near, geo::LonLat position,
                    std::vector<std::uint32_t>& places) const;

    std::span<const TownNode> nodes_;
    NearCells cells_;
    /// Around the upper parts of the tree, so that far towns are left out early. Made with the
    /// first question, which takes a millisecond: many programs never ask.
    std::unique_ptr<Boxes> boxes_;
};

}  // namespace tamga::place
