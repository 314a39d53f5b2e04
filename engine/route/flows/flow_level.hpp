// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flows/flow_table.hpp"
#include "engine/route/table/measure.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::route {

/// All that went from one place to another in one category, at one zoom.
struct Flow {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t first_sum = 0;  ///< Its periods: sums first_sum..last_sum-1 of the level.
    std::uint32_t last_sum = 0;
    Weight weight;    ///< Of all its periods; of stocks of the latest one.
    Weight heaviest;  ///< By which it is ranked: the weight, or of stocks that of any period.
    std::uint64_t records = 0;

    std::uint32_t sums() const { return last_sum - first_sum; }
};

/// The flows of one zoom.
struct FlowLevel {
    FlowSums sums;
    std::pmr::vector<Flow> flows;   ///< Between different places, by Flow::heaviest, then by place.
    std::pmr::vector<Flow> within;  ///< Those that begin and end in one place.
};

/// Puts sums (sorted and merged) together that differ by period only. `slots` are the table's. The
/// level lies where the sums do.
FlowLevel group_flows(FlowSums sums, const std::vector<FlowSlot>& slots,
                      const Measuring& measuring = {});

/// How much each place sends, takes in and keeps, which is what makes it heavy.
std::vector<Weight> place_weights(std::span<const FlowSum> sums, std::size_t places);

/// The same of stocks: the most that it is in any one period.
std::vector<Weight> heaviest_place_weights(std::span<const FlowSum> sums, std::size_t places,
                                           const std::vector<FlowSlot>& slots);

}  // namespace tamga::route
