// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/baked_layer.hpp"
#include "engine/bake/table/options.hpp"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace tamga::bake {

/// log2 of the cells along a tile's side: of 512 pixels four each.
inline constexpr int cell_bits = 7;
/// Points that such a cell may have.
inline constexpr int most_in_cell = 2;

/// A point that is still there, and how many it stands for.
struct ThinnedPoint {
    std::uint64_t key = 0;  ///< tile::hilbert_key.
    std::uint32_t feature = 0;
    std::uint32_t count = 1;
};

/// How many points a tile may have before its zoom is thinned; 0: any number.
double most_points_in_tile(const BakedLayer& layer, const Budget& budget);

/// How many points the tiles of a zoom have, and which share of them the zoom can keep.
class TileShares {
public:
    /// Shares are at most `most`.
    TileShares(int zoom, double most_in_tile, double most);

    /// The cells that follow are of the tile that holds this place of the Hilbert curve.
    void begin_tile(std::uint64_t key);
    void add_cell(double points);

    double fullest() const { return fullest_; }
    /// The largest share at which every tile has room and neighbours keep nearly the same share of
    /// their points. It is not made less than a quarter of `most` for the neighbours' sake: that is
    /// what four tiles in one have room for.
    double largest_share();
    /// How many points are kept with it.
    double kept() const { return kept_; }

private:
    /// Shares are tried in steps of a third of a factor of two.
    static constexpr std::size_t steps = 36;
    using Steps = std::array<float, steps>;

    struct Tile {
        std::uint64_t key = 0;
        double points = 0;
        Steps kept{};  ///< With each share.
    };
    std::size_t step_with_room();
    using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;  ///< Numbers of tiles.

    void end_tile();
    Pairs neighbours() const;
    bool has_room(std::size_t step) const;
    bool agree(const Pairs& neighbours, std::size_t step) const;

    int zoom_;
    double most_in_tile_;
    Steps shares_{};  ///< The largest first.
    double fullest_ = 0;
    double kept_ = 0;
    Tile tile_;                ///< The one at hand.
    std::vector<Tile> tiles_;  ///< Those with enough points to be compared.
};

/// What a tile keeps that has so many points: a few, if the zoom's share comes to less.
double share_of_tile(double share, double points);

}  // namespace tamga::bake
