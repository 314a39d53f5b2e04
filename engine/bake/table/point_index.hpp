// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"
#include "engine/bake/table/pieces.hpp"
#include "engine/bake/table/visibility.hpp"

#include <cstdint>
#include <vector>

namespace tamga::bake {

/// The points of a layer along the Hilbert curve of the deepest grid there is. Since the points of
/// a tile of any zoom are one stretch of that curve, one sort serves all zooms.
class PointIndex {
public:
    explicit PointIndex(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : entries_{memory} {}
    explicit PointIndex(const FeatureTable& table);

    struct Entry {
        std::uint64_t key = 0;  ///< The place on the curve.
        std::uint32_t feature = 0;
        tile::WorldPoint position;
    };
    const base::UnwrittenVector<Entry>& entries() const { return entries_; }
    bool empty() const { return entries_.empty(); }

private:
    void sort(const Storage& storage);

    base::UnwrittenVector<Entry> entries_;
};

/// The points of one zoom in its tiles: each in the tile it lies in, and in the tiles whose buffer
/// it lies in.
class ZoomPoints {
public:
    /// Keeps references to `index` and `visibility`, which must outlive the object.
    ZoomPoints(const PointIndex& index, const tile::ZoomGrid& grid, const Visibility& visibility,
               const Storage& storage);

    /// Appends the pieces of the tiles begin..end-1 (numbers of this zoom), sorted. Called from
    /// several threads.
    void place(std::uint64_t begin, std::uint64_t end, std::vector<Piece>& pieces) const;

    /// Tiles that cut the points into parts of about equal numbers, in order.
    const std::vector<std::uint64_t>& cuts() const { return cuts_; }

private:
    std::size_t first_entry_of(std::uint64_t tile) const;

    const PointIndex& index_;
    tile::ZoomGrid grid_;
    Visibility visibility_;
    Storage storage_;
    std::pmr::vector<Piece> neighbours_;  ///< What lies in a buffer; sorted.
    std::vector<std::uint64_t> cuts_;
};

}  // namespace tamga::bake
