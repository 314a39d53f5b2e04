// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/read.hpp"
#include "engine/plan/layer.hpp"

namespace tamga::bake {

/// Reads any source of a map: a store by what it keeps (store::read_records()), anything else as
/// ingest::read() does.
ingest::Summary read_source(const ingest::Source& source, const ingest::Work& work);

/// The same plan, where it is of routes and names neither their ends nor a matrix, with the columns
/// that its first source is known to have: those of a store's layer, or, as a query's answer has
/// them, from_lon, from_lat, to_lon, to_lat and weight, and what of origin, destination, time and
/// category is there. What the plan names stays. Of stocks in a store the measure comes along.
plan::Layer with_known_columns(const plan::Layer& plan);

}  // namespace tamga::bake
