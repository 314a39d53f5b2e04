// SPDX-License-Identifier: MIT
//
// bake_from_memory OUTPUT: features that a program holds become a tile set.
#include "engine/bake/bake.hpp"

#include <iostream>

int main(int, char** arguments) {
    auto features = std::make_shared<tamga::model::Features>();
    features->position({.lon = 74.76609800000006, .lat = 41.20438});
    features->end_part();
    features->attribute("name", features->keep("You are here"));
    features->commit({.shape = tamga::model::Shape::points});

    tamga::plan::Layer layer;
    layer.name = "places";
    layer.features = {features};
    tamga::plan::Map map{.name = "here", .max_zoom = 4, .layers = {layer}};
    tamga::bake::Options options{.output = arguments[1], .force = true};
    std::cout << tamga::bake::bake(map, options).zooms.size() << " zooms\n";
}
