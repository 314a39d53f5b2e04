// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/draw_tiles.hpp"

#include "engine/bake/tiles/tile_weights.hpp"
#include "engine/base/interrupt.hpp"

#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

namespace tamga::bake {
namespace {

struct EncodedTile {
    std::uint64_t tile = 0;
    ByteView content;
    Bytes encoded = {};  ///< What `content` looks at, unless that was tried before.
    std::vector<HeavyTile::Part> parts = {};  ///< If it may be one of the heaviest.
};

/// One zoom while it is drawn. The last batch of it that is done with lets go of it.
struct Zoom {
    ZoomTiles tiles;
    std::vector<TriedTile> tried;
    ZoomReport* report;
    ZoomWeights weights = {};
};

/// A batch on its way through the pipeline.
struct Task {
    std::shared_ptr<Zoom> zoom;  // Shared: batches of two zooms can be under way at a time.
    std::size_t batch = 0;
    std::vector<EncodedTile> encoded = {};
};

std::uint64_t features_in(std::span<const Piece> pieces) {
    std::uint64_t features = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        features += i == 0 || pieces[i].feature != pieces[i - 1].feature ? 1U : 0U;
    }
    return features;
}

std::uint64_t features_in(const TileJob& job) {
    std::uint64_t features = 0;
    for (const auto pieces : job.layers) {
        features += features_in(pieces);
    }
    return features;
}

class Drawing {
public:
    Drawing(int min_zoom, std::vector<ZoomFit>& fits, const DrawingTools& tools)
        : fits_{fits}, tools_{tools} {
        for (std::size_t i = 0; i < fits_.size(); ++i) {
            reports_.push_back(
                {.zoom = min_zoom + static_cast<int>(i), .features = fits_[i].features});
        }
    }

    DrawnTiles run(archive::Writer& writer) {
        using oneapi::tbb::filter_mode;
        using oneapi::tbb::make_filter;
        const auto cores =
            static_cast<std::size_t>(oneapi::tbb::this_task_arena::max_concurrency());
        // Pointers only: oneTBB forgets what is under way when a stage throws. Batches leave in
        // order, so the one that had a place before is gone when it comes round again.
        tasks_.resize(cores * 4);
        oneapi::tbb::parallel_pipeline(
            tasks_.size(), make_filter<void, Task*>(filter_mode::serial_in_order,
                                                    [this](oneapi::tbb::flow_control& flow) {
                                                        Task* const task = next();
                                                        if (task == nullptr) {
                                                            flow.stop();
                                                        }
                                                        return task;
                                                    }) &
                               make_filter<Task*, Task*>(filter_mode::parallel,
                                                         [this](Task* task) {
                                                             encode(*task);
                                                             return task;
                                                         }) &
                               make_filter<Task*, void>(filter_mode::serial_in_order,
                                                        [&](Task* task) { write(*task, writer); }));
        end_zoom();
        return {std::move(reports_), std::move(heaviest_).finish()};
    }

private:
    /// The next batch, of the next zoom if this one has none left; null at the end.
    Task* next() {
        while (!zoom_ || batch_ == zoom_->tiles.size()) {
            if (next_zoom_ == fits_.size()) {
                return nullptr;
            }
            ZoomReport& report = reports_[next_zoom_];
            progress(report.zoom);
            zoom_ =
                std::make_shared<Zoom>(ZoomTiles{report.zoom, tools_.layers, tools_.options.grid},
                                       std::move(fits_[next_zoom_].tried), &report);
            batch_ = 0;
            ++next_zoom_;
        }
        Task& task = tasks_[next_task_++ % tasks_.size()];
        task = {zoom_, batch_++};
        return &task;
    }

    void progress(int zoom) const {
        if (tools_.options.progress) {
            tools_.options.progress(
                "draw", static_cast<std::uint64_t>(zoom - reports_.front().zoom), reports_.size());
        }
    }

    void encode(Task& task) {
        tools_.memory.keep_within_limit();
        const TileBatch batch = task.zoom->tiles.batch(task.batch);
        Encoder& encoder = tools_.encoders.of_this_thread();
        for (const TileJob& job : batch.jobs) {
            base::stop_if_interrupted();
            EncodedTile tile{job.tile, tried_content(*task.zoom, job)};
            if (tile.content.empty()) {
                tile.encoded = encoder.encode(job, {}).content;
                tile.content = tile.encoded;
            }
            if (heaviest_.may_take(tile.content.size())) {
                tile.parts = parts_of(job, tile.content.size(), encoder);
            }
            task.encoded.push_back(std::move(tile));
        }
    }

    /// What each layer has in a tile.
    std::vector<HeavyTile::Part> parts_of(const TileJob& job, std::uint64_t bytes,
                                          Encoder& encoder) const {
        std::vector<HeavyTile::Part> parts;
        const std::uint64_t all = features_in(job);
        for (std::size_t i = 0; i < job.layers.size(); ++i) {
            if (job.layers[i].empty()) {
                continue;
            }
            base::stop_if_interrupted();
            const std::uint64_t features = features_in(job.layers[i]);
            parts.push_back({tools_.layers[i]->plan.name, features,
                             features == all ? bytes : encoder.layer_bytes(job, i)});
        }
        return parts;
    }

    /// The content of a tile that draws now what it drew when it was tried; empty if there is none.
    /// Nothing is added to a tile after that, so equal numbers of features are equal features.
    static ByteView tried_content(const Zoom& zoom, const TileJob& job) {
        const auto found = std::ranges::lower_bound(zoom.tried, job.tile, {}, &TriedTile::tile);
        const bool is_true = found != zoom.tried.end() && found->tile == job.tile &&
                             found->features == features_in(job);
        return is_true ? ByteView{found->content} : ByteView{};
    }

    /// Batches come in order: when one of the next zoom is there, the zoom before is whole.
    void end_zoom() {
        if (written_) {
            written_->report->first_view = written_->weights.first_view();
        }
        written_.reset();
    }

    void write(Task& task, archive::Writer& writer) {
        if (written_ != task.zoom) {
            end_zoom();
            written_ = task.zoom;
        }
        ZoomReport& report = *task.zoom->report;
        const std::uint64_t budget = tools_.options.budget.tile_bytes;
        for (EncodedTile& encoded : task.encoded) {
            const std::uint64_t size = encoded.content.size();
            writer.put(tile::tile_of_hilbert_id(encoded.tile), encoded.content);
            ++report.tiles;
            report.bytes += size;
            report.max_bytes = std::max(report.max_bytes, size);
            report.over_budget += budget != 0 && size > budget ? 1U : 0U;
            task.zoom->weights.add(encoded.tile, size);
            heaviest_.take(
                {tile::tile_of_hilbert_id(encoded.tile), size, std::move(encoded.parts)});
        }
        task = {};
    }

    std::vector<ZoomFit>& fits_;
    DrawingTools tools_;
    std::vector<ZoomReport> reports_;
    std::vector<Task> tasks_;
    std::size_t next_task_ = 0;
    std::size_t next_zoom_ = 0;
    std::size_t batch_ = 0;
    std::shared_ptr<Zoom> zoom_;
    std::shared_ptr<Zoom> written_;  ///< The one whose batches are being written.
    HeaviestTiles heaviest_;
};

}  // namespace

DrawnTiles draw_tiles(int min_zoom, std::vector<ZoomFit>& fits, const DrawingTools& tools,
                      archive::Writer& writer) {
    return Drawing{min_zoom, fits, tools}.run(writer);
}

}  // namespace tamga::bake
