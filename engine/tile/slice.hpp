// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/clip.hpp"
#include "engine/tile/grid.hpp"
#include "engine/tile/paths.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory_resource>

namespace tamga::tile {

/// Tiles of one zoom by column and row, both ends included. Columns are not wrapped: -1 is the last
/// column of the world to the west.
struct TileRange {
    std::int64_t first_column = 0;
    std::int64_t last_column = -1;
    std::int64_t first_row = 0;
    std::int64_t last_row = -1;

    bool empty() const { return first_column > last_column || first_row > last_row; }
    bool single() const { return first_column == last_column && first_row == last_row; }
};

/// The tiles whose square with its buffer meets `box`.
TileRange tiles_touching(const SubBox& box, const ZoomGrid& grid);

/// Where a slicer hands its pieces to.
struct SliceSink {
    /// A piece of one tile, cut at the tile's buffer, in sub-units of the zoom's grid.
    std::function<void(std::int64_t column, std::int64_t row, const Paths& piece)> piece;
    /// Tiles that lie wholly inside a polygon, buffer included.
    std::function<void(const TileRange& tiles)> filled;
};

/// Cuts features into tiles. One object serves one thread and keeps its memory: about twice that of
/// the largest feature, from `memory`, which must outlive it.
class Slicer {
public:
    explicit Slicer(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : memory_{memory} {}

    /// Cuts one feature's lines.
    void slice_lines(const Paths& lines, const ZoomGrid& grid, const SliceSink& sink);

    /// Cuts one feature's rings. The rectangle of tiles is halved again and again, so that work
    /// grows with the vertices near a cut, and a polygon's interior is never visited tile by tile.
    void slice_rings(const Paths& rings, const ZoomGrid& grid, const SliceSink& sink);

private:
    class Run;

    std::pmr::memory_resource* memory_;
    RingClipper clipper_;
    std::deque<std::array<Paths, 2>> rooms_;  ///< By how often the rectangle was halved.
};

}  // namespace tamga::tile
