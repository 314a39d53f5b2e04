// SPDX-License-Identifier: MIT
#include "engine/route/lines/bundle.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace tamga::route;

namespace {

using Way = std::vector<std::uint32_t>;

double length(const std::vector<BundleNode>& nodes, const Way& way) {
    double sum = 0;
    for (std::size_t i = 1; i < way.size(); ++i) {
        sum += std::hypot(nodes[way[i]][0] - nodes[way[i - 1]][0],
                          nodes[way[i]][1] - nodes[way[i - 1]][1]);
    }
    return sum;
}

}  // namespace

TEST_CASE("a long edge goes along the short ones beside it", "[route]") {
    const std::vector<BundleNode> nodes{{0, 0, 0}, {1, 0.1, 0}, {2, 0.1, 0}, {3, 0, 0}};
    const std::vector<BundleEdge> edges{{0, 1}, {1, 2}, {2, 3}, {3, 0}};
    const Bundling bundled = bundle(nodes, edges, {});
    CHECK(bundled.spanner_edges == 3);
    CHECK(bundled.ways[0] == Way{0, 1});
    CHECK(bundled.ways[3] == Way{3, 2, 1, 0});  // From the edge's a to its b.
}

TEST_CASE("an edge without a way that is short enough stays straight", "[route]") {
    const std::vector<BundleNode> nodes{{0, 0, 0}, {5, 5, 0}, {1, 0, 0}};
    const std::vector<BundleEdge> edges{{0, 1}, {1, 2}, {0, 2}};
    CHECK(bundle(nodes, edges, {}).ways[2] == Way{0, 2});
}

TEST_CASE("on the sphere the way over the antimeridian is as good as any", "[route]") {
    const auto at = [](double lon) {
        return BundleNode{std::cos(lon * 3.14159265358979 / 180),
                          std::sin(lon * 3.14159265358979 / 180), 0};
    };
    const std::vector<BundleNode> nodes{at(170), at(179), at(-172)};
    const std::vector<BundleEdge> edges{{0, 1}, {1, 2}, {0, 2}};
    CHECK(bundle(nodes, edges, {.on_sphere = true}).ways[2] == Way{0, 1, 2});
}

TEST_CASE("ways go along edges that are there, and no more than the detour is longer", "[route]") {
    std::mt19937 random{9};
    std::uniform_real_distribution<double> coordinate{0, 100};
    std::vector<BundleNode> nodes;
    for (int i = 0; i < 120; ++i) {
        nodes.push_back({coordinate(random), coordinate(random), 0});
    }
    std::vector<BundleEdge> edges;
    std::set<std::pair<std::uint32_t, std::uint32_t>> known;
    while (edges.size() < 900) {
        const auto [a, b] = std::minmax({random() % 120, random() % 120});
        if (nodes[a] != nodes[b] && known.emplace(a, b).second) {
            edges.push_back({static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)});
        }
    }
    const BundleRules rules;
    const Bundling bundled = bundle(nodes, edges, rules);
    std::size_t bent = 0;
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const Way& way = bundled.ways[e];
        CHECK((way.front() == edges[e].a && way.back() == edges[e].b));
        CHECK(length(nodes, way) <= rules.detour * length(nodes, {edges[e].a, edges[e].b}) + 1e-9);
        for (std::size_t i = 1; i < way.size(); ++i) {
            const auto pair = std::minmax(way[i], way[i - 1]);
            CHECK(known.contains({pair.first, pair.second}));
        }
        bent += way.size() > 2 ? 1U : 0U;
    }
    CHECK(bent + bundled.spanner_edges <= edges.size());
    CHECK(bent > edges.size() / 3);
}
