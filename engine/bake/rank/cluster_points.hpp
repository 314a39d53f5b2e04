// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"

namespace tamga::bake {

/// Merges the points of a layer that wants it. Each cluster becomes a row of the table for the
/// zooms at which it stands, and the points in it get their first zoom; the rest of the bake treats
/// them like any other features. The more important point gathers the others round it.
///
/// A cluster has supercluster's attributes (cluster, cluster_id, point_count,
/// point_count_abbreviated), expansion_zoom, at which it breaks apart, and what the layer
/// accumulates. Features of several points, and those with zooms of their own, stay as they are.
///
/// Requires that the layer's zooms are known and its features ranked; sorts and ranks them anew.
void cluster_points(RankedLayer& layer);

/// A count as people read it: "999", "1.2k", "12k".
std::string abbreviated(std::uint32_t count);

}  // namespace tamga::bake
