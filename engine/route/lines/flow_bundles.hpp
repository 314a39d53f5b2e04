// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flows/flow_level.hpp"
#include "engine/route/lines/path.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace tamga::route {

/// So much goes along one stretch between two places, each way.
struct Corridor {
    std::uint32_t a = 0;  ///< The place of the lower number.
    std::uint32_t b = 0;
    Weight forward;  ///< From a to b.
    Weight backward;
    std::uint64_t flows = 0;

    Weight weight() const { return forward + backward; }
};

/// The bundled ways of the flows of one zoom.
class FlowBundles {
public:
    /// Bundles the flows of a zoom (some of its `flows`) over the whole map, on the sphere.
    FlowBundles(const FlowTable& table, std::span<const Flow> flows);

    /// The places that a flow goes along, from its origin to its destination.
    std::vector<std::uint32_t> way(const Flow& flow) const;

    /// The line of a flow along its way: a smooth curve if it is bundled, else the geodesic.
    Path path(const Flow& flow, double tolerance) const;

    /// What goes where, the heaviest first, if these flows are drawn: each counts whole on every
    /// stretch of its way.
    std::vector<Corridor> corridors(std::span<const Flow> drawn) const;

private:
    using Way = std::vector<std::uint32_t>;

    const FlowTable& table_;
    std::unordered_map<std::uint64_t, Way> ways_;  ///< By pair of places, the lower number first.
};

}  // namespace tamga::route
