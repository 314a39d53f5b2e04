// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"
#include "engine/bake/table/options.hpp"

namespace tamga::bake {

/// The deepest zoom a layer deserves: the first at which two neighbours that are close for this
/// data (the geometric mean of the distances between neighbours along the Hilbert curve, less 1.5
/// standard deviations of their logarithm) lie two grid units apart; for lines and polygons, at
/// which a vertex and the next (at the mean) lie eight apart. That is the rule of tippecanoe's -zg.
/// Points go deeper if their tiles have no room for all of them there: the first zoom at which they
/// have (at the most 16, and none at which no more of them have room).
/// Where there is no distance to go by: 12 for points that are all in one place.
int guessed_zoom(const RankedLayer& layer, const tile::GridSpec& spec, const Budget& budget);

/// The same of routes, whose vertices are ours and say nothing of the data.
inline constexpr int guessed_zoom_of_routes = 6;

}  // namespace tamga::bake
