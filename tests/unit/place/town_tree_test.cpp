// SPDX-License-Identifier: MIT
#include "engine/place/town_tree.hpp"
#include "engine/geo/geodesic.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace tamga;
using namespace tamga::place;

TEST_CASE("the nearest by geodesic distance is among the candidates", "[place]") {
    std::mt19937 random{7};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-90, 90};
    std::vector<geo::LonLat> positions;
    std::vector<TownNode> nodes;
    for (std::uint32_t i = 0; i < 500; ++i) {
        positions.push_back({.lon = lon(random), .lat = lat(random)});
        nodes.push_back(TownTree::node(positions.back(), i));
    }
    TownTree::arrange(nodes);
    const TownTree tree{nodes};
    std::vector<std::uint32_t> found;
    for (int i = 0; i < 300; ++i) {
        const geo::LonLat from{.lon = lon(random), .lat = lat(random)};
        std::vector<std::uint32_t> order(positions.size());
        for (std::uint32_t k = 0; k < order.size(); ++k) {
            order[k] = k;
        }
        std::ranges::sort(order, {},
                          [&](std::uint32_t k) { return geo::distance_m(from, positions[k]); });
        for (const std::size_t count : {1U, 5U}) {
            found.clear();
            tree.candidates(from, count, found);
            CHECK(found.size() < count + 20);
            for (std::size_t k = 0; k < count; ++k) {
                CHECK(std::ranges::count(found, order[k]) == 1);
            }
        }
    }
}

TEST_CASE("neither the antimeridian nor a pole hides a town", "[place]") {
    std::vector<TownNode> nodes{TownTree::node({.lon = 179.9, .lat = 0}, 1),
                                TownTree::node({.lon = 0, .lat = 89.9}, 2),
                                TownTree::node({.lon = 90, .lat = 0}, 3)};
    TownTree::arrange(nodes);
    const TownTree tree{nodes};
    std::vector<std::uint32_t> found;
    tree.candidates({.lon = -179.9, .lat = 0}, 1, found);
    CHECK(found == std::vector<std::uint32_t>{1});
    found.clear();
    tree.candidates({.lon = 180, .lat = 89}, 1, found);
    CHECK(found == std::vector<std::uint32_t>{2});
    found.clear();
    TownTree{}.candidates({}, 1, found);
    CHECK(found.empty());
}

TEST_CASE("lists of near towns have the nearest in them, at poles and on the antimeridian too",
          "[place]") {
    std::mt19937 random{8};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-90, 90};
    std::vector<TownNode> nodes;
    for (std::uint32_t i = 0; i < 300; ++i) {
        // Half of them crowded, so that some cells have too many for a list.
        const bool crowded = i % 2 == 0;
        nodes.push_back(TownTree::node({.lon = crowded ? 72 + lon(random) / 400 : lon(random),
                                        .lat = crowded ? 40 + lat(random) / 200 : lat(random)},
                                       i));
    }
    TownTree::arrange(nodes);
    const TownTree tree{nodes};
    const NearLists lists = near_lists(tree, nodes);
    const NearCells cells{lists.starts, lists.nodes};
    const TownTree quick{nodes, cells};
    CHECK(cells.at({.lon = 72.1, .lat = 40.1}).empty());
    CHECK_FALSE(cells.at({.lon = -150, .lat = 10}).empty());
    std::vector<std::uint32_t> by_tree;
    std::vector<std::uint32_t> by_list;
    for (int i = 0; i < 20'000; ++i) {
        const geo::LonLat from{.lon = i % 5 == 0   ? 180.0
                                      : i % 5 == 1 ? 72.0
                                                   : lon(random),
                               .lat = i % 7 == 0   ? 90.0
                                      : i % 7 == 1 ? -90.0
                                                   : lat(random)};
        by_tree.clear();
        by_list.clear();
        tree.candidates(from, 1, by_tree);
        quick.candidates(from, 1, by_list);
        std::ranges::sort(by_tree);
        std::ranges::sort(by_list);
        REQUIRE(by_list == by_tree);
    }
}
