// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flow_level.hpp"
#include "engine/route/path.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>

namespace tamga::bake {

/// The flows of one zoom as curves that keep out of each other's way; see route::choose_bows().
class RouteCurves {
public:
    /// Chooses the curves of `flows`, the heaviest first, for `zoom`.
    RouteCurves(const route::FlowTable& table, std::span<const route::Flow> flows, int zoom);

    /// The line of one of them.
    route::Path path(const route::Flow& flow, double tolerance) const;

private:
    const route::FlowTable& table_;
    std::unordered_map<std::uint64_t, double> bows_;  ///< By origin and destination.
};

}  // namespace tamga::bake
