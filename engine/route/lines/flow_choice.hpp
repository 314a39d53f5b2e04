// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flows/flow_level.hpp"
#include "engine/route/lines/path.hpp"

#include <cstdint>
#include <functional>
#include <memory_resource>
#include <span>
#include <utility>
#include <vector>

namespace tamga::route {

/// How much there is room for.
struct TileRoom {
    std::uint64_t flows = 0;  ///< Lines in a tile; 0: any number.
    double bytes = 0;         ///< What their costs may come to; 0: any.
    std::uint64_t all = 0;    ///< Lines in all tiles, each counted in every tile; 0: any number.
};

/// What a flow is drawn as, and what that costs.
struct FlowDrawing {
    /// The line, accurate to a length in the Mercator square; may be called by several threads.
    std::function<Path(const Flow&, double tolerance)> path;
    /// Goes along the line roughly, in steps of a length in the Mercator square, until a place on
    /// it is told to stop; true if one was. May be called by several threads.
    std::function<bool(const Flow&, double step,
                       const std::function<bool(geo::MercatorPoint)>& stops)>
        stops_on_way;
    /// About how many compressed bytes it takes in each tile.
    std::function<double(const Flow&)> bytes;
    /// Where it begins and ends in the Mercator square.
    std::function<std::pair<geo::MercatorPoint, geo::MercatorPoint>(const Flow&)> ends;
    /// True if the line is too short to be seen at the zoom.
    std::function<bool(const Flow&)> is_point;
    /// Where what must be remembered of each flow lies.
    std::pmr::memory_resource* memory = std::pmr::get_default_resource();
};

/// The flows to draw at a zoom, by their place in `flows`, which is their rank: one after the
/// other, the heaviest first, each if all tiles that it goes through have room for it yet. Full
/// tiles in one part of the world do not thin another, and no tile lacks a line that its neighbour
/// has. So that what is light everywhere gets its share of what all tiles have room for, a tile's
/// room is opened in three steps: to a sixty-fourth, to an eighth, to all of it.
std::vector<std::uint32_t> choose_flows(std::span<const Flow> flows, int zoom,
                                        const FlowDrawing& drawing, TileRoom room);

}  // namespace tamga::route
