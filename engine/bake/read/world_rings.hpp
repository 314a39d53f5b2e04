// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"
#include "engine/tile/world.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace tamga::bake {

/// An open ring on the world grid.
using WorldRing = std::vector<tile::UnwrappedPoint>;

/// Twice the signed area; positive when the ring runs clockwise on the map, y pointing down.
double doubled_area(std::span<const tile::UnwrappedPoint> ring);

/// Where the polygon of a feature that begins with part `first` ends: the part after its last hole.
std::size_t polygon_end(const model::FeatureView& feature, std::size_t first);

/// Are the polygon's rings on the map what they are on the globe? No side is longer than 180
/// degrees and none goes to a pole.
bool is_plain(const model::FeatureView& feature, std::size_t first, std::size_t last);

/// The rings of a polygon, each going round the globe as it is meant (tile::go_round_polygon()),
/// the outer one first and the holes in the same world as it. A side that goes to a pole follows a
/// meridian, since all longitudes are one there.
std::vector<WorldRing> world_rings(const model::FeatureView& feature, std::size_t first,
                                   std::size_t last);

}  // namespace tamga::bake
