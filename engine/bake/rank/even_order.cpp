// SPDX-License-Identifier: MIT
#include "engine/bake/rank/even_order.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

#include <bit>
#include <utility>

namespace tamga::bake {
namespace {

using tile::WorldPoint;

/// Who is still in, and where the points are that it stands for.
struct Competitor {
    std::uint32_t point = 0;
    std::uint32_t count = 0;
    double x = 0;  ///< The middle of them.
    double y = 0;
};

double squared_distance(WorldPoint point, const Competitor& middle) {
    const double dx = static_cast<double>(point.x) - middle.x;
    const double dy = static_cast<double>(point.y) - middle.y;
    return dx * dx + dy * dy;
}

/// The winner of two.
Competitor winner(const Competitor& a, const Competitor& b, std::span<const WorldPoint> points) {
    Competitor both{.count = a.count + b.count};
    both.x = (a.x * a.count + b.x * b.count) / both.count;
    both.y = (a.y * a.count + b.y * b.count) / both.count;
    const bool first =
        squared_distance(points[a.point], both) <= squared_distance(points[b.point], both);
    both.point = first ? a.point : b.point;
    return both;
}

}  // namespace

std::uint32_t reversed_bits(std::uint32_t value, int bits) {
    std::uint32_t reversed = 0;
    for (int i = 0; i < bits; ++i) {
        reversed = (reversed << 1) | ((value >> i) & 1);
    }
    return reversed;
}

std::pmr::vector<std::uint32_t> even_order(std::span<const WorldPoint> along_curve,
                                           const Storage& storage) {
    using Competitors = std::pmr::vector<Competitor>;
    std::pmr::vector<std::uint32_t> numbers(along_curve.size(), storage.memory);
    Competitors all{storage.memory};  // Of the first round there are too many to be written down.
    std::size_t count = along_curve.size();
    const auto competitor = [&](std::size_t i) {
        return all.empty() ? Competitor{static_cast<std::uint32_t>(i), 1,
                                        static_cast<double>(along_curve[i].x),
                                        static_cast<double>(along_curve[i].y)}
                           : all[i];
    };
    while (count > 1) {
        Competitors next((count + 1) / 2, storage.memory);
        const int bits = static_cast<int>(std::bit_width(next.size() - 1));
        using Range = oneapi::tbb::blocked_range<std::size_t>;
        oneapi::tbb::parallel_for(Range{0, next.size(), 4096}, [&](const Range& range) {
            Pace pace{storage};
            for (std::size_t i = range.begin(); i < range.end(); ++i) {
                pace.step();
                const Competitor a = competitor(2 * i);
                if (2 * i + 1 == count) {
                    next[i] = a;
                    continue;
                }
                const Competitor b = competitor(2 * i + 1);
                next[i] = winner(a, b, along_curve);
                // Losers of one round go by turns from all over the curve.
                numbers[next[i].point == a.point ? b.point : a.point] =
                    (std::uint32_t{1} << bits) + reversed_bits(static_cast<std::uint32_t>(i), bits);
            }
        });
        all = std::move(next);
        count = all.size();
    }
    return numbers;
}

}  // namespace tamga::bake
