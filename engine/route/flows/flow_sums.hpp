// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/table/weight.hpp"

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

namespace tamga::route {

/// So much went from one place to another, under one label (a category in a period; see
/// FlowTable).
struct FlowSum {
    std::uint32_t from = 0;  ///< A place's number.
    std::uint32_t to = 0;
    std::uint32_t slot = 0;     ///< The label's number.
    std::uint32_t records = 0;  ///< How many input rows.
    Weight weight;
};

/// Many sums, which may lie in a base::SpilledMemory.
using FlowSums = std::pmr::vector<FlowSum>;

/// Sorts by from, to and slot, and makes one sum of those that agree in all three: their weights
/// and records are added exactly, so the result does not depend on the order they came in.
///
/// Takes time in proportion to the number of sums. Throws Error{Fault::input} if a total is too
/// large for a weight, or records for 32 bits. Needs as much memory again, from the sums' resource.
void sort_and_merge(FlowSums& sums);

/// Gives each place the number of the one that stands for it, then sorts and merges.
void relabel(FlowSums& sums, std::span<const std::uint32_t> stands_for);

}  // namespace tamga::route
