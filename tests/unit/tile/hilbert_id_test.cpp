// SPDX-License-Identifier: MIT
#include "engine/tile/tile_id.hpp"
#include "engine/tile/world.hpp"

#include <catch2/catch.hpp>

using tamga::tile::hilbert_id;
using tamga::tile::tile_of_hilbert_id;
using tamga::tile::TileId;

TEST_CASE("tile ids are those of the PMTiles 3 specification", "[tile]") {
    // The answers the specification and its implementations agree on.
    CHECK(hilbert_id({0, 0, 0}) == 0);
    CHECK(hilbert_id({1, 0, 0}) == 1);
    CHECK(hilbert_id({1, 0, 1}) == 2);
    CHECK(hilbert_id({1, 1, 1}) == 3);
    CHECK(hilbert_id({1, 1, 0}) == 4);
    CHECK(hilbert_id({2, 0, 0}) == 5);
    CHECK(hilbert_id({12, 3423, 1763}) == 19078479);
}

TEST_CASE("every tile id leads back to its tile, and neighbours in order touch", "[tile]") {
    TileId last{0, 0, 0};
    for (std::uint64_t id = 1; id < 22000; ++id) {
        const TileId tile = tile_of_hilbert_id(id);
        REQUIRE(hilbert_id(tile) == id);
        if (tile.zoom == last.zoom) {
            const auto step = (tile.x > last.x ? tile.x - last.x : last.x - tile.x) +
                              (tile.y > last.y ? tile.y - last.y : last.y - tile.y);
            REQUIRE(step == 1);
        }
        last = tile;
    }
    const TileId deep{24, 12345678, 1234567};
    CHECK(tile_of_hilbert_id(hilbert_id(deep)) == deep);
}

TEST_CASE("a position's key begins with its tile's place at every zoom", "[tile][property]") {
    const double lon = GENERATE(take(60, random(-180.0, 180.0)));
    const double lat = GENERATE(take(3, random(-85.0, 85.0)));
    const auto point = tamga::geo::world({.lon = lon, .lat = lat});
    const std::uint64_t key = tamga::tile::hilbert_key(point);
    for (int zoom = 1; zoom <= 24; ++zoom) {
        const TileId tile{static_cast<std::uint8_t>(zoom), point.x >> (32 - zoom),
                          point.y >> (32 - zoom)};
        CHECK(hilbert_id({tile.zoom, 0, 0}) + (key >> (64 - 2 * zoom)) == hilbert_id(tile));
    }
}
