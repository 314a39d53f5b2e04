// SPDX-License-Identifier: MIT
#include "engine/tile/rings/edge_intersections.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

using namespace tamga::tile;

namespace {

class RandomRings {
public:
    RandomRings(unsigned seed, int width) : random_{seed}, width_{width} {}

    /// Most of them small, as islands are, and a few that cross the tile.
    GridPaths rings() {
        GridPaths rings;
        for (auto left = 2 + below(8); left > 0; --left) {
            const int size = below(3) == 0 ? width_ : width_ / 8 + 2;
            const GridPoint corner{below(width_) - 5, below(width_) - 5};
            for (auto points = 3 + below(18); points > 0; --points) {
                rings.push({corner.x + below(size), corner.y + below(size)});
            }
            rings.end_path(1);
        }
        return rings;
    }
    Segment edge() {
        return segment({below(width_), below(width_)}, {below(width_), below(width_)});
    }
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

private:
    std::mt19937 random_;
    int width_;
};

std::set<Segment> edges_of(const GridPaths& rings) {
    std::set<Segment> edges;
    for (std::size_t r = 0; r < rings.size(); ++r) {
        for (std::size_t i = 0; i < rings[r].size(); ++i) {
            edges.insert(segment(rings[r][i], rings[r][(i + 1) % rings[r].size()]));
        }
    }
    return edges;
}

/// What two edges alone give.
void append_cuts(const Segment& one, const Segment& other, std::set<Cut>& cuts) {
    EdgeIntersections pair;
    pair.assign(GridPaths{});
    pair.add(one);
    pair.add(other);
    const auto found = pair.take_cuts();
    cuts.insert(found.begin(), found.end());
}

std::set<Cut> taken(EdgeIntersections& intersections) {
    const auto cuts = intersections.take_cuts();
    return {cuts.begin(), cuts.end()};
}

}  // namespace

TEST_CASE("property: edges among many meet where each two of them do", "[tile][property]") {
    const int width = GENERATE(8, 60, 4000);
    EdgeIntersections intersections;  // One for all: nothing of the last rings may be left.
    for (unsigned seed = 0; seed < 25; ++seed) {
        RandomRings random{seed, width};
        const GridPaths rings = random.rings();
        std::set<Segment> edges = edges_of(rings);
        std::set<Cut> expected;
        for (auto one = edges.begin(); one != edges.end(); ++one) {
            std::for_each(edges.begin(), one,
                          [&](const Segment& other) { append_cuts(*one, other, expected); });
        }
        intersections.assign(rings);
        INFO("seed " << seed << ", " << edges.size() << " edges, width " << width);
        CHECK(taken(intersections) == expected);
        CHECK(taken(intersections).empty());

        for (const Segment& edge : std::vector<Segment>(edges.begin(), edges.end())) {
            if (random.below(2) == 0) {
                intersections.remove(edge);
                edges.erase(edge);
            }
        }
        expected.clear();
        for (int i = 0; i < 5; ++i) {
            const Segment added = random.edge();
            for (const Segment& other : edges) {
                append_cuts(added, other, expected);
            }
            intersections.add(added);
            edges.insert(added);
        }
        CHECK(taken(intersections) == expected);
    }
}

TEST_CASE("long edges meet although they pass through many cells", "[tile]") {
    GridPaths rings;
    for (std::int32_t i = 0; i < 500; ++i) {  // So many short ones that cells are small.
        rings.push({i * 8, 4000 + i % 2});
    }
    rings.end_path(1);
    EdgeIntersections intersections;
    intersections.assign(rings);
    intersections.add(segment({0, 0}, {3000, 2000}));
    intersections.take_cuts();
    const Segment slanting = segment({0, 2000}, {3000, 0});
    intersections.add(slanting);
    CHECK(taken(intersections) ==
          std::set<Cut>{{segment({0, 0}, {3000, 2000}), {1500, 1000}}, {slanting, {1500, 1000}}});
}

TEST_CASE("edges intersect, and are removed, also after they have become many", "[tile]") {
    EdgeIntersections intersections;
    intersections.assign(GridPaths{});
    intersections.add(segment({0, 100}, {100, 0}));  // Long ones first: cells are large.
    constexpr std::int32_t count = 5000;
    std::set<Cut> expected;
    const Segment across = segment({-10, 1005}, {2 * count, 1005});
    for (std::int32_t i = 0; i < count; ++i) {
        const Segment upright = segment({2 * i, 1000}, {2 * i, 1010});
        intersections.add(upright);
        if (i % 3 == 0) {
            intersections.remove(upright);
        } else {
            expected.insert({upright, {2 * i, 1005}});
            expected.insert({across, {2 * i, 1005}});
        }
    }
    CHECK(taken(intersections).empty());
    intersections.add(across);
    CHECK(taken(intersections) == expected);
}
