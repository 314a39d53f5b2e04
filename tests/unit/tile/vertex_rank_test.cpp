// SPDX-License-Identifier: MIT
#include "engine/tile/vertex_rank.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace tamga::tile;

namespace {

std::vector<WorldPoint> random_line(unsigned seed, std::size_t size) {
    std::mt19937 random{seed};
    std::vector<WorldPoint> line;
    double x = 1e9;
    double y = 1e9;
    for (std::size_t i = 0; i < size; ++i) {
        x += static_cast<double>(random() % 2000000);
        y += static_cast<double>(random() % 2000000) - 1e6;
        line.push_back({static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)});
    }
    return line;
}

double distance_to_segment(WorldPoint p, WorldPoint a, WorldPoint b) {
    const double dx = static_cast<double>(b.x) - a.x;
    const double dy = static_cast<double>(b.y) - a.y;
    const double t =
        std::clamp(((p.x - static_cast<double>(a.x)) * dx + (p.y - static_cast<double>(a.y)) * dy) /
                       (dx * dx + dy * dy),
                   0.0, 1.0);
    const double px = static_cast<double>(p.x) - a.x;
    const double py = static_cast<double>(p.y) - a.y;
    return std::hypot(px - t * dx, py - t * dy);
}

const Tolerance tolerance{.base = 1048576, .max_zoom = 10};  // One grid unit of 4096.

}  // namespace

TEST_CASE("property: what a zoom leaves out is within its tolerance of what it draws",
          "[rank][property]") {
    const auto line = random_line(GENERATE(1U, 2U, 3U, 4U), 500);
    std::vector<VertexRank> ranks(line.size());
    rank_line(line, tolerance, ranks);
    for (int zoom = 0; zoom <= 10; ++zoom) {
        std::size_t before = 0;
        for (std::size_t i = 1; i < line.size(); ++i) {
            if (ranks[i] > zoom) {
                continue;
            }
            for (std::size_t k = before + 1; k < i; ++k) {
                CHECK(distance_to_segment(line[k], line[before], line[i]) <=
                      std::ldexp(tolerance.base, -zoom) + 1);
            }
            before = i;
        }
    }
}

TEST_CASE("property: a line and its reverse keep the same vertices", "[rank][property]") {
    auto line = random_line(GENERATE(5U, 6U, 7U), 300);
    std::vector<VertexRank> there(line.size());
    rank_line(line, tolerance, there);
    std::ranges::reverse(line);
    std::vector<VertexRank> back(line.size());
    rank_line(line, tolerance, back);
    std::ranges::reverse(back);
    CHECK(there == back);
}

TEST_CASE("a ring keeps the same vertices wherever it starts and whichever way it runs", "[rank]") {
    auto ring = random_line(8, 100);
    const std::vector<std::uint8_t> none(ring.size());
    std::vector<VertexRank> ranks(ring.size());
    rank_ring(ring, none, tolerance, ranks);
    const auto kept = [&](const std::vector<WorldPoint>& points,
                          const std::vector<VertexRank>& of) {
        std::vector<std::pair<WorldPoint, VertexRank>> all;
        for (std::size_t i = 0; i < points.size(); ++i) {
            all.emplace_back(points[i], of[i]);
        }
        std::ranges::sort(all);
        return all;
    };
    const auto expected = kept(ring, ranks);
    std::ranges::rotate(ring, ring.begin() + 37);
    std::ranges::reverse(ring);
    rank_ring(ring, none, tolerance, ranks);
    CHECK(kept(ring, ranks) == expected);
}
