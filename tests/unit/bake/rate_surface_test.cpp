// SPDX-License-Identifier: MIT
#include "engine/bake/rank/rate_surface.hpp"

#include "engine/tile/tile_id.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace tamga;

TEST_CASE("a rate goes from tile to tile without a step", "[bake]") {
    constexpr std::uint8_t zoom = 2;
    const std::uint64_t first = tile::hilbert_id({.zoom = zoom});
    std::vector<bake::TileShare> tiles;
    std::vector<double> rates;
    for (std::uint64_t i = 0; i < 16; ++i) {
        tiles.push_back({.tile = first + i});
        rates.push_back(std::pow(2.0, static_cast<double>(i * 7 % 5)));
    }
    const auto surface = [&](std::uint32_t x, std::uint32_t y) {
        return bake::RateSurface{tiles, rates, tile::hilbert_id({zoom, x, y}) - first};
    };
    constexpr std::uint32_t side = 1U << 30;
    for (std::uint32_t x = 0; x < 4; ++x) {
        for (std::uint32_t y = 0; y < 4; ++y) {
            CAPTURE(x, y);
            const double own = rates[tile::hilbert_id({zoom, x, y}) - first];
            CHECK(surface(x, y).at({x * side + side / 2, y * side + side / 2}) == Approx(own));
            for (const std::uint32_t along : {1U, side / 3, side - 1}) {
                const std::uint32_t next = (x + 1) % 4;  // Beyond the edge of the world too.
                const tile::WorldPoint here{x * side + side - 1, y * side + along};
                const tile::WorldPoint there{next * side, y * side + along};
                CHECK(surface(x, y).at(here) == Approx(surface(next, y).at(there)));
            }
        }
    }
}
