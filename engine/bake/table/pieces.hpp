// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/tile/grid.hpp"

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <vector>

namespace tamga::bake {

/// What one feature draws in one tile of one zoom.
struct Piece {
    std::uint64_t tile = 0;            ///< tile::hilbert_id.
    std::uint32_t feature = 0;         ///< Its place in the layer's drawing order.
    std::uint32_t geometry_bytes = 0;  ///< 0: the piece is one point.
    union {
        const std::uint8_t* geometry;  ///< Geometry commands, ready to be written.
        std::uint64_t offset;          ///< Where they will be, while the memory still moves.
        tile::GridPoint point;
    };

    Piece() : geometry{nullptr} {}
    Piece(std::uint64_t tile_id, std::uint32_t feature_index, tile::GridPoint at)
        : tile{tile_id}, feature{feature_index}, point{at} {}
};

/// Tiles in order, and in a tile the features in drawing order.
inline bool operator<(const Piece& a, const Piece& b) {
    return a.tile != b.tile ? a.tile < b.tile : a.feature < b.feature;
}

/// Bytes in memory that may be spilled.
using StoredBytes = std::pmr::vector<std::uint8_t>;

/// All pieces of one layer at one zoom, sorted, and the memory that their geometry lies in.
struct LayerPieces {
    explicit LayerPieces(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : pieces{memory} {}

    std::pmr::vector<Piece> pieces;
    std::vector<std::shared_ptr<const StoredBytes>> geometry;
    /// Features that have no piece at this zoom because nothing of them is left on the grid.
    std::vector<std::uint32_t> vanished;
    /// Features smaller than the layer wants to show.
    std::vector<std::uint32_t> too_small;
};

}  // namespace tamga::bake
