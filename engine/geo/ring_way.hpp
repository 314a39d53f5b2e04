// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/geo/world_grid.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamga::geo {

/// A step in x the shorter way round the world: -180..180 degrees, and none where it is of 360.
std::int64_t short_step(std::int64_t step);

/// The sine of the latitude of a y.
double sine(std::int64_t y);

/// Unwraps the longitudes of an open ring along its edges, and returns how often it winds round the
/// world eastwards: 0, or 1 or -1 if it encloses a pole.
///
/// Edges of up to 180 degrees are as they are written. Longer ones may be meant as written, along a
/// parallel of a box round the whole map, or as the short way over the antimeridian. What is meant
/// is decided by what the ring encloses on the globe either way:
///
/// - with an edge of 270 degrees or more the short way is meant, unless it encloses next to nothing
///   and the ring as it is written is a box;
/// - with edges between 180 and 270 degrees what is written is meant, unless it encloses next to
///   nothing beside the other: a few vertices round a pole look like that;
/// - a ring that comes out one turn further on and has an edge along the pole, or one along a whole
///   parallel between two meridians, is closed by that edge: the coast of Antarctica and 90 south.
int unwrap_ring(std::vector<UnwrappedPoint>& ring);

/// The mean sine of latitude along a ring that goes round the world `turns` times: the part of the
/// globe north of it is (1 - sine) / 2.
double mean_sine(const std::vector<UnwrappedPoint>& ring, int turns);

/// The rings of a polygon that go round a pole.
struct PolarRings {
    struct Ring {
        std::size_t ring = 0;  ///< Its number in the polygon.
        int turns = 0;
        double sine = 0;  ///< mean_sine().
    };
    std::vector<Ring> rings;
    /// The pole on the side that is meant. The polygon lies between its polar rings, so it holds
    /// this pole if their number is odd.
    bool north = false;
};

/// Unwraps the open rings of a polygon, the first of which is its outer one.
PolarRings unwrap_polygon(std::vector<std::vector<UnwrappedPoint>>& rings);

/// The same of rings in degrees: positions are moved by whole worlds to where the globe has them.
PolarRings unwrap_polygon(std::vector<std::vector<LonLat>>& rings);

}  // namespace tamga::geo
