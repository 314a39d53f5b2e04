// SPDX-License-Identifier: MIT
#include "engine/index/strips.hpp"

#include "engine/base/parallel.hpp"

#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tamga::index {
namespace {

constexpr std::uint64_t one_strip = std::uint64_t{1} << 32;
constexpr std::uint64_t last_x = one_strip - 1;

}  // namespace

Strips::Strips(std::span<const geo::WorldPoint> points, double radius)
    : radius_squared_{radius * radius}, reach_{static_cast<std::uint64_t>(radius)} {
    // Two at least, so that the number of a strip has room for one below it.
    const auto height = static_cast<std::uint64_t>(std::max(2.0, std::ceil(radius)));
    entries_.reserve(points.size());
    for (const geo::WorldPoint p : points) {
        entries_.push_back(
            {((p.y / height) << 32) | p.x, p.y, static_cast<std::uint32_t>(entries_.size())});
    }
    oneapi::tbb::parallel_sort(entries_.begin(), entries_.end(),
                               [](const Entry& a, const Entry& b) {
                                   return std::tie(a.key, a.point) < std::tie(b.key, b.point);
                               });
    beside_.resize(entries_.size());
    constexpr std::size_t block = 1 << 14;
    base::parallel_for((entries_.size() + block - 1) / block, [this](std::size_t b) {
        find_beside(b * block, std::min(entries_.size(), (b + 1) * block));
    });
}

void Strips::find_beside(std::size_t begin, std::size_t end) {
    // Both stretches begin the further on the further on the entry is, so one pass finds them all.
    std::size_t above = 0;
    std::size_t below = 0;
    for (std::size_t i = begin; i < end; ++i) {
        const std::uint64_t key = entries_[i].key;
        const std::uint64_t west = key - std::min<std::uint64_t>(reach_, entries_[i].x());
        const std::uint64_t above_from = west < one_strip ? 0 : west - one_strip;
        if (i == begin) {
            above = first_from(above_from);
            below = first_from(west + one_strip);
        }
        while (entries_[above].key < above_from) {
            ++above;
        }
        while (below < entries_.size() && entries_[below].key < west + one_strip) {
            ++below;
        }
        beside_[i] = {static_cast<Slot>(above), static_cast<Slot>(below)};
    }
}

std::size_t Strips::first_from(std::uint64_t key) const {
    const auto found = std::ranges::lower_bound(entries_, key, {}, &Entry::key);
    return static_cast<std::size_t>(found - entries_.begin());
}

std::array<Strips::Stretch, 6> Strips::stretches(Slot slot) const {
    const std::uint64_t key = entries_[slot].key;
    const std::uint64_t x = entries_[slot].x();
    if (x < reach_ || x + reach_ > last_x) {
        return wrapped_stretches(key);
    }
    std::size_t own = slot;
    while (own > 0 && entries_[own - 1].key >= key - reach_) {
        --own;
    }
    const std::uint64_t east = key + reach_;
    std::array<Stretch, 6> found{};
    if (east >= one_strip) {
        found[0] = {beside_[slot][0], east - one_strip};
    }
    found[1] = {own, east};
    found[2] = {beside_[slot][1], east + one_strip};
    return found;
}

std::array<Strips::Stretch, 6> Strips::wrapped_stretches(std::uint64_t key) const {
    std::array<Stretch, 6> found{};
    const auto x = static_cast<std::uint32_t>(key);
    const std::uint64_t own = key - x;
    const auto west = static_cast<std::uint32_t>(x - reach_);
    const auto east = static_cast<std::uint32_t>(x + reach_);
    std::size_t i = 0;
    for (std::uint64_t strip = own < one_strip ? own : own - one_strip; strip <= own + one_strip;
         strip += one_strip) {
        if (2 * reach_ >= last_x) {
            found[i++] = {first_from(strip), strip + last_x};
        } else {
            found[i++] = {first_from(strip), strip + east};
            found[i++] = {first_from(strip + west), strip + last_x};
        }
    }
    return found;
}

}  // namespace tamga::index
