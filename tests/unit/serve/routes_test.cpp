// SPDX-License-Identifier: MIT
#include "engine/serve/routes.hpp"

#include "engine/serve/address_list.hpp"
#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using Catch::Matchers::Contains;
using namespace tamga::serve;

TEST_CASE("the addresses of the server are those that its help lists", "[serve]") {
    CHECK(
        address_list() ==
        "  /                                   the viewer\n"
        "  /catalog                            the tile sets and styles that are served, as JSON\n"
        "  /health                             200 while it serves\n"
        "  /styles/{style}[.json]              a MapLibre style\n"
        "  /{tileset}                          the same as /{tileset}.json\n"
        "  /{tileset}.pmtiles                  the PMTiles archive, whole or by one Range\n"
        "  /{tileset}.json                     TileJSON 3.0: where the tiles are, and what is in "
        "them\n"
        "  /{tileset}/{z}/{x}/{y}[.mvt|.pbf]   a tile; 204 where there is none, 404 outside "
        "the zooms\n"
        "  /{file}                             the viewer's files\n");
}

TEST_CASE("no tile set can be called as an address of the server begins", "[serve]") {
    Catalog catalog;
    for (const Route& route : routes()) {
        const std::string word{route.path.first_word()};
        CAPTURE(route.path.text());
        if (!word.empty()) {
            CHECK_THROWS_WITH(catalog.add(word, std::make_unique<test::MemoryReader>()),
                              Contains("the server has an address of that name"));
        }
    }
}

TEST_CASE("each address is of one row, and says what is wrong with its numbers", "[serve]") {
    std::set<std::string> seen;
    for (const Route& route : routes()) {
        CAPTURE(route.path.text());
        for (const std::string_view method : route.methods) {
            CHECK(seen.insert(std::string{method} + " " + route.path.text()).second);
        }
        CHECK_FALSE(route.about.empty());
        CHECK(route.malformed.empty() != route.path.has_numbers());
    }
}
