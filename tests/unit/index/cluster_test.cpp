// SPDX-License-Identifier: MIT
#include "engine/index/cluster.hpp"

#include "engine/base/error.hpp"
#include "engine/index/strips.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

using namespace tamga;
using namespace tamga::index;

namespace {

constexpr std::uint32_t pixel = 1U << 23;  // Of the 512 that the world is wide at zoom 0.

/// Points in a few heaps and all over the world, so that there are clusters of all sizes.
std::vector<WeightedPoint> heaps(std::size_t count) {
    std::mt19937 random{3};
    std::vector<WeightedPoint> points;
    for (std::size_t i = 0; i < count; ++i) {
        const auto anywhere = [&] { return static_cast<std::uint32_t>(random()); };
        if (i % 3 == 0 || points.empty()) {
            points.push_back({anywhere(), anywhere(), 1});
        } else {
            const WeightedPoint& near = points[anywhere() % points.size()];
            points.push_back(
                {near.at.x + (anywhere() >> 8), near.at.y, static_cast<double>(1 + i % 5)});
        }
    }
    return points;
}

/// The rule in words, by comparing everything with everything: the numbers of points at each place
/// that is left at `zoom`.
std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> by_force(
    const std::vector<WeightedPoint>& points, const ClusterRule& rule, int zoom) {
    struct Place {
        std::uint32_t x, y, count;
        double weight;
    };
    std::vector<Place> places;
    for (const WeightedPoint& p : points) {
        places.push_back({p.at.x, p.at.y, 1, p.weight});
    }
    for (int z = rule.max_zoom; z >= zoom; --z) {
        const double radius = std::ldexp(rule.radius_px * pixel, -z);
        std::vector<Place> next;
        std::vector<bool> taken(places.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (taken[i]) {
                continue;
            }
            const Place middle = places[i];
            Place sum{middle.x, middle.y, 0, 0};
            double dx = 0;
            double dy = 0;
            std::vector<std::size_t> members;
            for (std::size_t k = i; k < places.size(); ++k) {
                const double x = eastwards(middle.x, places[k].x);
                const double y = double(places[k].y) - double(middle.y);
                if (!taken[k] && x * x + y * y <= radius * radius) {
                    members.push_back(k);
                    sum.count += places[k].count;
                    sum.weight += places[k].weight;
                    dx += x * places[k].weight;
                    dy += y * places[k].weight;
                }
            }
            for (const std::size_t k : members) {
                taken[k] = true;
            }
            if (members.size() == 1 || sum.count < rule.min_points) {
                for (const std::size_t k : members) {
                    next.push_back(places[k]);
                }
            } else {
                sum.x += static_cast<std::uint32_t>(std::llround(dx / sum.weight));
                sum.y += static_cast<std::uint32_t>(std::llround(dy / sum.weight));
                next.push_back(sum);
            }
        }
        places = next;
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> counts;
    for (const Place& place : places) {
        counts[{place.x, place.y}] += place.count;
    }
    return counts;
}

std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> standing_at(
    const ClusterTree& tree, int zoom) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> counts;
    for (const ClusterNode& node : tree.nodes) {
        if (node.stands_at(zoom)) {
            counts[{node.x, node.y}] += node.count;
        }
    }
    return counts;
}

}  // namespace

TEST_CASE("clusters are those found by comparing every point with every other", "[index]") {
    const auto points = heaps(600);
    for (const double radius_px : {1.0, 40.0, 300.0}) {
        const ClusterRule rule{.radius_px = radius_px, .max_zoom = 9};
        const ClusterTree tree = clustered(points, rule);
        for (int zoom = 0; zoom <= rule.max_zoom; ++zoom) {
            CAPTURE(radius_px, zoom);
            CHECK(standing_at(tree, zoom) == by_force(points, rule, zoom));
        }
    }
}

TEST_CASE("at every zoom the clusters' counts and weights add up to all points", "[index]") {
    const auto points = heaps(2000);
    const double weight = std::accumulate(points.begin(), points.end(), 0.0,
                                          [](double sum, const auto& p) { return sum + p.weight; });
    const ClusterTree tree = clustered(points, {.max_zoom = 12, .min_points = 3});
    for (int zoom = 0; zoom <= 13; ++zoom) {
        std::uint64_t counted = 0;
        double weighed = 0;
        std::vector<std::uint64_t> owned(tree.nodes.size());
        for (const std::uint32_t owner : tree.owners(zoom)) {
            CHECK(tree.nodes[owner].stands_at(zoom));
            ++owned[owner];
        }
        for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
            if (tree.nodes[i].stands_at(zoom)) {
                counted += tree.nodes[i].count;
                weighed += tree.nodes[i].weight;
                CHECK(owned[i] == tree.nodes[i].count);
                CHECK((tree.nodes[i].count == 1 || tree.nodes[i].count >= 3));
            }
        }
        CHECK(counted == points.size());
        CHECK(weighed == Approx(weight));
    }
    CHECK(tree.owners(13).back() == points.size() - 1);  // Below the deepest zoom all are apart.
}

TEST_CASE("a cluster lies at the weighted mean, and says when it breaks apart", "[index]") {
    // 30 px apart at zoom 0, so 60 at zoom 1: one cluster of 40 px, which zoom 1 takes apart.
    const std::vector<WeightedPoint> points{{100 * pixel, 100 * pixel, 2},
                                            {130 * pixel, 100 * pixel, 1}};
    const ClusterTree tree = clustered(points, {.radius_px = 40, .max_zoom = 5});
    REQUIRE(tree.nodes.size() == 3);
    const ClusterNode& cluster = tree.nodes[2];
    CHECK(cluster.x == 110 * pixel);
    CHECK(cluster.y == 100 * pixel);
    CHECK(cluster.weight == 3);
    CHECK(cluster.seed == 0);
    CHECK(cluster.last_zoom + 1 == 1);
    CHECK(tree.nodes[0].parent == 2);
    CHECK(tree.nodes[0].first_zoom == 1);
    CHECK(tree.owners(0) == std::vector<std::uint32_t>{2, 2});
}

TEST_CASE("the antimeridian is no border between clusters", "[index]") {
    const std::vector<WeightedPoint> points{{5 * pixel, 50 * pixel, 1},
                                            {0U - 5 * pixel, 50 * pixel, 4}};
    const ClusterTree tree = clustered(points, {.radius_px = 40, .max_zoom = 0});
    REQUIRE(tree.nodes.size() == 3);
    // 10 px apart; the mean is 8 px west of the first.
    CHECK(tree.nodes[2].x == 0U - 3 * pixel);
}

TEST_CASE("what comes first gathers the others, and points without weight have a place",
          "[index]") {
    // In a row 30 px apart: the middle one reaches both others, each of them only the middle.
    const std::vector<WeightedPoint> middle_first{
        {130 * pixel, 0, 0}, {100 * pixel, 0, 0}, {160 * pixel, 0, 0}};
    const ClusterTree one = clustered(middle_first, {.radius_px = 40, .max_zoom = 0});
    REQUIRE(one.nodes.size() == 4);
    CHECK(one.nodes[3].count == 3);
    CHECK(one.nodes[3].x == 130 * pixel);
    const std::vector<WeightedPoint> end_first{
        {100 * pixel, 0, 0}, {130 * pixel, 0, 0}, {160 * pixel, 0, 0}};
    const ClusterTree two = clustered(end_first, {.radius_px = 40, .max_zoom = 0});
    REQUIRE(two.nodes.size() == 4);
    CHECK(two.nodes[3].count == 2);
    CHECK(two.nodes[2].parent == ClusterNode::none);
}

TEST_CASE("points in the corners of the world meet only across the antimeridian", "[index]") {
    constexpr std::uint32_t last = 0xffffffff;
    const std::vector<WeightedPoint> corners{{0, 0}, {last, 0}, {0, last}, {last, last}};
    const ClusterTree tree = clustered(corners, {.radius_px = 0.01, .max_zoom = 24});
    CHECK(tree.owners(24) == std::vector<std::uint32_t>{0, 1, 2, 3});
    CHECK(tree.owners(0) == std::vector<std::uint32_t>{4, 4, 5, 5});
}

TEST_CASE("a cluster of nonsense is refused", "[index]") {
    CHECK(clustered({}, {}).nodes.empty());
    for (const ClusterRule& rule :
         {ClusterRule{.radius_px = 0}, ClusterRule{.radius_px = 513}, ClusterRule{.min_zoom = 17},
          ClusterRule{.max_zoom = 31}, ClusterRule{.min_points = 1}}) {
        CHECK_THROWS_AS(clustered({}, rule), Error);
    }
}
