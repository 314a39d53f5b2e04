// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/box_tree.hpp"

#include <span>
#include <vector>

namespace tamga::store {

/// Lines that routes are counted across. A line is straight in longitude and latitude from position
/// to position, as the edges of areas are, and goes the short way over the antimeridian; a route is
/// the geodesic between its ends.
///
/// A route crosses from the left to the right of a line, as one sees it who looks along the line, or
/// the other way. What is on the line counts as on its left: so a route that begins on it and goes
/// to the right crosses, and one that goes to the left does not, and of two that meet on the line
/// one crosses. What leaves a line on the side that it came from has touched it and does not cross;
/// where two pieces of a line meet there is one crossing.
class Screen {
public:
    void add_line(std::span<const geo::LonLat> line);
    /// Makes it ready for questions. Called once, after the last line.
    void build();

    /// Boxes within -180..180, few, that together hold the lines.
    std::vector<geo::Box> windows() const;

    struct Count {
        int to_right = 0;  ///< How often from left to right.
        int to_left = 0;
    };
    /// How often the route from one position to another crosses. May be asked on many threads.
    Count count(geo::LonLat from, geo::LonLat to) const;

private:
    friend class ScreenWalk;
    struct Piece {
        geo::LonLat from;
        geo::LonLat to;
    };
    bool has_piece_near(const geo::Box& window) const;

    std::vector<Piece> pieces_;
    index::BoxTree tree_;
};

}  // namespace tamga::store
