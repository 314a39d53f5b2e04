// SPDX-License-Identifier: MIT
#include "engine/bake/journeys/route_features.hpp"

#include "engine/bake/read/make_chunks.hpp"
#include "engine/geo/geodesic.hpp"
#include "engine/geo/mercator.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace tamga::bake {
namespace {

using route::Flow;
using route::FlowSum;
using route::Weight;

/// How far a drawn line may be from the true one: with what snapping to the grid adds, less than a
/// quarter of a pixel, 512 of which are a tile.
constexpr double tolerance_px = 0.125;

model::Value value_of(Weight weight) {
    const auto exact = whole(weight);
    return exact ? model::Value{*exact} : model::Value{approximately(weight)};
}

double tolerance_at(int zoom) { return std::ldexp(tolerance_px / 512, -zoom); }

/// A chunk of lines that are drawn as finely as they are at every zoom they are for.
std::shared_ptr<Chunk> make_line_chunk(const model::Features& batch, ReadLayer& layer) {
    auto chunk = make_chunk(batch, layer.plan, *layer.keys, layer.memory());
    chunk->zooms.assign(chunk->vertices.size(), tile::VertexZooms{});
    for (FeatureRow& row : chunk->rows) {
        row.zooms = chunk->zooms.data() + (row.vertices - chunk->vertices.data());
    }
    return chunk;
}

/// Writes the lines of one zoom.
class LineWriter {
public:
    LineWriter(const RouteZoom& zoom, const plan::Layer& plan)
        : zoom_{zoom}, plan_{plan}, tolerance_{tolerance_at(zoom.zoom)}, twins_{twins()} {}

    /// The features of drawn flows begin..end-1; the first one's id is `id`.
    void add(std::size_t begin, std::size_t end, std::uint64_t id, model::Features& batch) const {
        for (std::size_t i = begin; i < end; ++i) {
            const Flow& flow = zoom_.level.flows[zoom_.drawn[i]];
            const route::Path path =
                route::with_tile_edges(zoom_.path(flow, tolerance_), zoom_.zoom);
            if (plan_.drawing.time_as == plan::TimeAs::attributes) {
                add_flow(flow, i, path, id++, batch);
                continue;
            }
            for (std::uint32_t s = flow.first_sum; s < flow.last_sum; ++s) {
                add_period(flow, i, zoom_.level.sums[s], path, id++, batch);
            }
        }
    }

private:
    /// For each drawn flow, whether the way back is drawn too.
    std::vector<char> twins() const {
        using Ends = std::pair<std::uint64_t, std::uint32_t>;
        const auto pair_of = [](std::uint32_t from, std::uint32_t to) {
            return (std::uint64_t{from} << 32) | to;
        };
        std::vector<Ends> ends;
        for (std::uint32_t i = 0; i < zoom_.drawn.size(); ++i) {
            const Flow& flow = zoom_.level.flows[zoom_.drawn[i]];
            ends.emplace_back(pair_of(flow.from, flow.to), i);
        }
        std::ranges::sort(ends);
        std::vector<char> twins(zoom_.drawn.size());
        for (const auto& [pair, i] : ends) {
            const Flow& flow = zoom_.level.flows[zoom_.drawn[i]];
            const std::uint64_t back = pair_of(flow.to, flow.from);
            const auto found = std::ranges::lower_bound(ends, back, {}, &Ends::first);
            twins[i] = found != ends.end() && found->first == back ? 1 : 0;
        }
        return twins;
    }

    /// Is the way back drawn as the same line? Arcs bend to two sides, but not bundled ones.
    bool ways_are_one() const {
        return plan_.drawing.bundle || plan_.drawing.curve != plan::Curve::bezier;
    }

    void begin_feature(const Flow& flow, std::size_t i, const route::Path& path,
                       model::Features& batch) const {
        const route::FlowPlace& from = zoom_.table.places()[flow.from];
        const route::FlowPlace& to = zoom_.table.places()[flow.to];
        batch.positions(path);
        batch.end_part();
        batch.attribute("from", std::string_view{batch.keep(zoom_.name(flow.from))});
        batch.attribute("to", std::string_view{batch.keep(zoom_.name(flow.to))});
        batch.attribute("from_id", std::int64_t{flow.from} + 1);
        batch.attribute("to_id", std::int64_t{flow.to} + 1);
        const route::FlowSlot& slot = zoom_.table.slots()[zoom_.level.sums[flow.first_sum].slot];
        if (!slot.category.empty()) {
            batch.attribute("category", std::string_view{slot.category});
        }
        const double length_km = geo::distance_m(from.position, to.position) / 1000;
        batch.attribute("length_km", std::round(length_km * 10) / 10);
        batch.attribute("rank", std::int64_t{zoom_.drawn[i]} + 1);
        batch.attribute("side", std::int64_t{twins_[i] != 0 && ways_are_one() ? 1 : 0});
    }

    void end_feature(std::uint64_t id, model::Features& batch) const {
        batch.commit({.shape = model::Shape::lines,
                      .record = id,
                      .id = id,
                      .min_zoom = zoom_.zoom,
                      .max_zoom = zoom_.zoom});
    }

    /// An attribute for the sum and one for each period, zero where nothing is.
    void add_flow(const Flow& flow, std::size_t i, const route::Path& path, std::uint64_t id,
                  model::Features& batch) const {
        begin_feature(flow, i, path, batch);
        batch.attribute("count", value_of(flow.weight));
        std::vector<Weight> by_period(zoom_.periods.labels.size());
        for (std::uint32_t s = flow.first_sum; s < flow.last_sum; ++s) {
            by_period[zoom_.periods.of_slot[zoom_.level.sums[s].slot]] = zoom_.level.sums[s].weight;
        }
        for (std::size_t p = 0; p < by_period.size(); ++p) {
            if (!zoom_.periods.labels[p].empty()) {
                batch.attribute("count_" + zoom_.periods.labels[p], value_of(by_period[p]));
            }
        }
        batch.attribute("flows", static_cast<std::int64_t>(flow.records));
        end_feature(id, batch);
    }

    void add_period(const Flow& flow, std::size_t i, const FlowSum& sum, const route::Path& path,
                    std::uint64_t id, model::Features& batch) const {
        begin_feature(flow, i, path, batch);
        batch.attribute("count", value_of(sum.weight));
        const std::string& period = zoom_.periods.labels[zoom_.periods.of_slot[sum.slot]];
        if (!period.empty()) {
            batch.attribute("period", std::string_view{period});
        }
        batch.attribute("flows", std::int64_t{sum.records});
        end_feature(id, batch);
    }

    const RouteZoom& zoom_;
    const plan::Layer& plan_;
    double tolerance_;
    std::vector<char> twins_;
};

/// What each feature weighs, in the order in which LineWriter writes them.
void add_facts(const RouteZoom& zoom, plan::TimeAs time_as, RouteFacts& facts) {
    for (const std::uint32_t i : zoom.drawn) {
        const Flow& flow = zoom.level.flows[i];
        for (std::uint32_t s = flow.first_sum; s < flow.last_sum; ++s) {
            const FlowSum& sum = zoom.level.sums[s];
            facts.weights.push_back({zoom.periods.of_slot[sum.slot], sum.weight});
            if (time_as == plan::TimeAs::features || s + 1 == flow.last_sum) {
                facts.ends.push_back(static_cast<std::uint32_t>(facts.weights.size()));
                const bool first = time_as == plan::TimeAs::attributes || s == flow.first_sum;
                facts.first_of_flow.push_back(first ? 1 : 0);
            }
        }
    }
}

void add_weights(model::Features& batch, const std::string& name, const PeriodSums& sums,
                 const Periods& periods) {
    batch.attribute(name, value_of(sums.total));
    for (std::size_t p = 0; periods.any() && p < periods.labels.size(); ++p) {
        if (!periods.labels[p].empty()) {
            batch.attribute(name + "_" + periods.labels[p],
                            value_of(sums.periods.empty() ? Weight{} : sums.periods[p]));
        }
    }
}

void add_place(const RouteZoom& zoom, const PlaceSum& sum, model::Features& batch) {
    const route::FlowPlace& place = zoom.table.places()[sum.place];
    batch.position(place.position);
    batch.end_part();
    batch.attribute("name", std::string_view{batch.keep(zoom.name(sum.place))});
    add_weights(batch, "in", sum.in, zoom.periods);
    add_weights(batch, "out", sum.out, zoom.periods);
    add_weights(batch, "within", sum.within, zoom.periods);
    batch.attribute("net", value_of(sum.in.total - sum.out.total));
    batch.attribute("members", static_cast<std::int64_t>(sum.members));
    batch.attribute("remainder", value_of(sum.remainder));
    batch.attribute("remainder_flows", static_cast<std::int64_t>(sum.remainder_flows));
    batch.attribute(place_weight, approximately(sum.weight()));
    batch.commit({.shape = model::Shape::points,
                  .record = sum.place + 1,
                  .id = sum.place + 1,
                  .min_zoom = zoom.zoom,
                  .max_zoom = zoom.zoom});
}

bool is_on_map(const route::FlowPlace& place) {
    return std::abs(place.position.lat) <= geo::mercator_limit_deg;
}

}  // namespace

route::Path flow_path(const route::FlowTable& table, const plan::RouteDrawing& drawing,
                      const Flow& flow, double tolerance) {
    constexpr double curvature = 0.12;  // Flat, but clearly an arc and no straight line.
    const geo::LonLat from = table.places()[flow.from].position;
    const geo::LonLat to = table.places()[flow.to].position;
    switch (drawing.curve) {
        case plan::Curve::straight:
            return route::straight_path(from, to);
        case plan::Curve::bezier:
            return route::bezier_path(from, to, curvature, tolerance);
        case plan::Curve::geodesic:
            break;
    }
    return route::geodesic_path(from, to, tolerance);
}

void add_lines(const RouteZoom& zoom, ReadLayer& lines) {
    constexpr std::size_t flows_at_once = 1000;
    const LineWriter writer{zoom, lines.plan};
    const bool by_period = lines.plan.drawing.time_as == plan::TimeAs::features;
    std::vector<std::uint64_t> first_ids;  // Of each portion: unique within the zoom.
    std::uint64_t next_id = 1;
    for (std::size_t i = 0; i < zoom.drawn.size(); ++i) {
        if (i % flows_at_once == 0) {
            first_ids.push_back(next_id);
        }
        next_id += by_period ? zoom.level.flows[zoom.drawn[i]].sums() : 1;
    }
    std::vector<std::shared_ptr<Chunk>> chunks(first_ids.size());
    oneapi::tbb::parallel_for(std::size_t{0}, chunks.size(), [&](std::size_t c) {
        model::Features batch;
        writer.add(c * flows_at_once, std::min(zoom.drawn.size(), (c + 1) * flows_at_once),
                   first_ids[c], batch);
        chunks[c] = make_line_chunk(batch, lines);
    });
    for (auto& chunk : chunks) {
        lines.table.append(std::move(chunk));
    }
    add_facts(zoom, lines.plan.drawing.time_as, *lines.route);
}

void add_corridors(const RouteZoom& zoom, const std::vector<route::Corridor>& corridors,
                   ReadLayer& layer) {
    model::Features batch;
    std::uint64_t id = 0;
    for (const route::Corridor& corridor : corridors) {
        const geo::LonLat a = zoom.table.places()[corridor.a].position;
        const geo::LonLat b = zoom.table.places()[corridor.b].position;
        batch.positions(
            route::with_tile_edges(route::geodesic_path(a, b, tolerance_at(zoom.zoom)), zoom.zoom));
        batch.end_part();
        batch.attribute("from", std::string_view{batch.keep(zoom.name(corridor.a))});
        batch.attribute("to", std::string_view{batch.keep(zoom.name(corridor.b))});
        batch.attribute("from_id", std::int64_t{corridor.a} + 1);
        batch.attribute("to_id", std::int64_t{corridor.b} + 1);
        batch.attribute("count", value_of(corridor.weight()));
        batch.attribute("forward", value_of(corridor.forward));
        batch.attribute("backward", value_of(corridor.backward));
        batch.attribute("flows", static_cast<std::int64_t>(corridor.flows));
        ++id;
        batch.commit({.shape = model::Shape::lines,
                      .record = id,
                      .id = id,
                      .min_zoom = zoom.zoom,
                      .max_zoom = zoom.zoom});
    }
    layer.table.append(make_line_chunk(batch, layer));
}

std::size_t add_places(const RouteZoom& zoom, const std::vector<PlaceSum>& sums,
                       ReadLayer& places) {
    model::Features batch;
    for (const PlaceSum& sum : sums) {
        if (is_on_map(zoom.table.places()[sum.place])) {
            add_place(zoom, sum, batch);
        }
    }
    const std::size_t on_map = batch.size();
    places.table.append(make_chunk(batch, places.plan, *places.keys, places.memory()));
    return on_map;
}

}  // namespace tamga::bake
