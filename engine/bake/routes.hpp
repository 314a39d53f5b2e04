// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/baked_layer.hpp"
#include "engine/bake/flows.hpp"

#include <memory>
#include <vector>

namespace tamga::bake {

/// How far, in world units, a straight edge of a drawn route may be from the geodesic.
struct RouteTolerance {
    double world_units = 0;
};

/// Reads an origin-destination table and makes two layers of it: NAME, a geodesic line for each
/// pair of different places with the weights of its journeys added up, heaviest first, and
/// NAME_places, a point for each place with what leaves it, arrives, and stays.
///
/// Places are one if name and position are. Records that are not journeys are bad, and a place that
/// could not be found is named in the layer's messages with the number and the weight of its
/// records. The large arrays lie in `storage`.
std::vector<std::unique_ptr<BakedLayer>> read_routes(const style::Layer& plan,
                                                     RouteTolerance tolerance, bool strict,
                                                     const Storage& storage);

/// Makes these two layers of journeys that are added up. `lines` comes with its plan and the counts
/// of what was read.
std::vector<std::unique_ptr<BakedLayer>> route_layers(std::unique_ptr<BakedLayer> lines,
                                                      const FlowTable& table,
                                                      RouteTolerance tolerance,
                                                      const Storage& storage);

}  // namespace tamga::bake
