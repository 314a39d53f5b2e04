// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/world_grid.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tamga::index {

/// How far `to` is from `from`, the shorter way round the world.
inline std::int32_t eastwards(std::uint32_t from, std::uint32_t to) {
    return static_cast<std::int32_t>(to - from);
}

/// Points sorted to find all those within one radius of another: level strips as high as the
/// radius, in each of them from west to east. What is near lies in three strips, in one stretch of
/// each. The east side of the world meets its west.
class Strips {
public:
    /// `radius` in units of the world, up to its side. The points themselves are not needed after.
    Strips(std::span<const geo::WorldPoint> points, double radius);

    /// The place of each point in the order of the strips. Slots of points that are near each
    /// other are near each other, too.
    using Slot = std::uint32_t;
    std::size_t size() const { return entries_.size(); }
    std::uint32_t point(Slot slot) const { return entries_[slot].point; }

    /// Calls visit(slot) for each other point within the radius, its edge included, always in the
    /// same order, until it returns false.
    template <class Visit>
    void visit_near(Slot slot, Visit&& visit) const {
        for (const Stretch& stretch : stretches(slot)) {
            for (std::size_t i = stretch.begin;
                 i < entries_.size() && entries_[i].key <= stretch.last_key; ++i) {
                if (i != slot && is_near(entries_[slot], entries_[i]) &&
                    !visit(static_cast<Slot>(i))) {
                    return;
                }
            }
        }
    }

private:
    struct Entry {
        std::uint64_t key;  ///< The strip's number in the upper half, x in the lower.
        std::uint32_t y;
        std::uint32_t point;

        std::uint32_t x() const { return static_cast<std::uint32_t>(key); }
    };
    /// Entries from `begin` on, up to a key. The default has none.
    struct Stretch {
        std::size_t begin = std::numeric_limits<std::size_t>::max();
        std::uint64_t last_key = 0;
    };

    void find_beside(std::size_t begin, std::size_t end);
    /// Those of the strip above, the own one and the one below. One that passes the antimeridian is
    /// two.
    std::array<Stretch, 6> stretches(Slot slot) const;
    std::array<Stretch, 6> wrapped_stretches(std::uint64_t key) const;
    std::size_t first_from(std::uint64_t key) const;

    bool is_near(const Entry& a, const Entry& b) const {
        const double dx = eastwards(a.x(), b.x());
        const double dy = static_cast<double>(a.y) - static_cast<double>(b.y);
        return dx * dx + dy * dy <= radius_squared_;
    }

    double radius_squared_;
    std::uint64_t reach_;  ///< The radius in whole units.
    std::vector<Entry> entries_;
    /// For each entry where its stretches in the strips above and below begin.
    std::vector<std::array<Slot, 2>> beside_;
};

}  // namespace tamga::index
