// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/pieces.hpp"
#include "engine/bake/shape_parts.hpp"

#include <optional>
#include <span>
#include <utility>

namespace tamga::bake {

/// Turns the parts of tiles into pieces ready to be written, tile after tile. One object serves one
/// thread.
class TileShapes {
public:
    explicit TileShapes(const tile::GridSpec& spec) : spec_{spec} {}

    /// Appends the pieces of one tile. Its polygons are made valid, all together, so that what
    /// neighbours share they still share. A part of which nothing is left gives no piece. Pieces
    /// hold offsets into the geometry that take_geometry() gives away at the end.
    void add(std::span<ShapePart> parts, std::pmr::vector<Piece>& pieces);

    Bytes take_geometry() { return std::move(geometry_); }

private:
    void add_polygons(std::span<ShapePart> parts, std::pmr::vector<Piece>& pieces);
    void add_line(const ShapePart& part, std::pmr::vector<Piece>& pieces);
    void add_filled(const ShapePart& part, std::pmr::vector<Piece>& pieces);
    void add_piece(const ShapePart& part, std::size_t begin, std::pmr::vector<Piece>& pieces);

    tile::GridSpec spec_;
    Bytes geometry_;
    std::optional<std::pair<std::size_t, std::size_t>>
        filled_at_;  ///< Where the whole square is written.
};

}  // namespace tamga::bake
