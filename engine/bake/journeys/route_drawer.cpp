// SPDX-License-Identifier: MIT
#include "engine/bake/journeys/route_drawer.hpp"

#include "engine/bake/journeys/route_features.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/route/flows/class_breaks.hpp"
#include "engine/route/flows/place_clusters.hpp"
#include "engine/route/flows/unit_levels.hpp"
#include "engine/route/lines/flow_bundles.hpp"
#include "engine/route/lines/flow_choice.hpp"
#include "engine/route/lines/flow_curves.hpp"
#include "engine/route/lines/great_circle.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tamga::bake {
namespace {

using route::Flow;

/// Makes the features of each zoom, the deepest first.
class RouteDrawer {
public:
    RouteDrawer(const route::FlowTable& table, const Options& options, const RouteZooms& zooms,
                const RouteLayers& layers)
        : table_{table},
          options_{options},
          zooms_{zooms},
          lines_{*layers.lines},
          places_{*layers.places},
          corridors_{layers.corridors},
          periods_{table.slots(), lines_.route->measuring},
          levels_{lines_.plan.drawing.levels, table},
          clusters_{positions(), weights()} {
        lines_.route->periods = periods_.labels;
        for (const route::FlowPlace& place : table.places()) {
            vectors_.push_back(route::unit_vector(place.position));
            points_.push_back(geo::mercator(place.position));
        }
    }

    void run() {
        route::FlowSums sums{table_.sums(), lines_.memory()};
        for (int zoom = zooms_.span.last; zoom >= zooms_.span.first; --zoom) {
            base::stop_if_interrupted();
            zoom_out(zoom);
            relabel(sums, clusters_.heads());
            lines_.table.storage.keep_within_limit();
            sums =
                draw(zoom, route::group_flows(std::move(sums), table_.slots(), periods_.measuring));
        }
        std::ranges::reverse(lines_.route->zooms);
        std::ranges::reverse(lines_.zoom_rows);
        std::ranges::reverse(places_.zoom_rows);
        collect_rows(lines_.table);
        collect_rows(places_.table);
        if (corridors_ != nullptr) {
            std::ranges::reverse(corridors_->zoom_rows);
            collect_rows(corridors_->table);
        }
    }

private:
    /// The deepest zoom has all places, or all units of the finest level.
    void zoom_out(int zoom) {
        if (!levels_.empty()) {
            level_ = zoom == zooms_.span.last
                         ? 0
                         : levels_.level_at(zoom, level_, clusters_, zooms_.cluster_px);
            clusters_.unite(levels_.units(level_));
        } else if (zoom < zooms_.span.last) {
            clusters_.zoom_out(zoom, zooms_.cluster_px);
        }
    }

    std::string name(std::uint32_t place) const {
        return levels_.empty() ? name_of(table_.places()[place]) : levels_.name(level_, place);
    }

    std::vector<route::Weight> weights() const {
        const std::size_t places = table_.places().size();
        return periods_.measuring.is_stock()
                   ? route::heaviest_place_weights(table_.sums(), places, table_.slots())
                   : route::place_weights(table_.sums(), places);
    }

    std::vector<geo::MercatorPoint> positions() const {
        std::vector<geo::MercatorPoint> points;
        for (const route::FlowPlace& place : table_.places()) {
            points.push_back(geo::mercator(place.position));
        }
        return points;
    }

    route::FlowDrawing drawing_at(const tile::ZoomGrid& grid) const {
        const auto position = [this](std::uint32_t place) {
            return table_.places()[place].position;
        };
        return {
            .path =
                [this](const Flow& flow, double tolerance) {
                    return flow_path(table_, lines_.plan.drawing, flow, tolerance);
                },
            .stops_on_way = [this](const Flow& flow, double step,
                                   const auto& stops) { return stops_on_way(flow, step, stops); },
            .bytes = [this](const Flow& flow) { return bytes_of(flow); },
            .ends =
                [this](const Flow& flow) {
                    return std::pair{points_[flow.from], points_[flow.to]};
                },
            .is_point =
                [position, grid](const Flow& flow) {
                    const auto from = geo::world(position(flow.from));
                    const auto to = geo::world(position(flow.to));
                    return grid.snapped(from.x) == grid.snapped(to.x) &&
                           grid.snapped(from.y) == grid.snapped(to.y);
                },
            .memory = lines_.memory()};
    }

    bool stops_on_way(const Flow& flow, double step,
                      const std::function<bool(geo::MercatorPoint)>& stops) const {
        if (lines_.plan.drawing.curve == plan::Curve::geodesic) {
            return route::stops_on_great_circle(vectors_[flow.from], vectors_[flow.to], step,
                                                stops);
        }
        const route::Path path = flow_path(table_, lines_.plan.drawing, flow, step);
        return std::ranges::any_of(
            path, [&](geo::LonLat position) { return stops(geo::mercator(position)); });
    }

    /// About what a flow takes in a tile: two bytes a tag, the values that are its own, some
    /// vertices; gzip makes about 0.55 of it (measured on UN DESA's and OpenFlights').
    double bytes_of(const Flow& flow) const {
        constexpr double fixed = 70;
        constexpr double tag = 4;
        constexpr double value = 6;
        constexpr double gzip = 0.55;
        const double raw =
            lines_.plan.drawing.time_as == plan::TimeAs::features
                ? flow.sums() * (fixed + tag + value)
                : fixed + tag * static_cast<double>(periods_.labels.size()) + value * flow.sums();
        return gzip * raw;
    }

    /// Half of a tile's budget is for lines: the rest is for what they lie on.
    route::TileRoom room() const {
        if (lines_.plan.keep == plan::Keep::all) {
            return {};
        }
        std::uint64_t flows = lines_.plan.drawing.max_tile_flows;
        if (options_.budget.tile_features > 0) {
            const std::uint64_t half =
                std::max(options_.budget.tile_features / 2, std::uint64_t{1});
            flows = flows == 0 ? half : std::min(flows, half);
        }
        return {.flows = flows,
                .bytes = static_cast<double>(options_.budget.tile_bytes) / 2,
                .all = lines_.plan.drawing.max_zoom_flows};
    }

    using Drawn = std::vector<std::uint32_t>;

    using PathOf = std::function<route::Path(const Flow&, double tolerance)>;

    /// Of the flows that there was room for those that there is still room for, if their lines are
    /// these.
    Drawn choose_again(int zoom, std::span<const Flow> flows, const Drawn& first,
                       const PathOf& path) const {
        route::FlowDrawing drawing = drawing_at({options_.grid, zoom});
        drawing.path = path;
        drawing.stops_on_way = [&](const Flow& flow, double step, const auto& stops) {
            return std::ranges::any_of(path(flow, step), [&](geo::LonLat position) {
                return stops(geo::mercator(position));
            });
        };
        Drawn drawn = route::choose_flows(flows, zoom, drawing, room());
        for (std::uint32_t& i : drawn) {
            i = first[i];
        }
        return drawn;
    }

    /// Gives the sums back.
    route::FlowSums draw(int zoom, route::FlowLevel&& level) {
        const route::FlowDrawing drawing = drawing_at({options_.grid, zoom});
        lines_.table.storage.keep_within_limit();
        Drawn drawn = route::choose_flows(level.flows, zoom, drawing, room());
        lines_.table.storage.keep_within_limit();
        const std::vector<Flow> first = flows_of(level, drawn);
        std::optional<route::FlowBundles> bundles;
        std::optional<route::FlowCurves> curves;
        PathOf path = drawing.path;
        if (corridors_ != nullptr && !drawn.empty()) {
            bundles.emplace(table_, first);
            path = [&](const Flow& flow, double near) { return bundles->path(flow, near); };
            drawn = choose_again(zoom, first, drawn, path);
        } else if (lines_.plan.drawing.curve == plan::Curve::bezier) {
            curves.emplace(table_, first, zoom);
            path = [&](const Flow& flow, double near) { return curves->path(flow, near); };
            drawn = choose_again(zoom, first, drawn, path);
        }
        const RouteZoom of_zoom{.zoom = zoom,
                                .table = table_,
                                .periods = periods_,
                                .level = level,
                                .drawn = drawn,
                                .name = [this](std::uint32_t place) { return name(place); },
                                .path = path};
        draw_lines(of_zoom);
        draw_places(of_zoom);
        if (corridors_ != nullptr) {
            draw_corridors(of_zoom, bundles ? bundles->corridors(flows_of(level, drawn))
                                            : std::vector<route::Corridor>{});
        }
        return std::move(level.sums);
    }

    void draw_lines(const RouteZoom& zoom) {
        add_lines(zoom, lines_);
        RouteZoomSum sum = sum_zoom(zoom.level, periods_, zoom.zoom);
        std::vector<route::Weight> weights;
        for (const Flow& flow : flows_of(zoom.level, zoom.drawn)) {
            for (std::uint32_t s = flow.first_sum; s < flow.last_sum; ++s) {
                weights.push_back(zoom.level.sums[s].weight);
            }
        }
        sum.breaks = route::class_breaks(weights);
        const auto heads = clusters_.heads();
        for (std::uint32_t place = 0; place < heads.size(); ++place) {
            sum.places += heads[place] == place ? 1U : 0U;
        }
        lines_.zoom_rows.push_back(line_rows(zoom.level, zoom.drawn));
        lines_.route->zooms.push_back(std::move(sum));
    }

    void draw_places(const RouteZoom& zoom) {
        const std::vector<PlaceSum> places =
            sum_places(zoom.level, clusters_.heads(), periods_, zoom.drawn);
        const std::size_t on_map = add_places(zoom, places, places_);
        ZoomRows rows{.merged = places_.read - places.size(), .dropped = {}};
        if (on_map < places.size()) {
            rows.dropped["beyond the Mercator limit"] = places.size() - on_map;
        }
        places_.zoom_rows.push_back(std::move(rows));
    }

    /// Every journey is part of some corridors, or of none.
    void draw_corridors(const RouteZoom& zoom, const std::vector<route::Corridor>& corridors) {
        add_corridors(zoom, corridors, *corridors_);
        corridors_->read = lines_.read;
        corridors_->bad = lines_.bad;
        corridors_->table.dropped = lines_.table.dropped;
        corridors_->zoom_rows.push_back({.merged = journeys() - corridors.size(), .dropped = {}});
    }

    static std::vector<Flow> flows_of(const route::FlowLevel& level,
                                      std::span<const std::uint32_t> which) {
        std::vector<Flow> flows;
        for (const std::uint32_t i : which) {
            flows.push_back(level.flows[i]);
        }
        return flows;
    }

    /// How many were read that are journeys: not bad, not of aggregates, and let pass by the plan's
    /// `where`.
    std::uint64_t journeys() const {
        std::uint64_t count = lines_.read - lines_.bad;
        for (const auto& [reason, dropped] : lines_.table.dropped) {
            count -= dropped;
        }
        return count;
    }

    /// The features that flows would make if all were drawn.
    std::uint64_t features(std::span<const Flow> flows) const {
        std::uint64_t count = flows.size();
        if (lines_.plan.drawing.time_as == plan::TimeAs::features) {
            count = 0;
            for (const Flow& flow : flows) {
                count += flow.sums();
            }
        }
        return count;
    }

    ZoomRows line_rows(const route::FlowLevel& level, std::span<const std::uint32_t> drawn) const {
        const std::uint64_t within = features(level.within);
        const std::uint64_t all = features(level.flows);
        ZoomRows rows{.merged = journeys() - within - all, .dropped = {}};
        if (within > 0) {
            rows.dropped["begins and ends in one place"] = within;
        }
        if (const std::uint64_t left_out = all - features(flows_of(level, drawn))) {
            rows.dropped["smaller flows left out"] = left_out;
        }
        return rows;
    }

    const route::FlowTable& table_;
    const Options& options_;
    RouteZooms zooms_;
    ReadLayer& lines_;
    ReadLayer& places_;
    ReadLayer* corridors_;  ///< Null: nothing is bundled.
    Periods periods_;
    route::UnitLevels levels_;
    std::size_t level_ = 0;
    route::PlaceClusters clusters_;
    std::vector<route::UnitVector> vectors_;  ///< Of each place.
    std::vector<geo::MercatorPoint> points_;  ///< Of each place.
};

}  // namespace

void draw_routes(const route::FlowTable& table, const Options& options, const RouteZooms& zooms,
                 const RouteLayers& layers) {
    RouteDrawer{table, options, zooms, layers}.run();
}

}  // namespace tamga::bake
