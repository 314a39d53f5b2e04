// SPDX-License-Identifier: MIT
#include "engine/bake/routes.hpp"

#include "engine/bake/read_layer.hpp"
#include "engine/base/error.hpp"
#include "engine/geo/geodesic.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/geodesic_path.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tamga::bake {
namespace {

using route::Weight;

route::Locations read_locations(const std::string& path) {
    route::Locations locations;
    if (path.empty()) {
        return locations;
    }
    ingest::read({.path = path, .table = true, .strict = true}, [&](model::Features&& batch) {
        return ingest::Finish{
            [&locations, rows = std::make_shared<model::Features>(std::move(batch))] {
                for (std::size_t i = 0; i < rows->size(); ++i) {
                    locations.add((*rows)[i]);
                }
            }};
    });
    return locations;
}

route::JourneyColumns columns_of(const style::RouteColumns& plan) {
    const auto optional = [](const std::string& name) {
        return name.empty() ? std::nullopt : std::optional{name};
    };
    return {.origin = plan.origin,
            .destination = plan.destination,
            .origin_name = optional(plan.origin_name),
            .destination_name = optional(plan.destination_name),
            .weight = optional(plan.weight),
            .time = optional(plan.time),
            .category = optional(plan.category)};
}

/// Places that were not found, with what is lost with them.
struct Unresolved {
    std::uint64_t records = 0;
    Weight weight;
};

/// Reads one table into the sums.
class FlowReader {
public:
    FlowReader(const style::Layer& plan, bool strict)
        : reader_{columns_of(plan.route), read_locations(plan.route.locations)}, strict_{strict} {}

    void read(const std::string& path, BakedLayer& layer) {
        path_ = path;
        const auto summary =
            ingest::read({.path = path,
                          .layer = layer.plan.source_layer,
                          .crs = layer.plan.crs,
                          .table = true,
                          .strict = strict_},
                         [&](model::Features&& batch) { return work(std::move(batch), layer); });
        note(path, summary, layer);
        layer.read += summary.read;
        layer.bad += summary.bad;
    }

    void report_unresolved(BakedLayer& layer) const {
        for (const auto& [place, lost] : unresolved_) {
            layer.messages.push_back(
                fmt::format("'{}' could not be placed: {} records, weight {}{}", place,
                            lost.records, to_string(lost.weight),
                            layer.plan.route.locations.empty()
                                ? "; is there a table of places to name (locations, --locations)?"
                                : ""));
        }
    }

    const FlowTable& table() const { return table_; }

private:
    ingest::Finish work(model::Features&& batch, BakedLayer& layer) {
        struct Read {
            std::vector<route::JourneyReading> readings;
            std::vector<std::uint64_t> records;
        };
        auto done = std::make_shared<Read>();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            done->readings.push_back(reader_.read(batch[i]));
            done->records.push_back(batch[i].record);
        }
        return [this, done, &layer] {
            for (std::size_t i = 0; i < done->readings.size(); ++i) {
                take(done->readings[i], done->records[i], layer);
            }
        };
    }

    void take(const route::JourneyReading& reading, std::uint64_t record, BakedLayer& layer) {
        if (const auto* journey = std::get_if<route::Journey>(&reading)) {
            table_.add(*journey);
            return;
        }
        const auto& bad = std::get<route::BadJourney>(reading);
        const std::string message = fmt::format("{}:{}: {}", path_, record, bad.reason);
        if (strict_) {
            throw Error{Fault::input, message};
        }
        ++layer.bad;
        if (!bad.place.empty()) {
            Unresolved& lost = unresolved_[bad.place];
            ++lost.records;
            lost.weight += bad.weight;
        } else if (layer.messages.size() < 20) {
            layer.messages.push_back(message);
        }
    }

    route::JourneyReader reader_;
    bool strict_;
    std::string path_;
    FlowTable table_;
    std::map<std::string, Unresolved> unresolved_;
};

model::Value value_of(Weight weight) {
    const auto exact = whole(weight);
    return exact ? model::Value{*exact} : model::Value{approximately(weight)};
}

/// An attribute for the sum and one for each period, zero where nothing is.
void add_weights(model::Features& batch, const std::string& name, const PeriodWeights& weights,
                 const FlowTable& table) {
    batch.attribute(name, value_of(weights.total));
    for (const std::string& period : table.periods()) {
        const auto found = weights.periods.find(period);
        batch.attribute(name + "_" + period,
                        value_of(found == weights.periods.end() ? Weight{} : found->second));
    }
}

/// Flows between different places, heaviest first; equal ones as they were read.
std::vector<const Flow*> ranked_flows(const FlowTable& table) {
    std::vector<const Flow*> flows;
    for (const Flow& flow : table.flows()) {
        if (flow.from != flow.to) {
            flows.push_back(&flow);
        }
    }
    std::ranges::stable_sort(
        flows, [](const Flow* a, const Flow* b) { return a->weight.total > b->weight.total; });
    return flows;
}

route::MapPoint world_point(geo::LonLat position) {
    const tile::UnwrappedPoint point = tile::unwrapped(position);
    return {static_cast<double>(point.x), static_cast<double>(point.y)};
}

void add_flow(model::Features& batch, const Flow& flow, std::uint64_t rank, const FlowTable& table,
              RouteTolerance tolerance) {
    const FlowPlace& from = table.places()[flow.from];
    const FlowPlace& to = table.places()[flow.to];
    for (const geo::LonLat position :
         route::geodesic_path(from.position, to.position, world_point, tolerance.world_units)) {
        batch.position(position);
    }
    batch.end_part();
    const double length_km = geo::distance_m(from.position, to.position) / 1000;
    batch.attribute("from", std::string_view{from.name});
    batch.attribute("to", std::string_view{to.name});
    batch.attribute("from_id", std::int64_t{flow.from} + 1);
    batch.attribute("to_id", std::int64_t{flow.to} + 1);
    add_weights(batch, "count", flow.weight, table);
    batch.attribute("flows", static_cast<std::int64_t>(flow.records));
    batch.attribute("length_km", std::round(length_km * 10) / 10);
    batch.attribute("rank", static_cast<std::int64_t>(rank));
    batch.commit({.shape = model::Shape::lines, .record = rank, .id = rank});
}

void fill_lines(BakedLayer& layer, const FlowTable& table, RouteTolerance tolerance) {
    constexpr std::size_t flows_at_once = 1000;
    const std::vector<const Flow*> flows = ranked_flows(table);
    std::vector<std::shared_ptr<Chunk>> chunks((flows.size() + flows_at_once - 1) / flows_at_once);
    oneapi::tbb::parallel_for(std::size_t{0}, chunks.size(), [&](std::size_t c) {
        model::Features batch;
        const std::size_t end = std::min(flows.size(), (c + 1) * flows_at_once);
        for (std::size_t i = c * flows_at_once; i < end; ++i) {
            add_flow(batch, *flows[i], i + 1, table, tolerance);
        }
        chunks[c] = make_chunk(batch, layer.plan, layer.keys, layer.memory());
    });
    for (auto& chunk : chunks) {
        layer.table.append(std::move(chunk));
    }
    collect_rows(layer.table);
    layer.route = std::make_unique<RouteFacts>();
    layer.route->flows = table.flows().size();
    for (const FeatureRow& row : layer.table.rows) {
        const Weight weight = flows[row.id - 1]->weight.total;
        layer.route->weights.push_back(weight);
        layer.table.keep_values.push_back(approximately(weight));
    }
}

/// Counts what is not a line: journeys within a place, and records added to others of their pair.
void count_merged(BakedLayer& layer, const FlowTable& table) {
    std::uint64_t within = 0;
    for (const Flow& flow : table.flows()) {
        layer.route->total += flow.weight.total;
        if (flow.from == flow.to) {
            layer.route->within += flow.weight.total;
            ++within;
        }
    }
    if (within > 0) {
        layer.table.dropped["begins and ends in one place"] = within;
    }
    layer.merged = layer.read - layer.bad - table.flows().size();
}

void note_missing_period(const FlowTable& table, BakedLayer& lines) {
    if (!lines.plan.route.time.empty() && table.periods().empty()) {
        lines.messages.push_back(
            fmt::format("no record has a value in column '{}'", lines.plan.route.time));
    }
}

std::unique_ptr<BakedLayer> places_layer(const style::Layer& plan, const FlowTable& table,
                                         const Storage& storage) {
    auto layer = std::make_unique<BakedLayer>(storage);
    layer->plan = plan;
    layer->plan.name = plan.name + "_places";
    layer->plan.kind = style::Kind::points;
    layer->plan.attributes.reset();
    layer->plan.id.clear();
    layer->plan.keep_by.clear();
    model::Features batch;
    std::vector<double> sizes;
    for (std::size_t i = 0; i < table.places().size(); ++i) {
        const FlowPlace& place = table.places()[i];
        batch.position(place.position);
        batch.end_part();
        batch.attribute("name", std::string_view{place.name});
        add_weights(batch, "in", place.in, table);
        add_weights(batch, "out", place.out, table);
        batch.attribute("within", value_of(place.within.total));
        batch.attribute("net", value_of(place.in.total - place.out.total));
        batch.attribute("members", std::int64_t{1});
        batch.commit({.shape = model::Shape::points, .record = i + 1, .id = i + 1});
        sizes.push_back(approximately(place.in.total + place.out.total + place.within.total));
    }
    layer->table.append(make_chunk(batch, layer->plan, layer->keys, storage.memory));
    collect_rows(layer->table);
    for (const FeatureRow& row : layer->table.rows) {
        layer->table.keep_values.push_back(sizes[row.id - 1]);
    }
    layer->plan.keep = plan.keep == style::Keep::automatic ? style::Keep::heaviest : plan.keep;
    layer->read = table.places().size();
    return layer;
}

}  // namespace

std::vector<std::unique_ptr<BakedLayer>> route_layers(std::unique_ptr<BakedLayer> lines,
                                                      const FlowTable& table,
                                                      RouteTolerance tolerance,
                                                      const Storage& storage) {
    const style::Layer plan = lines->plan;
    lines->plan.kind = style::Kind::lines;
    lines->plan.id.clear();  // The id and what is heaviest are given.
    lines->plan.keep_by.clear();
    fill_lines(*lines, table, tolerance);
    count_merged(*lines, table);
    std::vector<std::unique_ptr<BakedLayer>> layers;
    layers.push_back(std::move(lines));
    layers.push_back(places_layer(plan, table, storage));
    return layers;
}

std::vector<std::unique_ptr<BakedLayer>> read_routes(const style::Layer& plan,
                                                     RouteTolerance tolerance, bool strict,
                                                     const Storage& storage) {
    auto lines = std::make_unique<BakedLayer>(storage);
    lines->plan = plan;
    FlowReader reader{plan, strict};
    for (const std::string& path : plan.sources) {
        reader.read(path, *lines);
    }
    reader.report_unresolved(*lines);
    require_good(*lines);
    note_missing_period(reader.table(), *lines);
    return route_layers(std::move(lines), reader.table(), tolerance, storage);
}

}  // namespace tamga::bake
