// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tamga::index {

/// A position on a square world of 2^32 units a side, x eastwards and y southwards, whose east side
/// meets its west.
struct SquarePoint {
    std::uint32_t x = 0;
    std::uint32_t y = 0;
};

/// How far `to` is from `from`, the shorter way round the world.
inline std::int32_t eastwards(std::uint32_t from, std::uint32_t to) {
    return static_cast<std::int32_t>(to - from);
}

/// Points sorted to find all those within one radius of another: level strips as high as the
/// radius, in each of them from west to east. What is near lies in three strips, in one stretch of
/// each.
class Strips {
public:
    /// `radius` in units of the world, up to its side. The points themselves are not needed after.
    Strips(std::span<const SquarePoint> points, double radius);

    /// The place of each point in the order of the strips. `Slots` of points that are near each
    /// other are near each other, too.
    using Slot = std::uint32_t;
    std::size_t size() const { return entries_.size(); }
    std::uint32_t point(Slot slot) const { return entries_[slot].point; }

    /// Calls visit(slot) for each other point within the radius, its edge included, always in the
    /// same order, until it returns false.
    template <class Visit>
    void visit_near(Slot slot, Visit&& visit) const {
        const Entry& middle = entries_[slot];
        for (const auto& [begin, end] : stretches(middle)) {
            for (std::size_t i = begin; i < end; ++i) {
                if (i != slot && is_near(middle, entries_[i]) && !visit(static_cast<Slot>(i))) {
                    return;
                }
            }
        }
    }

private:
    struct Entry {
        std::uint64_t strip_and_x;
        std::uint32_t y;
        std::uint32_t point;

        std::uint32_t strip() const { return static_cast<std::uint32_t>(strip_and_x >> 32); }
        std::uint32_t x() const { return static_cast<std::uint32_t>(strip_and_x); }
    };
    struct Strip {
        std::uint32_t number;
        std::uint32_t begin;
    };
    using Stretch = std::pair<std::size_t, std::size_t>;

    /// A stretch that passes the antimeridian is two.
    std::array<Stretch, 6> stretches(const Entry& middle) const;
    std::size_t first_from(const Strip* strip, std::uint32_t x) const;

    bool is_near(const Entry& a, const Entry& b) const {
        const double dx = eastwards(a.x(), b.x());
        const double dy = static_cast<double>(a.y) - static_cast<double>(b.y);
        return dx * dx + dy * dy <= radius_squared_;
    }

    double radius_squared_;
    std::uint64_t reach_;  ///< The radius in whole units.
    std::vector<Entry> entries_;
    std::vector<Strip> strips_;  ///< Those with a point, and one that ends the last.
};

}  // namespace tamga::index
