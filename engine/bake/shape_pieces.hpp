// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/feature_table.hpp"
#include "engine/bake/pieces.hpp"
#include "engine/tile/rings.hpp"

#include <vector>

namespace tamga::bake {

/// Makes the pieces of lines and polygons at one zoom, one feature after the other. One object serves one
/// thread.
class ShapeSlicer {
public:
    explicit ShapeSlicer(const tile::ZoomGrid& grid) : grid_{grid} {}

    /// Appends the pieces of `row`; false if nothing of it is left on the grid of this zoom. The pieces'
    /// geometry pointers are offsets into geometry() until take_geometry() was called.
    bool slice(const FeatureRow& row, std::uint32_t feature, std::vector<Piece>& pieces);

    const Bytes& geometry() const { return geometry_; }
    Bytes take_geometry() { return std::move(geometry_); }

private:
    /// Rings or lines of one tile, before pieces from both sides of the antimeridian are put together.
    struct Part {
        std::uint64_t tile;
        std::vector<tile::Ring> paths;
        bool filled;
    };
    void slice_polygon(const FeatureRow& row);
    void slice_line(const FeatureRow& row);
    void add_square(const FeatureRow& row);
    void add_filled(const struct FilledTiles& tiles);
    void write_parts(const FeatureRow& row, std::uint32_t feature, std::vector<Piece>& pieces);
    bool write_polygon(std::vector<tile::Ring>& rings);
    bool write_line(std::vector<tile::Ring>& lines);

    tile::ZoomGrid grid_;
    Bytes geometry_;
    std::vector<Part> parts_;
};

}  // namespace tamga::bake
