// SPDX-License-Identifier: MIT
//
// What a tile set really draws of a route layer at one zoom: for programs that judge it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tamga::tests {

/// On the map of a zoom, in pixels, 512 of which are a tile's side.
struct Pixel {
    double x = 0;
    double y = 0;
};

struct DrawnLine {
    std::uint64_t id = 0;
    std::uint64_t from = 0;  ///< Ids of places.
    std::uint64_t to = 0;
    double weight = 0;
    bool beside = false;  ///< The style is to draw it beside its axis.
    /// From one end to the other, through all tiles; x goes on over the antimeridian.
    std::vector<Pixel> points;
    /// Pieces that are left when all that meet are joined; one, if the line is whole.
    std::size_t pieces = 0;
    /// Where it leaves one side of the map and comes in at the other.
    std::vector<double> date_line_y;
};

struct Drawing {
    int zoom = 0;
    std::vector<DrawnLine> lines;           ///< The heaviest first.
    std::map<std::uint64_t, Pixel> places;  ///< By id.
};

/// Puts the pieces of all tiles of `zoom` together, each clipped to its own tile. They are joined
/// only where they meet exactly.
Drawing read_drawing(const std::string& tileset, const std::string& layer, int zoom);

}  // namespace tamga::tests
