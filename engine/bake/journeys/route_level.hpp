// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"
#include "engine/bake/table/options.hpp"
#include "engine/route/flows/flow_level.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tamga::bake {

/// The periods of a table's slots.
struct Periods {
    explicit Periods(const std::vector<route::FlowSlot>& slots, route::Measuring measuring = {});

    std::vector<std::string> labels;     ///< In order.
    std::vector<std::uint32_t> of_slot;  ///< For each slot the number of its period.
    route::Measuring measuring;
    /// Are there any but the one without a name?
    bool any() const { return labels.size() > 1 || (labels.size() == 1 && !labels[0].empty()); }
};

/// A weight in all and in each period.
struct PeriodSums {
    route::Weight total;
    std::vector<route::Weight> periods;
};

/// What a place is at one zoom.
struct PlaceSum {
    std::uint32_t place = 0;    ///< The one that stands for the others.
    std::uint64_t members = 0;  ///< How many input places it is, itself among them.
    PeriodSums in;
    PeriodSums out;
    PeriodSums within;
    std::uint64_t remainder_flows = 0;  ///< Flows from or to it that are not drawn,
    route::Weight remainder;            ///< and what they weigh.

    route::Weight weight() const { return in.total + out.total + within.total; }
};

/// The places of one zoom by number, from its flows and from which of these are drawn.
std::vector<PlaceSum> sum_places(const route::FlowLevel& level,
                                 std::span<const std::uint32_t> heads, const Periods& periods,
                                 std::span<const std::uint32_t> drawn);

/// What all flows of a zoom come to; nothing of it is drawn yet.
RouteZoomSum sum_zoom(const route::FlowLevel& level, const Periods& periods, int zoom);

}  // namespace tamga::bake
