// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flows/flow_level.hpp"
#include "engine/route/lines/path.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>

namespace tamga::route {

/// The flows of one zoom as curves that avoid overlaps; see choose_curvatures().
class FlowCurves {
public:
    /// Chooses the curves of `flows`, the heaviest first, for `zoom`.
    FlowCurves(const FlowTable& table, std::span<const Flow> flows, int zoom);

    /// The line of one of them.
    Path path(const Flow& flow, double tolerance) const;

private:
    const FlowTable& table_;
    std::unordered_map<std::uint64_t, double> curvatures_;  ///< By origin and destination.
};

}  // namespace tamga::route
