// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/budget.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tamga::bake {
namespace {

constexpr std::uint32_t no_limit = std::numeric_limits<std::uint32_t>::max();

/// Features of some layers of a tile by importance, from which a share's limits are read off. What
/// the limits of before leave out is not there.
class Shares {
public:
    /// Of the layers whose number in `members` is not 0.
    Shares(const TileJob& job, std::span<const std::unique_ptr<SlicedLayer>> layers,
           const std::vector<char>& members, Limits before)
        : before_{std::move(before)}, importances_(job.layers.size()) {
        for (std::size_t layer = 0; layer < job.layers.size(); ++layer) {
            const SlicedLayer& from = *layers[layer];
            const bool thins = members[layer] != 0 && from.keep != plan::Keep::all;
            std::uint32_t last = no_limit;
            for (const Piece& piece : job.layers[layer]) {
                const bool is_out =
                    piece.feature == last ||
                    (!before_.empty() && from.importance[piece.feature] >= before_[layer]);
                last = piece.feature;
                if (is_out) {
                    continue;
                }
                ++features_;
                if (thins) {
                    importances_[layer].push_back(from.importance[piece.feature]);
                }
            }
            thinnable_ += importances_[layer].size();
        }
    }

    std::size_t features() const { return features_; }
    std::size_t thinnable() const { return thinnable_; }

    /// Those of before if all are kept.
    Limits limits(double share) {
        if (share == 1) {
            return before_;
        }
        Limits limits = before_;
        limits.resize(importances_.size(), no_limit);
        for (std::size_t i = 0; i < importances_.size(); ++i) {
            auto& layer = importances_[i];
            const auto kept =
                static_cast<std::ptrdiff_t>(share * static_cast<double>(layer.size()));
            if (kept < std::ssize(layer)) {
                std::nth_element(layer.begin(), layer.begin() + kept, layer.end());
                limits[i] = layer[static_cast<std::size_t>(kept)];
            }
        }
        return limits;
    }

private:
    Limits before_;
    std::vector<std::vector<std::uint32_t>> importances_;
    std::size_t features_ = 0;
    std::size_t thinnable_ = 0;
};

/// The largest share that the number of features allows.
double most_share(const Shares& shares, const Budget& budget) {
    if (budget.tile_features == 0) {
        return 1;
    }
    const auto fixed = static_cast<double>(shares.features() - shares.thinnable());
    const auto room = static_cast<double>(budget.tile_features) - fixed;
    return std::clamp(room / static_cast<double>(shares.thinnable()), 0.0, 1.0);
}

/// The share to try first: what the usual size of a feature predicts, if all together are clearly
/// too large.
double first_share(const Shares& shares, const Budget& budget, PieceSize size, double most) {
    if (budget.tile_bytes == 0 || size.bytes <= 0) {
        return most;
    }
    const double by_bytes = static_cast<double>(budget.tile_bytes) / size.bytes;
    const auto fixed = static_cast<double>(shares.features() - shares.thinnable());
    const auto thinnable = static_cast<double>(shares.thinnable());
    if (by_bytes > 0.9 * (fixed + most * thinnable)) {
        return most;
    }
    return std::clamp((0.92 * by_bytes - fixed) / thinnable, 1 / thinnable, most);
}

struct Try {
    double share = 0;
    Encoder::Tile tile;
};

/// Narrows the share between one that fits and one that does not.
class Search {
public:
    /// Starts at `first` and never goes beyond `most`.
    Search(const Budget& budget, double first, double most)
        : budget_{static_cast<double>(budget.tile_bytes)}, next_{first}, limit_{most} {}

    double next() const { return next_; }
    Try best() && { return std::move(best_); }

    /// True when the search is over.
    bool take(Encoder::Tile tile) {
        const auto size = static_cast<double>(tile.content.size());
        const bool fits = budget_ == 0 || size <= budget_;
        ++tries_;
        if (fits) {
            best_ = {next_, std::move(tile)};
            found_ = true;
            if (next_ >= limit_ || size >= 0.8 * budget_ || tries_ >= most_tries) {
                return true;
            }
            next_ = std::min(limit_, next_ * 0.95 * budget_ / size);
            return false;
        }
        if (next_ == 0) {
            best_ = {0, std::move(tile)};  // What may not be thinned is too much already.
            return true;
        }
        const double smaller = next_ * 0.93 * budget_ / size;
        if (found_ && (smaller <= best_.share || tries_ >= most_tries)) {
            return true;
        }
        next_ = tries_ > 2 * most_tries ? 0 : smaller;
        return false;
    }

private:
    static constexpr int most_tries = 4;

    double budget_;
    double next_;
    double limit_;
    bool found_ = false;
    int tries_ = 0;
    Try best_;
};

/// No fewer bytes than the feature's piece takes in a tile before compression: what surrounds its
/// geometry, and its attributes, whose header is longer in the table than in the tile.
std::uint64_t most_bytes(const FeatureRow& row, const Piece& piece) {
    constexpr std::uint64_t frame = 32;
    return frame + piece.geometry_bytes + row.attribute_bytes + row.attribute_bytes / 4;
}

/// Thins some layers until the tile fits, or nothing of them is left.
FittedTile thinned(const TileJob& job, Shares& shares, const Budget& budget, PieceSize size,
                   Encoder& encoder) {
    if (shares.thinnable() == 0) {
        Encoder::Tile whole = encoder.encode(job, shares.limits(1));
        return {std::move(whole.content), whole.features, shares.limits(1)};
    }
    const double most = most_share(shares, budget);
    Search search{budget, first_share(shares, budget, size, most), most};
    do {
    } while (!search.take(encoder.encode(job, shares.limits(search.next()))));
    Try best = std::move(search).best();
    return {std::move(best.tile.content), best.tile.features, shares.limits(best.share)};
}

/// The limits that bring each layer within its own budget.
Limits own_limits(const TileJob& job, std::span<const std::unique_ptr<SlicedLayer>> layers,
                  Encoder& encoder) {
    Limits limits;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::uint64_t most = layers[i]->plan.max_tile_bytes.value_or(0);
        if (most == 0 || job.layers[i].empty()) {
            continue;
        }
        TileJob alone{job.tile, std::vector<std::span<const Piece>>(layers.size())};
        alone.layers[i] = job.layers[i];
        std::vector<char> members(layers.size());
        members[i] = 1;
        Shares shares{alone, layers, members, {}};
        if (shares.thinnable() == 0) {
            continue;
        }
        const FittedTile fitted = thinned(alone, shares, {most, 0}, {}, encoder);
        if (!fitted.limits.empty()) {
            limits.resize(layers.size(), no_limit);
            limits[i] = fitted.limits[i];
        }
    }
    return limits;
}

/// Lines and polygons are what a map is read by, and points are thinned around them.
int priority(const SlicedLayer& layer) {
    constexpr int of_shapes = 1;
    return layer.plan.priority.value_or(layer.shapes.empty() ? 0 : of_shapes);
}

/// The priorities of the layers in a tile, each once, the lowest first.
std::vector<int> priorities(const TileJob& job,
                            std::span<const std::unique_ptr<SlicedLayer>> layers) {
    std::vector<int> all;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (!job.layers[i].empty()) {
            all.push_back(priority(*layers[i]));
        }
    }
    std::ranges::sort(all);
    const auto repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
    return all;
}

bool is_within(const FittedTile& tile, const Budget& budget) {
    return (budget.tile_bytes == 0 || tile.content.size() <= budget.tile_bytes) &&
           (budget.tile_features == 0 || tile.features <= budget.tile_features);
}

}  // namespace

bool fits_for_certain(const TileJob& job, std::span<const std::unique_ptr<SlicedLayer>> layers,
                      const Budget& budget) {
    constexpr std::uint64_t layer_frame = 100;
    std::uint64_t bytes = 0;
    std::uint64_t features = 0;
    for (std::size_t layer = 0; layer < job.layers.size(); ++layer) {
        std::uint64_t own = layer_frame + layers[layer]->plan.name.size();
        for (const std::string_view key : layers[layer]->key_names) {
            own += key.size() + 8;
        }
        features += job.layers[layer].size();
        Pace pace{layers[layer]->table.storage};
        for (const Piece& piece : job.layers[layer]) {
            pace.step();
            own += most_bytes(layers[layer]->table.rows[piece.feature], piece);
        }
        const std::uint64_t most = layers[layer]->plan.max_tile_bytes.value_or(0);
        if (most != 0 && own > most && !job.layers[layer].empty()) {
            return false;
        }
        bytes += own;
    }
    return (budget.tile_bytes == 0 || bytes <= budget.tile_bytes) &&
           (budget.tile_features == 0 || features <= budget.tile_features);
}

FittedTile fit(const TileJob& job, std::span<const std::unique_ptr<SlicedLayer>> layers,
               const Budget& budget, PieceSize size, Encoder& encoder) {
    FittedTile fitted{.limits = own_limits(job, layers, encoder)};
    const std::vector<int> order = priorities(job, layers);
    for (const int of_these : order) {
        std::vector<char> members;
        for (const auto& layer : layers) {
            members.push_back(priority(*layer) == of_these ? 1 : 0);
        }
        Shares shares{job, layers, members, std::move(fitted.limits)};
        fitted = thinned(job, shares, budget, size, encoder);
        if (is_within(fitted, budget)) {
            break;
        }
    }
    for (const auto& layer : layers) {
        fitted.beside.push_back(!order.empty() && priority(*layer) < order.back() ? 1 : 0);
    }
    return fitted;
}

}  // namespace tamga::bake
