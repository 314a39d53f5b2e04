// SPDX-License-Identifier: MIT
#include "engine/bake/rank/whole_points.hpp"

#include "engine/tile/tile_id.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace tamga::bake {
namespace {

double rounded(double kept) { return kept == 0 ? 0 : std::max(1.0, std::round(kept)); }

class WholePoints {
public:
    explicit WholePoints(std::vector<TileShare>& tiles) : tiles_{tiles} {
        for (std::size_t i = 0; i < tiles.size(); ++i) {
            tiles[i].kept = rounded(points_kept(tiles[i].share, tiles[i].points));
            if (tiles[i].points >= points_to_judge) {
                judged_.push_back({i, {}});
            }
        }
        for (Judged& tile : judged_) {
            tile.beside = tiles_beside(tile.tile);
        }
        // What has few points has few numbers to choose from.
        std::ranges::stable_sort(judged_, {},
                                 [&](const Judged& tile) { return tiles[tile.tile].points; });
    }

    double mend() {
        constexpr int rounds = 32;
        double least = most_unlike();
        std::vector<double> best = numbers();
        for (int i = 0; i < rounds && least > most_unlike_neighbours; ++i) {
            for (const Judged& tile : judged_) {
                adapt(tile);
            }
            if (const double ratio = most_unlike(); ratio < least) {
                least = ratio;
                best = numbers();
            }
        }
        for (std::size_t i = 0; i < tiles_.size(); ++i) {
            tiles_[i].kept = best[i];
        }
        return least;
    }

private:
    struct Judged {
        std::size_t tile = 0;
        std::vector<std::size_t> beside;  ///< Those that share a side, and say something too.
    };
    struct Range {
        double least = 0;
        double most = 0;
    };

    std::vector<std::size_t> tiles_beside(std::size_t i) const {
        const tile::TileId at = tile::tile_of_hilbert_id(tiles_[i].tile);
        std::vector<std::size_t> beside = tiles_around(tiles_, i);
        std::erase_if(beside, [&](std::size_t other) {
            const tile::TileId id = tile::tile_of_hilbert_id(tiles_[other].tile);
            return (id.x != at.x && id.y != at.y) || tiles_[other].points < points_to_judge;
        });
        return beside;
    }

    double share(std::size_t i) const { return tiles_[i].kept / tiles_[i].points; }

    Range shares_beside(const Judged& tile) const {
        Range range{1, 0};
        for (const std::size_t other : tile.beside) {
            range = {std::min(range.least, share(other)), std::max(range.most, share(other))};
        }
        return range;
    }

    double most_unlike() const {
        double most = 1;
        for (const Judged& tile : judged_) {
            if (!tile.beside.empty()) {
                const Range beside = shares_beside(tile);
                const double own = share(tile.tile);
                most = std::max({most, own / beside.least, beside.most / own});
            }
        }
        return most;
    }

    /// Gives the tile the number at which it is most like its neighbours, if it is not like them.
    void adapt(const Judged& judged) {
        const Range beside = shares_beside(judged);
        const double least = beside.most / most_unlike_neighbours;
        const double most = beside.least * most_unlike_neighbours;
        const double own = share(judged.tile);
        if (judged.beside.empty() || (least <= own && own <= most)) {
            return;
        }
        TileShare& tile = tiles_[judged.tile];
        const double wanted = tile.points * (least <= most ? std::clamp(tile.share, least, most)
                                                           : std::sqrt(least * most));
        const auto unlike = [&](double kept) {
            return std::max(beside.most * tile.points / kept, kept / tile.points / beside.least);
        };
        const double fewer = std::max(1.0, std::floor(wanted));
        const double more = std::min(tile.points, std::max(1.0, std::ceil(wanted)));
        tile.kept = unlike(fewer) <= unlike(more) ? fewer : more;
    }

    std::vector<double> numbers() const {
        std::vector<double> numbers;
        numbers.reserve(tiles_.size());
        for (const TileShare& tile : tiles_) {
            numbers.push_back(tile.kept);
        }
        return numbers;
    }

    std::vector<TileShare>& tiles_;
    std::vector<Judged> judged_;  ///< Those with enough points, the fewest first.
};

}  // namespace

double points_kept(double share, double points) {
    return std::max(share * points, std::min(points, share * points_to_judge));
}

double keep_whole_points(std::vector<TileShare>& tiles) { return WholePoints{tiles}.mend(); }

}  // namespace tamga::bake
