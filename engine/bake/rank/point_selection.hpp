// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/rank/tile_shares.hpp"
#include "engine/bake/table/layers.hpp"
#include "engine/base/interrupt.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tamga::bake {

/// Cuts what is sorted by key into stretches whose keys agree but for the lowest `shift` bits.
template <class Visit>
void for_each_stretch(std::span<const ThinnedPoint> points, int shift, const Visit& visit) {
    const auto prefix = [shift](const ThinnedPoint& p) { return shift == 64 ? 0 : p.key >> shift; };
    for (std::size_t begin = 0; begin < points.size();) {
        std::size_t end = begin + 1;
        while (end < points.size() && prefix(points[end]) == prefix(points[begin])) {
            ++end;
        }
        base::stop_if_interrupted();
        visit(points.subspan(begin, end - begin));
        begin = end;
    }
}

inline int tile_shift(int zoom) { return 2 * (tile::world_bits - zoom); }
inline int cell_shift(int zoom) { return std::max(0, tile_shift(zoom) - 2 * cell_bits); }

/// Chooses the points of one zoom from those of the next: cuts the curve into stretches that are
/// worth one point each, and lets the most important of each stay.
class PointSelection {
public:
    /// The points of an importance less than `great` come before all others. Keeps a
    /// reference to the points: those that stay take the places of those that were seen.
    PointSelection(SlicedLayer& layer, std::span<ThinnedPoint> points, int zoom, int cell_limit,
                   std::uint32_t great)
        : layer_{layer}, points_{points}, zoom_{zoom}, most_in_cell_{cell_limit}, great_{great} {}

    /// What a cell is worth whose points have this share.
    double mass_of(std::span<const ThinnedPoint> cell, double share) const;
    /// A tile begins, and with it a stretch.
    void begin_tile();
    /// The points of one cell come after those that were added before. It is worth `mass`.
    void add(std::span<const ThinnedPoint> cell, double mass);
    /// How many points stay; they are the first now.
    std::size_t finish();

private:
    static constexpr std::uint64_t one = std::uint64_t{1} << 32;

    void add_one(const ThinnedPoint& point, double mass);
    bool is_great(const ThinnedPoint& point) const {
        return layer_.importance[point.feature] < great_;
    }
    void end_stretch();
    void replace_least();
    void settle();
    void leave_out(const ThinnedPoint& point, ThinnedPoint& beside);

    SlicedLayer& layer_;
    std::span<ThinnedPoint> points_;
    int zoom_;
    int most_in_cell_;
    std::uint32_t great_;
    int debt_ = 0;           ///< How many more of the tile's were kept than stretches passed.
    std::uint64_t sum_ = 0;  ///< Of all masses so far.
    std::uint64_t stretch_ = 0;
    std::optional<ThinnedPoint> best_;  ///< Of the stretch at hand.
    std::size_t kept_ = 0;
    std::size_t kept_before_ = 0;  ///< The tile at hand.
    std::vector<ThinnedPoint> passed_;
    std::uint64_t cell_ = ~std::uint64_t{0};
    int in_cell_ = 0;
};

}  // namespace tamga::bake
