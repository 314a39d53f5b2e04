// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/rank/share_field.hpp"
#include "engine/bake/table/layers.hpp"
#include "engine/bake/table/options.hpp"

#include <cstdint>
#include <vector>

namespace tamga::bake {

/// log2 of the cells along a tile's side: of 512 pixels four each.
inline constexpr int cell_bits = 7;
/// Points that such a cell may have.
inline constexpr int most_in_cell = 2;
/// A zoom of which a tile has more is thinned: they would lie ten pixels apart.
inline constexpr double crowded = 2600;

/// A point that is still there, and how many it stands for.
struct ThinnedPoint {
    std::uint64_t key = 0;  ///< tile::hilbert_key.
    std::uint32_t feature = 0;
    std::uint32_t count = 1;
};

/// The points of a cell.
struct CellPoints {
    double all = 0;
    double there = 0;  ///< Those that the next zoom keeps.
};

/// How many points a tile may have before its zoom is thinned; 0: any number.
double most_points_in_tile(const RankedLayer& layer, const Budget& budget);

/// How many points the tiles of a zoom have, and which share of them each can keep.
class TileShares {
public:
    /// No tile keeps more than `most_in_tile`.
    TileShares(int zoom, double most_in_tile) : zoom_{zoom}, most_in_tile_{most_in_tile} {}

    /// The cells that follow are of the tile that holds this place of the Hilbert curve.
    void begin_tile(std::uint64_t key);
    void add_cell(const CellPoints& cell);

    double fullest() const { return fullest_; }
    /// Of each tile, sorted. Where points are crowded it is what gives a tile 1300 of them and its
    /// cells have room for, elsewhere up to all, and from tile to tile it changes little. It is no
    /// more than in the tiles `below`, of the next zoom, if there are any, and of all that is there
    /// at most seven in ten are kept. If whole numbers of points make neighbours unlike, tiles get
    /// more, up to twice as many.
    std::vector<TileShare> shares(const std::vector<TileShare>& below);

private:
    void end_tile();
    double share_with_room() const;
    std::vector<TileShare> tried(double most_in_tile) const;

    int zoom_;
    double most_in_tile_;
    double fullest_ = 0;
    double there_ = 0;               ///< Of the points, those that the next zoom keeps.
    TileShare tile_;                 ///< The one at hand.
    std::vector<CellPoints> cells_;  ///< Of it.
    std::vector<TileShare> tiles_;   ///< With the largest share that their cells have room for.
};

}  // namespace tamga::bake
