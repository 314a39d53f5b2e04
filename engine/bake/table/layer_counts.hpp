// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/read.hpp"
#include "engine/route/table/weight.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tamga::bake {

/// What became of a layer's features at one zoom. read - bad = drawn + merged + all that was
/// dropped.
struct LayerZoomCount {
    int zoom = 0;
    std::uint64_t drawn = 0;
    std::uint64_t merged = 0;
    std::map<std::string, std::uint64_t> dropped;  ///< By reason.
};

/// What weights add up to: total = drawn + within + remainder.
struct RouteSum {
    route::Weight total;
    route::Weight drawn;
    route::Weight within;  ///< Of journeys that begin and end in one place.
    route::Weight remainder;
};

/// The sums of a route layer at one zoom, and how many flows (pairs of places and categories) they
/// are of.
struct RouteZoomSum {
    int zoom = 0;
    RouteSum all;
    std::vector<RouteSum> periods;  ///< In the order of RouteFacts::periods.
    std::uint64_t flows_total = 0;
    std::uint64_t flows_drawn = 0;
    std::uint64_t flows_within = 0;
    std::uint64_t places = 0;
    std::vector<route::Weight> breaks;  ///< For classes of what is drawn, of one period each.
};

/// A ring or line that was left out of a feature, and the file.
struct LostPart {
    std::string file;
    ingest::LostPart part;
};

}  // namespace tamga::bake
