// SPDX-License-Identifier: MIT
#include "engine/index/strips.hpp"

#include <oneapi/tbb/parallel_sort.h>

#include <cmath>
#include <limits>
#include <tuple>

namespace tamga::index {

Strips::Strips(std::span<const SquarePoint> points, double radius)
    : radius_squared_{radius * radius}, reach_{static_cast<std::uint64_t>(radius)} {
    const std::uint64_t height = std::max<std::uint64_t>(1, std::uint64_t(std::ceil(radius)));
    entries_.reserve(points.size());
    for (const SquarePoint p : points) {
        entries_.push_back(
            {((p.y / height) << 32) | p.x, p.y, static_cast<std::uint32_t>(entries_.size())});
    }
    oneapi::tbb::parallel_sort(
        entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
            return std::tie(a.strip_and_x, a.point) < std::tie(b.strip_and_x, b.point);
        });
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (i == 0 || entries_[i].strip() != entries_[i - 1].strip()) {
            strips_.push_back({entries_[i].strip(), static_cast<std::uint32_t>(i)});
        }
    }
    strips_.push_back(
        {std::numeric_limits<std::uint32_t>::max(), static_cast<std::uint32_t>(entries_.size())});
}

std::size_t Strips::first_from(const Strip* strip, std::uint32_t x) const {
    const auto begin = entries_.begin() + strip->begin;
    const auto end = entries_.begin() + (strip + 1)->begin;
    return static_cast<std::size_t>(
        std::partition_point(begin, end, [x](const Entry& entry) { return entry.x() < x; }) -
        entries_.begin());
}

std::array<Strips::Stretch, 6> Strips::stretches(const Entry& middle) const {
    std::array<Stretch, 6> found{};
    constexpr std::uint32_t last_x = std::numeric_limits<std::uint32_t>::max();
    const std::uint32_t number = middle.strip();
    const Strip* const end = strips_.data() + strips_.size() - 1;
    const Strip* strip = std::partition_point(
        strips_.data(), end,
        [number](const Strip& candidate) { return std::uint64_t{candidate.number} + 1 < number; });
    const auto up_to = [&](const Strip* in, std::uint32_t x) {
        return x == last_x ? (in + 1)->begin : first_from(in, x + 1);
    };
    for (std::size_t i = 0; strip < end && strip->number <= std::uint64_t{number} + 1;
         ++strip, i += 2) {
        if (2 * reach_ >= last_x) {
            found[i] = {strip->begin, (strip + 1)->begin};
            continue;
        }
        const auto west = static_cast<std::uint32_t>(middle.x() - reach_);
        const auto east = static_cast<std::uint32_t>(middle.x() + reach_);
        if (west <= east) {
            found[i] = {first_from(strip, west), up_to(strip, east)};
        } else {
            found[i] = {first_from(strip, west), (strip + 1)->begin};
            found[i + 1] = {strip->begin, up_to(strip, east)};
        }
    }
    return found;
}

}  // namespace tamga::index
