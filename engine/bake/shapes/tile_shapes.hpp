// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/shapes/shape_parts.hpp"
#include "engine/bake/table/pieces.hpp"
#include "engine/tile/rings/noding.hpp"
#include "engine/tile/rings/positive_fill.hpp"
#include "engine/tile/rings/ring_order.hpp"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tamga::bake {

/// Turns the parts of tiles into pieces ready to be written, tile after tile. One object serves one
/// thread and keeps its memory.
class TileShapes {
public:
    explicit TileShapes(const tile::GridSpec& spec) : spec_{spec} {}

    /// Appends the pieces of one tile, whose parts are in order. Its polygons are made valid, all
    /// together, so that what neighbours share they still share. A part of which nothing is left
    /// gives no piece. Pieces hold offsets into geometry().
    void add(std::span<const ShapePart> parts, std::pmr::vector<Piece>& pieces);

    const Bytes& geometry() const { return geometry_; }
    void clear();

private:
    /// A polygon and which of `rings_` are its own.
    struct Polygon {
        const ShapePart* part;
        std::size_t last_ring;  ///< Not included; they begin where the one before ends.
    };

    void add_feature(std::span<const ShapePart> parts, std::pmr::vector<Piece>& pieces);
    void add_polygons(std::pmr::vector<Piece>& pieces);
    void make_valid(std::size_t first, std::size_t last, tile::Noder::Outcome noded);
    void add_lines(std::span<const ShapePart> parts, std::pmr::vector<Piece>& pieces);
    void add_filled(const ShapePart& part, std::pmr::vector<Piece>& pieces);
    void add_piece(const ShapePart& part, std::size_t begin, std::pmr::vector<Piece>& pieces);

    tile::GridSpec spec_;
    Bytes geometry_;
    std::optional<std::pair<std::size_t, std::size_t>>
        filled_at_;          ///< Where the whole square is written.
    tile::GridPaths rings_;  ///< Of all polygons of a tile.
    std::vector<Polygon> polygons_;
    tile::GridPaths cleaned_;  ///< Of one polygon.
    tile::GridPaths valid_;    ///< The same after that.
    tile::Noder noder_;
    tile::PositiveFill fill_;
    tile::RingOrder order_;
};

}  // namespace tamga::bake
