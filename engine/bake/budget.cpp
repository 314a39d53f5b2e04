// SPDX-License-Identifier: MIT
#include "engine/bake/budget.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tamga::bake {
namespace {

constexpr std::uint32_t no_limit = std::numeric_limits<std::uint32_t>::max();

/// A tile's features by importance, from which a share's limits are read off.
class Shares {
public:
    Shares(const TileJob& job, std::span<const std::unique_ptr<BakedLayer>> layers)
        : importances_(job.layers.size()) {
        for (std::size_t layer = 0; layer < job.layers.size(); ++layer) {
            const BakedLayer& from = *layers[layer];
            std::uint32_t last = no_limit;
            for (const Piece& piece : job.layers[layer]) {
                if (piece.feature == last || from.visible[piece.feature] == 0) {
                    continue;
                }
                last = piece.feature;
                ++features_;
                if (from.keep != style::Keep::all) {
                    importances_[layer].push_back(from.importance[piece.feature]);
                }
            }
            thinnable_ += importances_[layer].size();
            std::ranges::sort(importances_[layer]);
        }
    }

    std::size_t features() const { return features_; }
    std::size_t thinnable() const { return thinnable_; }

    Limits limits(double share) const {
        Limits limits;
        for (const auto& layer : importances_) {
            const auto kept = static_cast<std::size_t>(share * static_cast<double>(layer.size()));
            limits.push_back(kept < layer.size() ? layer[kept] : no_limit);
        }
        return limits;
    }

private:
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

/// The share to try first: what the usual size of a feature lets hope for, if that is clearly too
/// large for all.
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
    Bytes content;
};

/// Narrows the share between one that fits and one that does not.
class Search {
public:
    /// Starts at `first` and never goes beyond `most`.
    Search(const Budget& budget, double first, double most)
        : budget_{static_cast<double>(budget.tile_bytes)}, next_{first}, limit_{most} {}

    double next() const { return next_; }
    const Try& best() const { return best_; }

    /// True when the search is over.
    bool take(Bytes content) {
        const auto size = static_cast<double>(content.size());
        const bool fits = budget_ == 0 || size <= budget_;
        ++tries_;
        if (fits) {
            best_ = {next_, std::move(content)};
            found_ = true;
            if (next_ >= limit_ || size >= 0.8 * budget_ || tries_ >= most_tries) {
                return true;
            }
            next_ = std::min(limit_, next_ * 0.95 * budget_ / size);
            return false;
        }
        if (next_ == 0) {
            best_ = {0, std::move(content)};  // What may not be thinned is too much already.
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

}  // namespace

FittedTile fit(const TileJob& job, std::span<const std::unique_ptr<BakedLayer>> layers,
               const Budget& budget, PieceSize size, Encoder& encoder) {
    const Shares shares{job, layers};
    const auto is_over = [&](const Bytes& content) {
        return budget.tile_bytes != 0 && content.size() > budget.tile_bytes;
    };
    const double most = shares.thinnable() == 0 ? 1 : most_share(shares, budget);
    const double first = shares.thinnable() == 0 ? 1 : first_share(shares, budget, size, most);
    if (first == 1) {
        Bytes whole = encoder.encode(job, {});
        if (!is_over(whole) || shares.thinnable() == 0) {
            const bool over = is_over(whole);
            return {std::move(whole), {}, over};
        }
    }
    Search search{budget, first, most};
    Limits limits;
    do {
        limits = shares.limits(search.next());
    } while (!search.take(encoder.encode(job, limits)));
    limits = shares.limits(search.best().share);
    FittedTile fitted{search.best().content, std::move(limits), false};
    fitted.over_budget = is_over(fitted.content);
    return fitted;
}

}  // namespace tamga::bake
