// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"
#include "engine/route/flows/flow_table.hpp"

namespace tamga::bake {

/// Reads the sources of a route layer and adds its journeys up. What was read and what is bad goes
/// into `layer`; a place that could not be found is named in its messages with the number and the
/// weight of its records, and so is an aggregate. Where places are named the sources are read twice,
/// since what the names are is decided by all of them (see geotag::PlaceColumn).
///
/// Throws Error: input (a source cannot be read, no record can be used, or one is bad and `strict`
/// wants none, a named column is not there), usage (the columns make no sense).
route::FlowTable read_flows(ReadLayer& layer, bool strict);

}  // namespace tamga::bake
