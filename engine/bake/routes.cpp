// SPDX-License-Identifier: MIT
#include "engine/bake/routes.hpp"

#include "engine/bake/flow_choice.hpp"
#include "engine/bake/flow_reader.hpp"
#include "engine/bake/route_features.hpp"
#include "engine/bake/route_levels.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/route/place_clusters.hpp"

#include <algorithm>
#include <utility>

namespace tamga::bake {
namespace {

using route::Flow;

/// Makes the features of each zoom, the deepest first.
class RouteDrawer {
public:
    RouteDrawer(route::FlowTable& table, const Options& options, BakedLayer& lines,
                BakedLayer& places)
        : table_{table},
          options_{options},
          lines_{lines},
          places_{places},
          periods_{table.slots()},
          levels_{lines.plan.drawing.levels, table},
          clusters_{positions(), route::place_weights(table.sums(), table.places().size())} {
        lines_.route->periods = periods_.labels;
    }

    void run() {
        std::vector<route::FlowSum> sums = table_.sums();
        for (int zoom = lines_.max_zoom; zoom >= lines_.min_zoom; --zoom) {
            base::stop_if_interrupted();
            zoom_out(zoom);
            relabel(sums, clusters_.heads());
            sums = draw(zoom, route::group_flows(std::move(sums), table_.slots()));
        }
        std::ranges::reverse(lines_.route->zooms);
        std::ranges::reverse(lines_.zoom_rows);
        std::ranges::reverse(places_.zoom_rows);
    }

private:
    /// The deepest zoom has all places, or all units of the finest level.
    void zoom_out(int zoom) {
        const double radius_px = lines_.plan.drawing.cluster_px;
        if (!levels_.empty()) {
            level_ =
                zoom == lines_.max_zoom ? 0 : levels_.level_at(zoom, level_, clusters_, radius_px);
            clusters_.unite(levels_.units(level_));
        } else if (zoom < lines_.max_zoom) {
            clusters_.zoom_out(zoom, radius_px);
        }
    }

    std::string name(std::uint32_t place) const {
        return levels_.empty() ? name_of(table_.places()[place]) : levels_.name(level_, place);
    }

    std::vector<route::MapPoint> positions() const {
        std::vector<route::MapPoint> points;
        for (const route::FlowPlace& place : table_.places()) {
            points.push_back(route::mercator(place.position));
        }
        return points;
    }

    FlowDrawing drawing_at(const tile::ZoomGrid& grid) const {
        const auto position = [this](std::uint32_t place) {
            return table_.places()[place].position;
        };
        return {.path =
                    [this](const Flow& flow, double tolerance) {
                        return flow_path(table_, lines_.plan.drawing, flow, tolerance);
                    },
                .bytes = [this](const Flow& flow) { return bytes_of(flow); },
                .ends =
                    [position](const Flow& flow) {
                        return std::pair{route::mercator(position(flow.from)),
                                         route::mercator(position(flow.to))};
                    },
                .is_point =
                    [position, grid](const Flow& flow) {
                        const auto from = tile::world(position(flow.from));
                        const auto to = tile::world(position(flow.to));
                        return grid.snapped(from.x) == grid.snapped(to.x) &&
                               grid.snapped(from.y) == grid.snapped(to.y);
                    }};
    }

    /// About what a flow takes in a tile: two bytes a tag, the values that are its own, some
    /// vertices; gzip makes about 0.55 of it (measured on UN DESA's and OpenFlights').
    double bytes_of(const Flow& flow) const {
        constexpr double fixed = 70;
        constexpr double tag = 4;
        constexpr double value = 6;
        constexpr double gzip = 0.55;
        const double raw =
            lines_.plan.drawing.time_as == style::TimeAs::features
                ? flow.sums() * (fixed + tag + value)
                : fixed + tag * static_cast<double>(periods_.labels.size()) + value * flow.sums();
        return gzip * raw;
    }

    /// Half of a tile's budget is for lines: the rest is for what they lie on.
    TileRoom room() const {
        if (lines_.plan.keep == style::Keep::all) {
            return {};
        }
        std::uint64_t flows = lines_.plan.drawing.max_tile_flows;
        if (options_.budget.tile_features > 0) {
            const std::uint64_t half =
                std::max(options_.budget.tile_features / 2, std::uint64_t{1});
            flows = flows == 0 ? half : std::min(flows, half);
        }
        return {.flows = flows, .bytes = static_cast<double>(options_.budget.tile_bytes) / 2};
    }

    /// Gives the sums back.
    std::vector<route::FlowSum> draw(int zoom, route::FlowLevel&& level) {
        const std::vector<std::uint32_t> drawn =
            choose_flows(level.flows, zoom, drawing_at({options_.grid, zoom}), room());
        const RouteZoom of_zoom{zoom,  table_, periods_,
                                level, drawn,  [this](std::uint32_t place) { return name(place); }};
        add_lines(of_zoom, lines_);
        const std::vector<PlaceSum> places = sum_places(level, clusters_.heads(), periods_, drawn);
        RouteZoomSum sum = sum_zoom(level, periods_, zoom);
        sum.places = places.size();
        lines_.zoom_rows.push_back(line_rows(level, drawn));
        const std::size_t before = places_.table.rows.size();
        add_places(of_zoom, places, places_);
        ZoomRows rows{.merged = places_.read - places.size()};
        if (const auto off_map = places.size() - (places_.table.rows.size() - before)) {
            rows.dropped["beyond the Mercator limit"] = off_map;
        }
        places_.zoom_rows.push_back(std::move(rows));
        lines_.route->zooms.push_back(std::move(sum));
        return std::move(level.sums);
    }

    /// The features that flows would make if all were drawn.
    std::uint64_t features(const std::vector<Flow>& flows) const {
        std::uint64_t count = flows.size();
        if (lines_.plan.drawing.time_as == style::TimeAs::features) {
            count = 0;
            for (const Flow& flow : flows) {
                count += flow.sums();
            }
        }
        return count;
    }

    ZoomRows line_rows(const route::FlowLevel& level,
                       const std::vector<std::uint32_t>& drawn) const {
        std::vector<Flow> of_drawn;
        for (const std::uint32_t i : drawn) {
            of_drawn.push_back(level.flows[i]);
        }
        const std::uint64_t within = features(level.within);
        const std::uint64_t all = features(level.flows);
        ZoomRows rows{.merged = lines_.read - lines_.bad - within - all};
        if (within > 0) {
            rows.dropped["begins and ends in one place"] = within;
        }
        if (const std::uint64_t left_out = all - features(of_drawn)) {
            rows.dropped["smaller flows left out"] = left_out;
        }
        return rows;
    }

    route::FlowTable& table_;
    const Options& options_;
    BakedLayer& lines_;
    BakedLayer& places_;
    Periods periods_;
    RouteLevels levels_;
    std::size_t level_ = 0;
    route::PlaceClusters clusters_;
};

std::unique_ptr<BakedLayer> new_layer(const style::Layer& plan, const std::string& name,
                                      style::Kind kind) {
    auto layer = std::make_unique<BakedLayer>();
    layer->plan = plan;
    layer->plan.name = name;
    layer->plan.kind = kind;
    layer->plan.id.clear();  // The id and what is heaviest are given.
    layer->plan.keep_by.clear();
    layer->plan.min_size_px = 0;
    return layer;
}

}  // namespace

RouteSource::RouteSource(const style::Layer& plan, bool strict)
    : new_lines_{new_layer(plan, plan.name, style::Kind::lines)},
      new_places_{new_layer(plan, plan.name + "_places", style::Kind::points)},
      lines_{new_lines_.get()},
      places_{new_places_.get()} {
    table_ = read_flows(*lines_, strict);
    lines_->route = std::make_unique<RouteFacts>();
    places_->plan.attributes.reset();
    places_->plan.keep = plan.keep == style::Keep::automatic ? style::Keep::heaviest : plan.keep;
    places_->read = table_.places().size();
}

std::vector<std::unique_ptr<BakedLayer>> RouteSource::take_layers() {
    std::vector<std::unique_ptr<BakedLayer>> layers;
    layers.push_back(std::move(new_lines_));
    layers.push_back(std::move(new_places_));
    return layers;
}

void RouteSource::draw(const Options& options) {
    RouteDrawer{table_, options, *lines_, *places_}.run();
    lines_->plan.keep = style::Keep::all;  // What is drawn has been decided.
}

}  // namespace tamga::bake
