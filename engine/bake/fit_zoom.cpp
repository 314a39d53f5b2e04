// SPDX-License-Identifier: MIT
#include "engine/bake/fit_zoom.hpp"

#include "engine/bake/counting.hpp"
#include "engine/base/interrupt.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <iterator>

namespace tamga::bake {
namespace {

using Layers = std::span<const std::unique_ptr<BakedLayer>>;

/// A feature that a tile has no room for.
struct LeftOut {
    std::size_t layer = 0;
    std::uint32_t feature = 0;
};

/// What fitting one batch of tiles came to.
struct BatchFit {
    std::vector<TriedTile> tried;
    std::vector<LeftOut> left_out;
};

void note_left_out(const TileJob& job, Layers layers, const Limits& limits,
                   std::vector<LeftOut>& left_out) {
    for (std::size_t layer = 0; layer < limits.size(); ++layer) {
        for (const Piece& piece : job.layers[layer]) {
            if (layers[layer]->importance[piece.feature] >= limits[layer]) {
                left_out.push_back({layer, piece.feature});
            }
        }
    }
}

/// Fits the tiles of batches one by one.
struct TileFitter {
    Layers layers;
    const Budget& budget;
    PieceSize size;
    base::SpilledMemory& memory;

    BatchFit fit_batch(const TileBatch& batch, Encoder& encoder) const;
};

BatchFit TileFitter::fit_batch(const TileBatch& batch, Encoder& encoder) const {
    memory.keep_within_limit();
    BatchFit done;
    for (const TileJob& job : batch.jobs) {
        base::stop_if_interrupted();
        if (fits_for_certain(job, layers, budget)) {
            continue;
        }
        const FittedTile fitted = fit(job, layers, budget, size, encoder);
        note_left_out(job, layers, fitted.limits, done.left_out);
        done.tried.push_back(
            {job.tile, fitted.features, {fitted.content.begin(), fitted.content.end(), &memory}});
    }
    return done;
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

ZoomFit fit_zoom(int zoom, Layers layers, const Options& options, PieceSize size,
                 base::SpilledMemory& memory) {
    for (const auto& layer : layers) {
        thin_by_rate(*layer, zoom);
    }
    const ZoomTiles tiles{zoom, layers, options.grid};
    oneapi::tbb::enumerable_thread_specific<Encoder> encoders{[&] {
        return Encoder{layers, options};
    }};
    const TileFitter fitter{layers, options.budget, size, memory};
    std::vector<BatchFit> batches(tiles.size());
    oneapi::tbb::parallel_for(std::size_t{0}, tiles.size(), [&](std::size_t i) {
        batches[i] = fitter.fit_batch(tiles.batch(i), encoders.local());
    });
    ZoomFit fitted;
    for (BatchFit& batch : batches) {
        std::ranges::move(batch.tried, std::back_inserter(fitted.tried));
        for (const LeftOut& one : batch.left_out) {
            layers[one.layer]->hide(one.feature, zoom);
        }
        batch = {};
    }
    for (const auto& layer : layers) {
        fitted.features += layer->in_zoom(zoom) ? count_zoom(*layer, zoom) : 0;
    }
    fitted.piece_size = piece_size(fitted.tried, size);
    return fitted;
}

}  // namespace tamga::bake
