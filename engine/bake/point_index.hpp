// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/feature_table.hpp"
#include "engine/bake/pieces.hpp"

#include <cstdint>
#include <vector>

namespace tamga::bake {

/// The points of a layer along the Hilbert curve of the deepest grid there is. Since the points of
/// a tile of any zoom are one stretch of that curve, one sort serves all zooms.
class PointIndex {
public:
    PointIndex() = default;
    explicit PointIndex(const FeatureTable& table);

    struct Entry {
        std::uint64_t key = 0;  ///< The place on the curve.
        std::uint32_t feature = 0;
        tile::WorldPoint position;
    };
    const std::vector<Entry>& entries() const { return entries_; }
    bool empty() const { return entries_.empty(); }

    /// Appends to `pieces` those of the features marked in `visible` at one zoom, sorted: each
    /// point in the tile it lies in, and in the tiles whose buffer it lies in.
    void place(const tile::ZoomGrid& grid, const std::vector<char>& visible,
               std::vector<Piece>& pieces) const;

private:
    std::vector<Entry> entries_;
};

}  // namespace tamga::bake
