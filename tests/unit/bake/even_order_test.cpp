// SPDX-License-Identifier: MIT
#include "engine/bake/rank/even_order.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <set>
#include <span>
#include <vector>

using namespace tamga;
using tile::WorldPoint;

namespace {

/// Points at random, along the curve; half of them in a town of a sixteenth of the area.
std::vector<WorldPoint> town_and_land(std::size_t count) {
    std::mt19937 random{3};
    std::vector<WorldPoint> points;
    for (std::size_t i = 0; i < count; ++i) {
        const int shift = i % 2 == 0 ? 0 : 2;
        points.push_back({static_cast<std::uint32_t>(random() >> shift),
                          static_cast<std::uint32_t>(random() >> shift)});
    }
    std::ranges::sort(points, {}, tile::hilbert_key);
    return points;
}

/// Of the points with the lowest numbers, how many stand for fewer than half of the points that
/// they should: half the share lies nearer than the next one that is kept.
double crowded(std::span<const WorldPoint> points, std::span<const std::uint32_t> numbers,
               std::size_t kept) {
    std::vector<std::uint32_t> order(points.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return numbers[i]; });
    const auto distance = [&](std::size_t a, std::size_t b) {
        return std::hypot(static_cast<double>(points[a].x) - static_cast<double>(points[b].x),
                          static_cast<double>(points[a].y) - static_cast<double>(points[b].y));
    };
    std::size_t close = 0;
    for (std::size_t i = 0; i < kept; ++i) {
        double nearest = 1e300;
        for (std::size_t j = 0; j < kept; ++j) {
            nearest = i == j ? nearest : std::min(nearest, distance(order[i], order[j]));
        }
        std::size_t nearer = 0;
        for (std::size_t j = 0; j < points.size(); ++j) {
            nearer += distance(order[i], j) < nearest ? 1U : 0U;
        }
        close += nearer * 2 * kept < points.size() ? 1U : 0U;
    }
    return static_cast<double>(close) / static_cast<double>(kept);
}

}  // namespace

TEST_CASE("every point has a number of its own below the next power of two", "[bake]") {
    for (const std::size_t count : {0U, 1U, 2U, 3U, 7U, 8U, 9U, 1000U}) {
        const auto numbers = bake::even_order(town_and_land(count));
        CAPTURE(count);
        REQUIRE(numbers.size() == count);
        CHECK(std::set(numbers.begin(), numbers.end()).size() == count);
        for (const std::uint32_t number : numbers) {
            CHECK(number < std::bit_ceil(count));
        }
    }
}

TEST_CASE("what is kept follows the density and is seldom crowded", "[bake]") {
    const auto points = town_and_land(8000);
    const auto numbers = bake::even_order(points);
    std::vector<std::uint32_t> by_turns(points.size());
    for (std::uint32_t i = 0; i < by_turns.size(); ++i) {
        by_turns[i] = bake::reversed_bits(i, 13);
    }
    for (const std::size_t kept : {125U, 300U, 500U, 1000U}) {
        CAPTURE(kept);
        // Of points at random it would be 1 - exp(-1/2) = 0.39.
        CHECK(crowded(points, numbers, kept) < 0.1);
        CHECK(crowded(points, numbers, kept) < 0.75 * crowded(points, by_turns, kept));
        std::vector<std::uint32_t> lowest{numbers.begin(), numbers.end()};
        std::ranges::nth_element(lowest, lowest.begin() + static_cast<std::ptrdiff_t>(kept));
        std::size_t in_town = 0;
        std::size_t all_in_town = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const bool town = points[i].x < (1U << 30) && points[i].y < (1U << 30);
            all_in_town += town ? 1U : 0U;
            in_town += town && numbers[i] < lowest[kept] ? 1U : 0U;
        }
        const double share = static_cast<double>(all_in_town) / static_cast<double>(points.size());
        CHECK(static_cast<double>(in_town) / static_cast<double>(kept) ==
              Approx(share).margin(0.03));
    }
}
