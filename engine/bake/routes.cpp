// SPDX-License-Identifier: MIT
#include "engine/bake/routes.hpp"

#include "engine/bake/flow_reader.hpp"
#include "engine/bake/route_drawer.hpp"
#include "engine/bake/route_features.hpp"

#include <utility>

namespace tamga::bake {
namespace {

std::unique_ptr<BakedLayer> new_layer(const style::Layer& plan, const char* suffix,
                                      style::Kind kind, const Storage& storage) {
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

RouteSource::RouteSource(const style::Layer& plan, bool strict, const Storage& storage)
    : table_{storage.memory}, cluster_px_{plan.clusters.radius_px.value_or(40)} {
    make_layers(plan, storage);
    take_table(read_flows(*layers_[0], strict));
}

RouteSource::RouteSource(const style::Layer& plan, route::FlowTable journeys, std::uint64_t read,
                         const Storage& storage)
    : table_{storage.memory}, cluster_px_{plan.clusters.radius_px.value_or(40)} {
    make_layers(plan, storage);
    layers_[0]->read = read;
    take_table(std::move(journeys));
}

void RouteSource::make_layers(const style::Layer& plan, const Storage& storage) {
    new_layers_.push_back(new_layer(plan, "", style::Kind::lines, storage));
    new_layers_.push_back(new_layer(plan, "_places", style::Kind::points, storage));
    if (plan.drawing.bundle) {
        new_layers_.push_back(new_layer(plan, "_corridors", style::Kind::lines, storage));
    }
    for (const auto& layer : new_layers_) {
        layers_.push_back(layer.get());
    }
    for (std::size_t i = 1; i < layers_.size(); ++i) {
        layers_[i]->plan.attributes.reset();
        layers_[i]->plan.exclude.clear();
        layers_[i]->plan.types.clear();
        layers_[i]->plan.keep = style::Keep::all;
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
    const style::Keep keep = layers_[0]->plan.keep;
    places.plan.keep = keep == style::Keep::automatic ? style::Keep::heaviest : keep;
    places.read = table_.places().size();
}

std::vector<std::unique_ptr<BakedLayer>> RouteSource::take_layers() {
    return std::exchange(new_layers_, {});
}

void RouteSource::draw(const Options& options) {
    draw_routes(table_, options, cluster_px_, layers_);
    layers_[0]->plan.keep = style::Keep::all;  // What is drawn has been decided.
}

}  // namespace tamga::bake
