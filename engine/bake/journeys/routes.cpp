// SPDX-License-Identifier: MIT
#include "engine/bake/journeys/routes.hpp"

#include "engine/bake/journeys/flow_reader.hpp"
#include "engine/bake/journeys/route_drawer.hpp"
#include "engine/bake/journeys/route_features.hpp"

#include <utility>

namespace tamga::bake {
namespace {

std::unique_ptr<BakedLayer> new_layer(const plan::Layer& plan, const char* suffix, plan::Kind kind,
                                      const Storage& storage) {
    auto layer = std::make_unique<BakedLayer>(storage);
    layer->plan = plan;
    layer->plan.name += suffix;
    layer->plan.kind = kind;
    layer->plan.id.clear();  // The id and what is heaviest are given.
    layer->plan.keep_by.clear();
    layer->plan.min_size_px = 0;
    layer->plan.clusters = {};  // Places are clustered here, with their flows.
    return layer;
}

}  // namespace

RouteSource::RouteSource(const plan::Layer& plan, bool strict, const Storage& storage)
    : table_{storage.memory}, cluster_px_{plan.clusters.radius_px.value_or(40)} {
    make_layers(plan, storage);
    take_table(read_flows(*layers_[0], strict));
}

RouteSource::RouteSource(const plan::Layer& plan, route::FlowTable journeys, std::uint64_t read,
                         const Storage& storage)
    : table_{storage.memory}, cluster_px_{plan.clusters.radius_px.value_or(40)} {
    make_layers(plan, storage);
    layers_[0]->read = read;
    take_table(std::move(journeys));
}

void RouteSource::make_layers(const plan::Layer& plan, const Storage& storage) {
    new_layers_.push_back(new_layer(plan, "", plan::Kind::lines, storage));
    new_layers_.push_back(new_layer(plan, "_places", plan::Kind::points, storage));
    if (plan.drawing.bundle) {
        new_layers_.push_back(new_layer(plan, "_corridors", plan::Kind::lines, storage));
    }
    for (const auto& layer : new_layers_) {
        layers_.push_back(layer.get());
    }
    for (std::size_t i = 1; i < layers_.size(); ++i) {
        layers_[i]->plan.attributes.reset();
        layers_[i]->plan.exclude.clear();
        layers_[i]->plan.types.clear();
        layers_[i]->plan.keep = plan::Keep::all;
    }
}

void RouteSource::take_table(route::FlowTable table) {
    table_ = std::move(table);
    for (BakedLayer* layer : layers_) {
        layer->plan.where.reset();  // It was for the rows.
    }
    if (layers_[0]->route == nullptr) {
        layers_[0]->route = std::make_unique<RouteFacts>();
    }
    BakedLayer& places = *layers_[1];
    places.plan.exclude = {place_weight};
    places.plan.keep_by = place_weight;
    const plan::Keep keep = layers_[0]->plan.keep;
    places.plan.keep = keep == plan::Keep::automatic ? plan::Keep::heaviest : keep;
    places.read = table_.places().size();
}

std::vector<std::unique_ptr<BakedLayer>> RouteSource::take_layers() {
    return std::exchange(new_layers_, {});
}

void RouteSource::draw(const Options& options) {
    draw_routes(table_, options, cluster_px_, layers_);
    layers_[0]->plan.keep = plan::Keep::all;  // What is drawn has been decided.
}

}  // namespace tamga::bake
