// SPDX-License-Identifier: MIT
#include "engine/bake/bake.hpp"

#include "engine/archive/archive.hpp"
#include "engine/bake/check_map.hpp"
#include "engine/bake/journeys/routes.hpp"
#include "engine/bake/journeys/stories.hpp"
#include "engine/bake/rank/cluster_points.hpp"
#include "engine/bake/rank/drawing_order.hpp"
#include "engine/bake/rank/importance.hpp"
#include "engine/bake/rank/size_column.hpp"
#include "engine/bake/rank/thin_points.hpp"
#include "engine/bake/rank/zoom_guess.hpp"
#include "engine/bake/read/read_layer.hpp"
#include "engine/bake/read/read_source.hpp"
#include "engine/bake/read/require_attributes.hpp"
#include "engine/bake/shapes/rank_shapes.hpp"
#include "engine/bake/shapes/slice_shapes.hpp"
#include "engine/bake/tiles/draw_tiles.hpp"
#include "engine/bake/tiles/layer_report.hpp"
#include "engine/bake/tiles/metadata.hpp"
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>

#include <algorithm>
#include <chrono>
#include <optional>

namespace tamga::bake {
namespace {

/// Measures the steps of a bake.
class Stopwatch {
public:
    explicit Stopwatch(Report& report) : report_{report} {}
    /// Ends a step.
    void lap(const std::string& name) {
        const auto now = Clock::now();
        report_.steps.push_back({name, std::chrono::duration<double>(now - last_).count()});
        last_ = now;
        report_.seconds = std::chrono::duration<double>(now - start_).count();
    }

private:
    using Clock = std::chrono::steady_clock;
    Report& report_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
};

class Bake {
public:
    Bake(const plan::Map& map, const Options& options)
        : map_{map},
          options_{options},
          memory_{options.memory},
          writer_{archive::create(options.output, options.force, &memory_)},
          stopwatch_{report_} {
        report_.output = options.output;
    }

    Report run() {
        read();
        rank();
        slice();
        Encoders encoders{layers_, options_};
        const DrawingTools tools{layers_, options_, encoders, memory_};
        std::vector<ZoomFit> fits = fit(tools);
        draw(fits, tools);
        for (const auto& layer : layers_) {
            report_.layers.push_back(report_of(*layer));
        }
        return std::move(report_);
    }

private:
    void progress(std::string_view step, std::uint64_t done, std::uint64_t total) const {
        if (options_.progress) {
            options_.progress(step, done, total);
        }
    }

    void read() {
        std::uint64_t done = 0;
        for (const plan::Layer& plan : map_.layers) {
            progress("read " + plan.name, done++, map_.layers.size());
            if (plan.kind == plan::Kind::routes) {
                take_routes({with_known_columns(plan), options_.strict, storage()});
            } else if (plan.kind == plan::Kind::story) {
                Story story = read_stories(plan, storage());
                read_.push_back(std::move(story.points));
                if (story.journeys) {
                    take_routes(std::move(*story.journeys));
                }
            } else {
                std::ranges::move(read_features(plan, options_.strict, storage()),
                                  std::back_inserter(read_));
            }
        }
        check_layer_names(read_);
        require_attributes(read_);
        stopwatch_.lap("read");
    }

    void take_routes(RouteSource routes) {
        std::ranges::move(routes.take_layers(), std::back_inserter(read_));
        routes_.push_back(std::move(routes));
    }

    Storage storage() {
        return {&memory_, memory_.limit_bytes() / 16, &memory_, options_.memory.folder};
    }

    /// Layers of journeys come last: which features they have is known when their zooms are.
    void rank() {
        ranked_.resize(read_.size());
        rank_those(false);
        decide_zooms();
        settle_those(false);
        stopwatch_.lap("sort");
        for (RouteSource& source : routes_) {
            progress("add up journeys", 0, 0);
            source.draw(options_, zooms_of(source.plan()));
        }
        rank_those(true);
        settle_those(true);
        if (!routes_.empty()) {
            stopwatch_.lap("add up journeys");
        }
    }

    void rank_those(bool of_journeys) {
        for (std::size_t i = 0; i < read_.size(); ++i) {
            if (read_[i]->of_journeys == of_journeys) {
                ranked_[i] = std::make_unique<RankedLayer>(std::move(*read_[i]));
                choose_size_column(*ranked_[i]);
                rank_features(*ranked_[i]);
            }
        }
    }

    /// What goes by a layer's zooms.
    void settle_those(bool of_journeys) {
        for (const auto& layer : ranked_) {
            if (layer && layer->of_journeys == of_journeys) {
                const plan::ZoomSpan zooms = zooms_of(layer->plan);
                layer->min_zoom = zooms.first;
                layer->max_zoom = zooms.last;
                cluster_points(*layer);
                layer->key_zooms = key_zooms(layer->plan, layer->key_names);
            }
        }
    }

    void decide_zooms() {
        zooms_.first = map_.min_zoom.value_or(0);
        zooms_.last = map_.max_zoom.value_or(zooms_.first);
        for (std::size_t i = 0; i < ranked_.size() && !map_.max_zoom; ++i) {
            const bool is_read = ranked_[i] != nullptr;
            const int guess = is_read ? guessed_zoom(*ranked_[i], options_.grid, options_.budget)
                                      : guessed_zoom_of_routes;
            const plan::Layer& plan = is_read ? ranked_[i]->plan : read_[i]->plan;
            zooms_.last = std::max({zooms_.last, guess, plan.min_zoom.value_or(0)});
        }
    }

    /// The zooms of one layer, among those of the map.
    plan::ZoomSpan zooms_of(const plan::Layer& plan) const {
        return {std::max(zooms_.first, plan.min_zoom.value_or(zooms_.first)),
                std::min(zooms_.last, plan.max_zoom.value_or(zooms_.last))};
    }

    void slice() {
        for (auto& layer : ranked_) {
            layers_.push_back(std::make_unique<SlicedLayer>(sliced(std::move(*layer))));
            layer.reset();
        }
        ranked_.clear();
    }

    SlicedLayer sliced(RankedLayer layer) {
        const double extent_scale = options_.grid.extent / 4096.0;
        const bool has_shapes =
            layer.table.has(model::Shape::lines) || layer.table.has(model::Shape::polygons);
        if (!has_shapes) {
            order_features(layer);
            find_wanted_zooms(layer.table);
            return SlicedLayer{std::move(layer)};
        }
        simplify(layer, extent_scale);
        progress("slice " + layer.plan.name, 0, 0);
        SlicedLayer result{std::move(layer)};
        result.shapes = slice_shapes(
            result.table, options_.grid,
            {result.min_zoom, result.max_zoom, result.plan.min_size_px * extent_scale});
        stopwatch_.lap("slice " + result.plan.name);
        return result;
    }

    void simplify(RankedLayer& layer, double extent_scale) {
        progress("simplify " + layer.plan.name, 0, 0);
        const tile::ZoomGrid world{options_.grid, 0};
        const double gap = world.world_length(options_.close_gaps_px * extent_scale);
        if (!layer.route) {  // Routes are drawn for one zoom, as finely as it needs.
            rank_shapes(layer.table,
                        {world.world_length(options_.simplify_px * extent_scale), layer.max_zoom},
                        {gap, gap / 8, layer.max_zoom});
        }
        order_features(layer);
        find_wanted_zooms(layer.table);
        stopwatch_.lap("simplify " + layer.plan.name);
    }

    /// Thins the layers whose deepest zoom this is. True if that is to be fitted again; it was
    /// counted then, and is counted again.
    bool thin(int zoom) {
        bool is_new = false;
        for (const auto& layer : layers_) {
            if (layer->max_zoom == zoom) {
                is_new |= thin_points(*layer, options_.budget, options_.grid);
            }
        }
        for (const auto& layer : layers_) {
            if (is_new && layer->in_zoom(zoom)) {
                layer->zooms.pop_back();
                layer->route_zooms.resize(layer->route ? layer->zooms.size() : 0);
            }
        }
        return is_new;
    }

    /// The deepest zoom first: what is left out there is left out at every zoom above.
    std::vector<ZoomFit> fit(const DrawingTools& tools) {
        std::vector<ZoomFit> fits;
        PieceSize size;
        for (int zoom = zooms_.last; zoom >= zooms_.first; --zoom) {
            base::stop_if_interrupted();
            progress("fit", static_cast<std::uint64_t>(zooms_.last - zoom),
                     static_cast<std::uint64_t>(zooms_.last - zooms_.first + 1));
            fits.push_back(fit_zoom(zoom, tools, size));
            if (thin(zoom)) {
                fits.back() = fit_zoom(zoom, tools, size);
            }
            size = fits.back().piece_size;
        }
        std::ranges::reverse(fits);
        for (const auto& layer : layers_) {
            std::ranges::reverse(layer->zooms);
            std::ranges::reverse(layer->route_zooms);
        }
        stopwatch_.lap("fit");
        return fits;
    }

    void draw(std::vector<ZoomFit>& fits, const DrawingTools& tools) {
        DrawnTiles drawn_tiles = draw_tiles(zooms_.first, fits, tools, *writer_);
        report_.zooms = std::move(drawn_tiles.zooms);
        report_.heaviest = std::move(drawn_tiles.heaviest);
        std::optional<plan::ZoomSpan> drawn;
        for (const ZoomReport& zoom : report_.zooms) {
            if (zoom.tiles > 0) {
                drawn = {drawn ? drawn->first : zoom.zoom, zoom.zoom};
            }
        }
        if (!drawn) {
            throw Error{Fault::input, "there is nothing to draw: " + why_nothing()};
        }
        base::stop_if_interrupted();
        writer_->finish(describe(map_, layers_, drawn->first, drawn->last));
        stopwatch_.lap("draw");
    }

    /// "layer 'towns': 2 features, 2 beyond the Mercator limit".
    std::string why_nothing() const {
        std::string text;
        for (const auto& layer : layers_) {
            text += fmt::format("{}layer '{}': {} features", text.empty() ? "" : "; ",
                                layer->plan.name, layer->read - layer->bad);
            std::map<std::string, std::uint64_t> dropped = layer->table.dropped;
            for (const LayerZoomCount& zoom : layer->zooms) {
                for (const auto& [reason, count] : zoom.dropped) {
                    dropped[reason] = std::max(dropped[reason], count);
                }
            }
            for (const auto& [reason, count] : dropped) {
                text += fmt::format(", {} {}", count, reason);
            }
        }
        return text;
    }

    const plan::Map& map_;
    const Options& options_;
    base::SpilledMemory memory_;
    std::unique_ptr<archive::Writer> writer_;
    std::vector<std::unique_ptr<ReadLayer>> read_;
    std::vector<RouteSource> routes_;  ///< Whose layers are among those.
    std::vector<std::unique_ptr<RankedLayer>> ranked_;
    std::vector<std::unique_ptr<SlicedLayer>> layers_;
    plan::ZoomSpan zooms_;
    Report report_;
    Stopwatch stopwatch_;
};

}  // namespace

Report bake(const plan::Map& map, const Options& options) {
    check(map, options);
    std::optional<oneapi::tbb::global_control> threads;
    if (options.threads > 0) {
        threads.emplace(oneapi::tbb::global_control::max_allowed_parallelism,
                        static_cast<std::size_t>(options.threads));
    }
    return Bake{map, options}.run();
}

}  // namespace tamga::bake
