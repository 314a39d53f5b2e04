// SPDX-License-Identifier: MIT
#include "engine/tile/slice.hpp"

#include <catch2/catch.hpp>

#include <initializer_list>
#include <map>
#include <set>
#include <utility>

using namespace tamga::tile;

namespace {

using Address = std::pair<std::int64_t, std::int64_t>;

struct Sliced {
    std::map<Address, Paths> pieces;
    std::set<Address> filled;

    SliceSink sink() {
        return {.piece =
                    [this](std::int64_t column, std::int64_t row, const Paths& piece) {
                        pieces[{column, row}] = piece;
                    },
                .filled =
                    [this](const TileRange& tiles) {
                        for (auto c = tiles.first_column; c <= tiles.last_column; ++c) {
                            for (auto r = tiles.first_row; r <= tiles.last_row; ++r) {
                                filled.insert({c, r});
                            }
                        }
                    }};
    }
};

/// A path in grid units of a zoom.
Paths path(std::initializer_list<SubPoint> units, std::size_t at_least) {
    Paths made;
    for (const SubPoint p : units) {
        made.push({p.x * sub_units, p.y * sub_units});
    }
    made.end_path(at_least);
    return made;
}

ZoomGrid grid(int zoom) { return {{4096, 80}, zoom}; }

}  // namespace

TEST_CASE("what lies within one tile's middle is in that tile alone", "[slice]") {
    Sliced sliced;
    Slicer{}.slice_lines(path({{5000, 5000}, {6000, 6000}}, 2), grid(3), sliced.sink());
    REQUIRE(sliced.pieces.size() == 1);
    CHECK(sliced.pieces.begin()->first == Address{1, 1});
}

TEST_CASE("what lies in a tile's buffer is in that tile too", "[slice]") {
    Sliced sliced;
    Slicer{}.slice_lines(path({{4096 + 80, 5000}, {4096 + 80, 6000}}, 2), grid(3), sliced.sink());
    CHECK(sliced.pieces.size() == 2);
    Sliced beyond;
    Slicer{}.slice_lines(path({{4096 + 81, 5000}, {4096 + 81, 6000}}, 2), grid(3), beyond.sink());
    CHECK(beyond.pieces.size() == 1);
}

TEST_CASE("a long line is in every tile it passes through", "[slice]") {
    Sliced sliced;
    Slicer{}.slice_lines(path({{100, 2000}, {4096 * 7 + 2000, 2000}}, 2), grid(3), sliced.sink());
    CHECK(sliced.pieces.size() == 8);
}

TEST_CASE("the inside of a polygon is filled without being cut", "[slice]") {
    Sliced sliced;
    const std::int64_t far = 4096 * 6 + 2000;
    Slicer{}.slice_rings(path({{2000, 2000}, {far, 2000}, {far, far}, {2000, far}}, 3), grid(3),
                         sliced.sink());
    CHECK(sliced.pieces.size() == 4 * 6);
    CHECK(sliced.filled.size() == 5 * 5);
    CHECK(sliced.filled.contains({3, 3}));
}

TEST_CASE("the edge of the world has its neighbour on the other side", "[slice]") {
    Sliced sliced;
    Slicer{}.slice_lines(path({{10, 5000}, {10, 6000}}, 2), grid(3), sliced.sink());
    REQUIRE(sliced.pieces.size() == 2);
    CHECK(sliced.pieces.contains({-1, 1}));
    CHECK(wrapped_tile(3, -1, 1).x == 7);
}
