// SPDX-License-Identifier: MIT
#include "engine/bake/rank/whole_points.hpp"

#include "engine/tile/tile_id.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace tamga;
using bake::TileShare;

namespace {

constexpr std::uint8_t zoom = 4;

/// All tiles of the zoom, whose points are of very different numbers.
std::vector<TileShare> world(double share) {
    std::mt19937 random{7};
    const std::uint64_t first = tile::hilbert_id({.zoom = zoom});
    std::vector<TileShare> tiles;
    for (std::uint64_t i = 0; i < 256; ++i) {
        const double exponent = static_cast<double>(random() % 1000) / 250;  // Up to 100,000.
        tiles.push_back({first + i, share, std::round(10 * std::pow(10, exponent))});
    }
    return tiles;
}

/// The largest ratio between the shares of two tiles side by side that have 200 points.
double most_unlike(const std::vector<TileShare>& tiles) {
    double most = 1;
    for (const TileShare& tile : tiles) {
        const tile::TileId at = tile::tile_of_hilbert_id(tile.tile);
        for (const tile::TileId& id :
             {tile::TileId{zoom, at.x + 1, at.y}, tile::TileId{zoom, at.x, at.y + 1}}) {
            if (id.x >= 16 || id.y >= 16) {
                continue;
            }
            const auto next = std::ranges::find(tiles, tile::hilbert_id(id), &TileShare::tile);
            if (tile.points >= 200 && next->points >= 200) {
                const double ratio = tile.kept / tile.points / (next->kept / next->points);
                most = std::max({most, ratio, 1 / ratio});
            }
        }
    }
    return most;
}

}  // namespace

TEST_CASE("shares change little from tile to tile", "[bake]") {
    std::vector<TileShare> tiles = world(1);
    tiles[100].share = 0.1;
    bake::even_out(tiles);
    CHECK(tiles[100].share == 0.1);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        for (const std::size_t next : bake::tiles_around(tiles, i)) {
            CHECK(tiles[next].share < tiles[i].share * 1.16);
        }
    }
    CHECK(std::ranges::max_element(tiles, {}, &TileShare::share)->share > 0.25);
}

TEST_CASE("what a tile keeps are whole points, and its neighbours keep nearly the same share",
          "[bake]") {
    for (const double share : {0.008, 0.02, 0.3}) {
        CAPTURE(share);
        std::vector<TileShare> tiles = world(share);
        const double ratio = bake::keep_whole_points(tiles);
        CHECK(ratio <= 1.25);
        CHECK(most_unlike(tiles) == Approx(ratio).margin(0.1));
        for (const TileShare& tile : tiles) {
            CHECK(tile.kept == std::round(tile.kept));
            CHECK(tile.kept >= 1);
            CHECK(tile.kept <= tile.points);
            if (tile.points > 1000 / share) {
                CHECK(tile.kept == Approx(share * tile.points).epsilon(0.3));
            }
        }
    }
}
