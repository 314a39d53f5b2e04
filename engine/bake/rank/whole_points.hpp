// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/rank/share_field.hpp"

#include <vector>

namespace tamga::bake {

/// Fewer points than this say little about the share that is kept.
inline constexpr double points_to_judge = 200;
/// How many times the share of one tile may be that of the next, of those that say it.
inline constexpr double most_unlike_neighbours = 1.25;

/// What is kept of so many points, before it is rounded: a few, if the share comes to less.
double points_kept(double share, double points);

/// Rounds what each tile keeps to a whole number of points, and at least one: deserts are not
/// emptied. Tiles of few points keep these few. Of a tile that keeps one point or two the share is
/// then another one; it gets the number at which it is most like its neighbours, and these give way
/// to it. Answers how unlike neighbours are at the most. Requires tiles of one zoom, sorted.
double keep_whole_points(std::vector<TileShare>& tiles);

}  // namespace tamga::bake
