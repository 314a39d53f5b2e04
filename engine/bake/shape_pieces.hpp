// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/feature_table.hpp"
#include "engine/bake/pieces.hpp"
#include "engine/tile/rings.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace tamga::bake {

/// Makes the pieces of lines and polygons at one zoom, one feature after the other. One object serves one
/// thread.
class ShapeSlicer {
public:
    explicit ShapeSlicer(const tile::ZoomGrid& grid) : grid_{grid} {}

    /// Appends the pieces of `row`; false if nothing of it is left on the grid of this zoom. Pieces
    /// hold offsets into the geometry that take_geometry() gives away at the end.
    bool slice(const FeatureRow& row, std::uint32_t feature, std::vector<Piece>& pieces);

    /// The geometry of all pieces, which the slicer gives away.
    Bytes take_geometry() { return std::move(geometry_); }

private:
    /// Rings or lines of one tile, before those from both sides of the antimeridian are put together.
    struct Part {
        std::uint64_t tile = 0;
        std::vector<tile::Ring> paths;
        bool filled = false;
    };
    void slice_paths(const FeatureRow& row, bool polygon);
    void add_square(const FeatureRow& row);
    void write_parts(bool polygon, std::uint32_t feature, std::vector<Piece>& pieces);
    bool write_filled();
    bool write_polygon(std::vector<tile::Ring>& rings);
    bool write_lines(std::vector<tile::Ring>& lines);

    tile::ZoomGrid grid_;
    Bytes geometry_;
    std::vector<Part> parts_;
    std::optional<std::pair<std::size_t, std::size_t>> filled_at_;  ///< Offset and size.
};

}  // namespace tamga::bake
