// SPDX-License-Identifier: MIT
#include "engine/bake/zoom_level.hpp"

#include "engine/bake/counting.hpp"
#include "engine/base/interrupt.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <limits>

namespace tamga::bake {
namespace {

using Layers = std::span<const std::unique_ptr<BakedLayer>>;

/// All pieces of a layer at `zoom`, sorted.
std::vector<Piece> pieces_of(const BakedLayer& layer, const tile::ZoomGrid& grid) {
    std::vector<Piece> pieces;
    if (!layer.in_zoom(grid.zoom)) {
        return pieces;
    }
    if (!layer.points.empty()) {
        layer.points.place(grid, layer.visible, pieces);
        if (layer.table.has_zoom_limits) {
            std::erase_if(pieces, [&](const Piece& piece) {
                return !layer.table.rows[piece.feature].in_zoom(grid.zoom);
            });
        }
    }
    if (!layer.shapes.empty()) {
        const auto& shapes =
            layer.shapes[static_cast<std::size_t>(grid.zoom - layer.min_zoom)].pieces;
        const auto middle = static_cast<std::ptrdiff_t>(pieces.size());
        std::ranges::copy_if(shapes, std::back_inserter(pieces),
                             [&](const Piece& piece) { return layer.visible[piece.feature] != 0; });
        std::inplace_merge(pieces.begin(), pieces.begin() + middle, pieces.end());
    }
    return pieces;
}

/// One job for each tile that has a piece of any layer.
std::vector<TileJob> jobs_of(const std::vector<std::vector<Piece>>& layers) {
    std::vector<TileJob> jobs;
    std::vector<std::size_t> at(layers.size());
    for (;;) {
        std::uint64_t tile = std::numeric_limits<std::uint64_t>::max();
        for (std::size_t l = 0; l < layers.size(); ++l) {
            if (at[l] < layers[l].size()) {
                tile = std::min(tile, layers[l][at[l]].tile);
            }
        }
        if (tile == std::numeric_limits<std::uint64_t>::max()) {
            return jobs;
        }
        TileJob& job = jobs.emplace_back();
        job.tile = tile;
        for (std::size_t l = 0; l < layers.size(); ++l) {
            const std::size_t begin = at[l];
            while (at[l] < layers[l].size() && layers[l][at[l]].tile == tile) {
                ++at[l];
            }
            job.layers.emplace_back(layers[l].data() + begin, at[l] - begin);
        }
    }
}

class ZoomBaker {
public:
    ZoomBaker(Layers layers, const Options& options, const std::vector<TileJob>& jobs)
        : layers_{layers}, options_{options}, jobs_{jobs}, encoders_{[this] {
              return Encoder{layers_, options_.grid.extent};
          }} {}

    /// Fits each tile by itself.
    std::vector<FittedTile> fit_all(PieceSize size) {
        std::vector<FittedTile> fitted(jobs_.size());
        oneapi::tbb::parallel_for(std::size_t{0}, jobs_.size(), [&](std::size_t i) {
            base::stop_if_interrupted();
            fitted[i] = fit(jobs_[i], layers_, options_.budget, size, encoders_.local());
        });
        return fitted;
    }

    /// Makes invisible what some tile had no room for; true if there was anything.
    bool drop(const std::vector<FittedTile>& fitted) {
        bool any = false;
        for (std::size_t i = 0; i < jobs_.size(); ++i) {
            for (std::size_t l = 0; l < fitted[i].limits.size(); ++l) {
                for (const Piece& piece : jobs_[i].layers[l]) {
                    if (layers_[l]->importance[piece.feature] >= fitted[i].limits[l]) {
                        layers_[l]->visible[piece.feature] = 0;
                        any = true;
                    }
                }
            }
        }
        return any;
    }

    /// Encodes again the tiles that hold what another tile had no room for.
    void encode_touched(std::vector<FittedTile>& fitted) {
        oneapi::tbb::parallel_for(std::size_t{0}, jobs_.size(), [&](std::size_t i) {
            if (is_touched(jobs_[i], fitted[i].limits)) {
                fitted[i].content = encoders_.local().encode(jobs_[i], {});
            }
        });
    }

private:
    /// Does the tile draw a feature that is not visible any more?
    bool is_touched(const TileJob& job, const Limits& limits) const {
        for (std::size_t l = 0; l < job.layers.size(); ++l) {
            for (const Piece& piece : job.layers[l]) {
                const bool left_out =
                    !limits.empty() && layers_[l]->importance[piece.feature] >= limits[l];
                if (layers_[l]->visible[piece.feature] == 0 && !left_out) {
                    return true;
                }
            }
        }
        return false;
    }

    Layers layers_;
    const Options& options_;
    const std::vector<TileJob>& jobs_;
    oneapi::tbb::enumerable_thread_specific<Encoder> encoders_;
};

/// Distinct features that are drawn, by layer.
void count_features(Layers layers, const std::vector<std::vector<Piece>>& pieces, int zoom,
                    ZoomResult& result) {
    for (std::size_t l = 0; l < layers.size(); ++l) {
        BakedLayer& layer = *layers[l];
        if (!layer.in_zoom(zoom)) {
            continue;
        }
        std::vector<char> drawn(layer.table.rows.size());
        for (const Piece& piece : pieces[l]) {
            drawn[piece.feature] = layer.visible[piece.feature];
        }
        count_zoom(layer, zoom, drawn);
        result.features += layer.zooms.back().drawn;
    }
}

/// The average size of what is drawn now; what it was if nothing is.
PieceSize piece_size(std::uint64_t bytes, Layers layers,
                     const std::vector<std::vector<Piece>>& pieces, PieceSize before) {
    std::uint64_t drawn = 0;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        for (const Piece& piece : pieces[l]) {
            drawn += layers[l]->visible[piece.feature] != 0 ? 1U : 0U;
        }
    }
    return drawn == 0 ? before : PieceSize{static_cast<double>(bytes) / static_cast<double>(drawn)};
}

}  // namespace

ZoomResult bake_zoom(int zoom, Layers layers, const Options& options, PieceSize size) {
    const tile::ZoomGrid grid{options.grid, zoom};
    std::vector<std::vector<Piece>> pieces;
    for (const auto& layer : layers) {
        thin_by_rate(*layer, zoom);
        pieces.push_back(pieces_of(*layer, grid));
    }
    const std::vector<TileJob> jobs = jobs_of(pieces);
    ZoomBaker baker{layers, options, jobs};
    std::vector<FittedTile> fitted = baker.fit_all(size);
    if (baker.drop(fitted)) {
        baker.encode_touched(fitted);
    }
    ZoomResult result{.zoom = zoom};
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        result.over_budget += fitted[i].over_budget ? 1U : 0U;
        bytes += fitted[i].content.size();
        if (!fitted[i].content.empty()) {
            result.tiles.push_back({jobs[i].tile, std::move(fitted[i].content)});
        }
    }
    count_features(layers, pieces, zoom, result);
    result.piece_size = piece_size(bytes, layers, pieces, size);
    return result;
}

}  // namespace tamga::bake
