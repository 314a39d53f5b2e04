// SPDX-License-Identifier: MIT
#include "engine/bake/journeys/routes.hpp"

#include "engine/bake/journeys/flow_reader.hpp"
#include "engine/bake/journeys/route_drawer.hpp"
#include "engine/bake/journeys/route_features.hpp"

#include <utility>

namespace tamga::bake {
namespace {

std::unique_ptr<ReadLayer> new_layer(const plan::Layer& plan, const char* suffix, plan::Kind kind,
                                     const Storage& storage) {
    auto layer = std::make_unique<ReadLayer>(storage);
    layer->plan = plan;
    layer->plan.name += suffix;
    layer->plan.kind = kind;
    layer->plan.id.clear();  // The id and what is heaviest are given.
    layer->plan.keep_by.clear();
    layer->plan.min_size_px = 0;
    layer->plan.clusters = {};  // Places are clustered here, with their flows.
    layer->of_journeys = true;
    return layer;
}

}  // namespace

RouteSource::RouteSource(const plan::Layer& plan, bool strict, const Storage& storage)
    : table_{storage.memory}, cluster_px_{plan.clusters.radius_px.value_or(40)} {
    make_layers(plan, storage);
    take_table(read_flows(*layers_.lines, strict));
}

RouteSource::RouteSource(const plan::Layer& plan, route::FlowTable journeys, std::uint64_t read,
                         const Storage& storage)
    : table_{storage.memory}, cluster_px_{plan.clusters.radius_px.value_or(40)} {
    make_layers(plan, storage);
    layers_.lines->read = read;
    take_table(std::move(journeys));
}

void RouteSource::make_layers(const plan::Layer& plan, const Storage& storage) {
    const auto add = [&](const char* suffix, plan::Kind kind) {
        return new_layers_.emplace_back(new_layer(plan, suffix, kind, storage)).get();
    };
    layers_.lines = add("", plan::Kind::lines);
    layers_.places = add("_places", plan::Kind::points);
    if (plan.drawing.bundle) {
        layers_.corridors = add("_corridors", plan::Kind::lines);
    }
    for (ReadLayer* layer : {layers_.places, layers_.corridors}) {
        if (layer != nullptr) {
            layer->plan.attributes.reset();
            layer->plan.exclude.clear();
            layer->plan.types.clear();
            layer->plan.keep = plan::Keep::all;
        }
    }
}

void RouteSource::take_table(route::FlowTable table) {
    table_ = std::move(table);
    for (const auto& layer : new_layers_) {
        layer->plan.where.reset();  // It was for the rows.
    }
    if (layers_.lines->route == nullptr) {
        layers_.lines->route = std::make_unique<RouteFacts>();
    }
    ReadLayer& places = *layers_.places;
    places.plan.exclude = {place_weight};
    places.plan.keep_by = place_weight;
    const plan::Keep keep = layers_.lines->plan.keep;
    places.plan.keep = keep == plan::Keep::automatic ? plan::Keep::heaviest : keep;
    places.read = table_.places().size();
}

std::vector<std::unique_ptr<ReadLayer>> RouteSource::take_layers() {
    return std::exchange(new_layers_, {});
}

void RouteSource::draw(const Options& options, plan::ZoomSpan zooms) {
    draw_routes(table_, options, {zooms, cluster_px_}, layers_);
    layers_.lines->plan.keep = plan::Keep::all;  // What is drawn has been decided.
}

}  // namespace tamga::bake
