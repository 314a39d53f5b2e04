// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/baked_layer.hpp"
#include "engine/route/flow_table.hpp"

namespace tamga::bake {

/// Reads the sources of a route layer and adds its journeys up. What was read and what is bad goes
/// into `layer`; a place that could not be found is named in its messages with the number and the
/// weight of its records.
///
/// Throws Error: input (a source cannot be read, no record can be used, or one is bad and `strict`
/// wants none), usage (the columns make no sense).
route::FlowTable read_flows(BakedLayer& layer, bool strict);

}  // namespace tamga::bake
