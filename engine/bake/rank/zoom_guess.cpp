// SPDX-License-Identifier: MIT
#include "engine/bake/rank/zoom_guess.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tamga::bake {
namespace {

constexpr int deepest_guess = 16;
constexpr int guess_for_one_place = 12;

/// Mean and deviation of the logarithms of distances.
class LogDistances {
public:
    void add(tile::WorldPoint a, tile::WorldPoint b) {
        const double dx = static_cast<double>(a.x) - static_cast<double>(b.x);
        const double dy = static_cast<double>(a.y) - static_cast<double>(b.y);
        if (dx == 0 && dy == 0) {
            return;
        }
        const double value = 0.5 * std::log(dx * dx + dy * dy);
        ++count_;
        const double step = value - mean_;
        mean_ += step / static_cast<double>(count_);
        squares_ += step * (value - mean_);
    }

    bool empty() const { return count_ == 0; }
    /// The distance that is `deviations` standard deviations below the geometric mean.
    double below_mean(double deviations) const {
        return std::exp(mean_ - deviations * std::sqrt(squares_ / static_cast<double>(count_)));
    }

private:
    std::uint64_t count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

/// The first zoom whose grid unit is not longer than `world_units`.
int zoom_for(double world_units, const tile::GridSpec& spec) {
    const double zoom =
        std::log2(static_cast<double>(tile::world_size) / spec.extent / world_units);
    return static_cast<int>(std::clamp(std::ceil(zoom), 0.0, static_cast<double>(deepest_guess)));
}

LogDistances between_points(const RankedLayer& layer) {
    LogDistances distances;
    const auto& entries = layer.points.entries();
    for (std::size_t i = 1; i < entries.size(); ++i) {
        distances.add(entries[i - 1].position, entries[i].position);
    }
    return distances;
}

LogDistances between_vertices(const RankedLayer& layer) {
    LogDistances distances;
    for (const FeatureRow& row : layer.table.rows) {
        for (std::uint32_t p = 0; row.shape != model::Shape::points && p < row.part_count; ++p) {
            const auto part = row.part(p);
            for (std::size_t i = 1; i < part.size(); ++i) {
                distances.add(part[i - 1], part[i]);
            }
        }
    }
    return distances;
}

/// The first zoom at which a feature may be drawn.
int first_zoom_of_any(const FeatureTable& table) {
    if (!table.has_zoom_limits || table.rows.empty()) {
        return 0;
    }
    return std::ranges::min(table.rows, {}, &FeatureRow::min_zoom).min_zoom;
}

/// How many points are in tiles that may not have room for all of theirs. Compression takes half
/// of what a point and its frame are at the least.
std::uint64_t points_without_room(const RankedLayer& layer, const Budget& budget, int zoom) {
    constexpr std::uint64_t frame = 32;
    const int shift = 2 * (tile::world_bits - zoom);
    std::uint64_t all = 0;
    std::uint64_t points = 0;
    std::uint64_t bytes = 0;
    std::uint64_t last = 0;
    const auto end_tile = [&] {
        const bool has_room = (budget.tile_bytes == 0 || bytes / 2 <= budget.tile_bytes) &&
                              (budget.tile_features == 0 || points <= budget.tile_features);
        all += has_room ? 0 : points;
        points = bytes = 0;
    };
    Pace pace{layer.table.storage};
    for (const PointIndex::Entry& entry : layer.points.entries()) {
        pace.step();
        const std::uint64_t tile = shift == 64 ? 0 : entry.key >> shift;
        if (tile != last) {
            end_tile();
            last = tile;
        }
        ++points;
        bytes += frame + layer.table.rows[entry.feature].attribute_bytes * 5 / 4;
    }
    end_tile();
    return all;
}

/// The first zoom from `zoom` on at which as many points have room as at any.
int zoom_with_room(const RankedLayer& layer, const Budget& budget, int zoom) {
    const bool thins = layer.keep == plan::Keep::dense || layer.keep == plan::Keep::heaviest;
    if (!thins || layer.points.empty()) {
        return zoom;
    }
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    int best = zoom;
    for (int deeper = zoom; deeper <= deepest_guess && least > 0; ++deeper) {
        const std::uint64_t without = points_without_room(layer, budget, deeper);
        if (without < least) {
            least = without;
            best = deeper;
        }
    }
    return best;
}

}  // namespace

int guessed_zoom(const RankedLayer& layer, const tile::GridSpec& spec, const Budget& budget) {
    int zoom = 0;
    if (const LogDistances points = between_points(layer); !points.empty()) {
        zoom = zoom_for(points.below_mean(1.5) / 2, spec);
    } else if (!layer.points.empty()) {
        zoom = guess_for_one_place;
    }
    if (const LogDistances vertices = between_vertices(layer); !vertices.empty()) {
        zoom = std::max(zoom, zoom_for(vertices.below_mean(0) / 8, spec));
    }
    return std::max(zoom_with_room(layer, budget, zoom), first_zoom_of_any(layer.table));
}

}  // namespace tamga::bake
