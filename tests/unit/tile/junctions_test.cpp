// SPDX-License-Identifier: MIT
#include "engine/tile/junctions.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

using namespace tamga::tile;

namespace {

using Points = std::vector<WorldPoint>;

struct Path {
    Points points;
    std::uint32_t owner = 0;
    bool is_line = false;
};

std::vector<std::vector<VertexMarks>> marks_of(const std::vector<Path>& paths) {
    std::vector<std::vector<VertexMarks>> marks;
    std::vector<LayerPath> views;
    for (const Path& path : paths) {
        marks.emplace_back(path.points.size());
        views.push_back({path.points, marks.back(), path.owner, path.is_line});
    }
    mark_junctions(views);
    return marks;
}

std::vector<bool> junctions(const std::vector<VertexMarks>& marks) {
    std::vector<bool> found;
    for (const VertexMarks of_vertex : marks) {
        found.push_back(of_vertex.junction);
    }
    return found;
}

/// What the definition says of one place.
struct Place {
    std::set<std::pair<WorldPoint, WorldPoint>> neighbours;
    std::set<std::uint32_t> owners;
};

std::map<WorldPoint, Place> places_of(const std::vector<Path>& paths) {
    std::map<WorldPoint, Place> places;
    for (const Path& path : paths) {
        const Points& points = path.points;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const bool ends = path.is_line && (i == 0 || i + 1 == points.size());
            const WorldPoint before = points[i == 0 ? points.size() - 1 : i - 1];
            const WorldPoint after = points[i + 1 == points.size() ? 0 : i + 1];
            Place& place = places[points[i]];
            place.neighbours.insert(
                ends ? std::pair<WorldPoint, WorldPoint>{}
                     : std::pair<WorldPoint, WorldPoint>{std::minmax(before, after)});
            if (!path.is_line) {
                place.owners.insert(path.owner);
            }
        }
    }
    return places;
}

}  // namespace

TEST_CASE("junctions are where shared borders begin and end", "[junctions]") {
    // Two squares side by side: the border between them is shared whole.
    const auto marks = marks_of({{{{0, 0}, {10, 0}, {10, 5}, {10, 10}, {0, 10}}, 0},
                                 {{{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 5}}, 1}});
    CHECK(junctions(marks[0]) == std::vector<bool>{false, true, false, true, false});
    CHECK(junctions(marks[1]) == std::vector<bool>{true, false, false, true, false});
    CHECK(marks[0][2].border);
    CHECK_FALSE(marks[0][0].border);
}

TEST_CASE("the end of a line is a junction where another passes", "[junctions]") {
    const auto marks =
        marks_of({{{{0, 0}, {5, 0}, {10, 0}}, 0, true}, {{{5, 0}, {5, 5}}, 1, true}});
    CHECK(junctions(marks[0]) == std::vector<bool>{false, true, false});
    CHECK(junctions(marks[1]) == std::vector<bool>{true, false});
    CHECK_FALSE(marks[0][1].border);  // Only rings have owners.
}

TEST_CASE("property: many rings and lines are marked as the definition says", "[junctions]") {
    // Enough vertices for several shares, on few enough places to meet.
    std::mt19937 random{7};
    std::vector<Path> paths;
    for (std::uint32_t i = 0; i < 60000; ++i) {
        Path path{.owner = i / 3, .is_line = random() % 4 == 0};
        const auto x = static_cast<std::uint32_t>(random() % 800);
        const auto y = static_cast<std::uint32_t>(random() % 800);
        for (std::uint32_t k = 0; k < 12; ++k) {
            path.points.push_back({x + k % 6, y + k / 6 + (random() % 8 == 0 ? 1U : 0U)});
        }
        paths.push_back(path);
    }
    const auto marks = marks_of(paths);
    const auto places = places_of(paths);
    std::size_t wrong = 0;
    std::size_t found = 0;
    for (std::size_t p = 0; p < paths.size(); ++p) {
        for (std::size_t i = 0; i < paths[p].points.size(); ++i) {
            const Place& place = places.at(paths[p].points[i]);
            const bool junction = place.neighbours.size() > 1;
            const bool border = place.owners.size() > 1;
            wrong += marks[p][i].junction != junction || marks[p][i].border != border ? 1U : 0U;
            found += junction ? 1U : 0U;
        }
    }
    CHECK(wrong == 0);
    CHECK(found > 100000);
}
