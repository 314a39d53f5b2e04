// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flow_level.hpp"
#include "engine/route/path.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace tamga::bake {

/// So much goes along one stretch between two places, each way.
struct Corridor {
    std::uint32_t a = 0;  ///< The place of the lower number.
    std::uint32_t b = 0;
    route::Weight forward;  ///< From a to b.
    route::Weight backward;
    std::uint64_t flows = 0;

    route::Weight weight() const { return forward + backward; }
};

/// The bundled ways of the flows of one zoom.
class RouteBundles {
public:
    /// Bundles the flows of a zoom (some of its `flows`) over the whole map, on the sphere.
    RouteBundles(const route::FlowTable& table, std::span<const route::Flow> flows);

    /// The places that a flow goes along, from its origin to its destination.
    std::vector<std::uint32_t> way(const route::Flow& flow) const;

    /// The line of a flow along its way: a smooth curve if it is bundled, else the geodesic.
    route::Path path(const route::Flow& flow, double tolerance) const;

    /// What goes where, the heaviest first, if these flows are drawn: each counts whole on every
    /// stretch of its way.
    std::vector<Corridor> corridors(std::span<const route::Flow> drawn) const;

private:
    using Way = std::vector<std::uint32_t>;

    const route::FlowTable& table_;
    std::unordered_map<std::uint64_t, Way> ways_;  ///< By pair of places, the lower number first.
};

}  // namespace tamga::bake
