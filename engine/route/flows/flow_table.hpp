// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flows/flow_sums.hpp"
#include "engine/route/table/journey.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace tamga::route {

/// A place where journeys begin or end.
struct FlowPlace {
    std::string name;  ///< Empty: its coordinates are all that is known of it.
    geo::LonLat position;
};

/// What a place is called: its name, or its position, latitude first, as people write it.
std::string name_of(const FlowPlace& place);

/// What a sum counts: journeys of one category in one period. Either may be empty.
struct FlowSlot {
    std::string category;
    std::string period;

    friend auto operator<=>(const FlowSlot&, const FlowSlot&) = default;
};

/// Adds journeys up per pair of places, category and period.
///
/// Places are one if name and position are, and are numbered as they first occur. The sums are kept
/// in a row that is sorted and merged now and then, so memory goes by the number of distinct pairs
/// and not by that of journeys.
class FlowTable {
public:
    /// The sums lie in `memory`.
    explicit FlowTable(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : sums_{memory} {}

    void add(const Journey& journey);
    /// The number of a place, which is new if it was not met before.
    std::uint32_t place(const std::string& name, geo::LonLat position,
                        const Location* location = nullptr);
    /// Merges what was added last, and puts the slots in order. Call once, after the last add().
    void finish();

    /// The units that a place is in, the finest first; empty if it was found by no location.
    const std::vector<Unit>& levels(std::uint32_t place) const;

    const std::vector<FlowPlace>& places() const { return places_; }
    /// By from, to and slot, each once.
    const FlowSums& sums() const { return sums_; }
    /// In the order of category and then period.
    const std::vector<FlowSlot>& slots() const { return slots_; }

private:
    std::uint32_t slot(const Journey& journey);
    void grow_index();

    std::vector<FlowPlace> places_;
    std::unordered_map<std::uint32_t, std::vector<Unit>> levels_;  ///< Few have any.
    std::vector<std::uint32_t> index_;  ///< A hash table of places' numbers, its size a power of 2.
    FlowSums sums_;
    std::size_t merged_ = 0;  ///< How many sums there were when they were last merged.
    std::map<FlowSlot, std::uint32_t> slot_numbers_;
    std::vector<FlowSlot> slots_;
    std::uint32_t last_slot_ = 0;
};

}  // namespace tamga::route
