// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/fit_zoom.hpp"

#include "engine/bake/tiles/counting.hpp"
#include "engine/base/interrupt.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <atomic>
#include <iterator>

namespace tamga::bake {
namespace {

using Layers = std::span<const std::unique_ptr<SlicedLayer>>;

/// Marks the features that some tile has no room for. Several tiles may mark one feature at a time;
/// the largest mark stays, and nobody reads before all are done: relaxed order is enough.
class LeftOut {
public:
    explicit LeftOut(Layers layers) : layers_{layers} {
        for (const auto& layer : layers) {
            marks_.emplace_back(layer->table.rows.size());
        }
    }

    void mark(const TileJob& job, const FittedTile& fitted) {
        for (std::size_t layer = 0; layer < fitted.limits.size(); ++layer) {
            const char mark = fitted.beside[layer] != 0 ? beside_others : alone;
            for (const Piece& piece : job.layers[layer]) {
                if (layers_[layer]->importance[piece.feature] >= fitted.limits[layer]) {
                    add(marks_[layer][piece.feature], mark);
                }
            }
        }
    }

    void hide(int zoom) const {
        for (std::size_t layer = 0; layer < marks_.size(); ++layer) {
            for (std::uint32_t i = 0; i < marks_[layer].size(); ++i) {
                if (marks_[layer][i] != 0) {
                    layers_[layer]->hide(i, zoom);
                }
                if (marks_[layer][i] == beside_others) {
                    layers_[layer]->lose(i, zoom);
                }
            }
        }
    }

private:
    static constexpr char beside_others = 1;  ///< There are others of higher priority in a tile.
    static constexpr char alone = 2;          ///< There would be no room in any case.

    /// The larger mark stays, whichever comes first.
    static void add(char& to, char mark) {
        const std::atomic_ref place{to};
        char before = place.load(std::memory_order_relaxed);
        while (before < mark &&
               !place.compare_exchange_weak(before, mark, std::memory_order_relaxed)) {
        }
    }

    Layers layers_;
    std::vector<std::vector<char>> marks_;  ///< By layer and feature.
};

/// Fits tiles one by one.
struct TileFitter {
    Layers layers;
    const Budget& budget;
    PieceSize size;
    base::SpilledMemory& memory;
    LeftOut& left_out;

    std::vector<TriedTile> fit_batch(const TileBatch& batch, Encoder& encoder) const;
};

std::vector<TriedTile> TileFitter::fit_batch(const TileBatch& batch, Encoder& encoder) const {
    memory.keep_within_limit();
    std::vector<TriedTile> tried;
    for (const TileJob& job : batch.jobs) {
        base::stop_if_interrupted();
        if (fits_for_certain(job, layers, budget)) {
            continue;
        }
        const FittedTile fitted = fit(job, layers, budget, size, encoder);
        left_out.mark(job, fitted);
        tried.push_back(
            {job.tile, fitted.features, {fitted.content.begin(), fitted.content.end(), &memory}});
    }
    return tried;
}

/// The average size of what is drawn in the tiles that were tried; what it was if there are none.
PieceSize piece_size(const std::vector<TriedTile>& tried, PieceSize before) {
    std::uint64_t bytes = 0;
    std::uint64_t features = 0;
    for (const TriedTile& tile : tried) {
        bytes += tile.content.size();
        features += tile.features;
    }
    return features == 0 ? before
                         : PieceSize{static_cast<double>(bytes) / static_cast<double>(features)};
}

}  // namespace

ZoomFit fit_zoom(int zoom, const DrawingTools& tools, PieceSize size) {
    for (const auto& layer : tools.layers) {
        thin_by_rate(*layer, zoom);
    }
    const ZoomTiles tiles{zoom, tools.layers, tools.options.grid};
    LeftOut left_out{tools.layers};
    const TileFitter fitter{tools.layers, tools.options.budget, size, tools.memory, left_out};
    std::vector<std::vector<TriedTile>> batches(tiles.size());
    oneapi::tbb::parallel_for(std::size_t{0}, tiles.size(), [&](std::size_t i) {
        batches[i] = fitter.fit_batch(tiles.batch(i), tools.encoders.of_this_thread());
    });
    left_out.hide(zoom);
    ZoomFit fitted;
    for (auto& batch : batches) {
        std::ranges::move(batch, std::back_inserter(fitted.tried));
    }
    for (const auto& layer : tools.layers) {
        fitted.features += layer->in_zoom(zoom) ? count_zoom(*layer, zoom) : 0;
    }
    fitted.piece_size = piece_size(fitted.tried, size);
    return fitted;
}

}  // namespace tamga::bake
