// SPDX-License-Identifier: MIT
#include "engine/bake/journeys/route_level.hpp"

#include <algorithm>
#include <utility>

namespace tamga::bake {
namespace {

using route::Flow;
using route::FlowLevel;

class PlaceSums {
public:
    PlaceSums(const FlowLevel& level, const Periods& periods) : level_{level}, periods_{periods} {}

    void number(std::span<const std::uint32_t> heads) {
        number_.assign(heads.size(), 0);
        for (const std::uint32_t head : heads) {
            ++number_[head];  // How many, for now.
        }
        for (std::uint32_t place = 0; place < heads.size(); ++place) {
            if (heads[place] == place) {
                const std::uint64_t members = number_[place];
                number_[place] = static_cast<std::uint32_t>(sums.size());
                sums.push_back({.place = place, .members = members});
            }
        }
    }

    PlaceSum& at(std::uint32_t place) { return sums[number_[place]]; }

    void add(PeriodSums& to, const Flow& flow) const {
        to.total += flow.weight;
        if (!periods_.any()) {
            return;
        }
        to.periods.resize(periods_.labels.size());
        for (std::uint32_t s = flow.first_sum; s < flow.last_sum; ++s) {
            to.periods[periods_.of_slot[level_.sums[s].slot]] += level_.sums[s].weight;
        }
    }

    std::vector<PlaceSum> sums;

private:
    const FlowLevel& level_;
    const Periods& periods_;
    std::vector<std::uint32_t> number_;
};

}  // namespace

Periods::Periods(const std::vector<route::FlowSlot>& slots, route::Measuring of)
    : measuring{std::move(of)} {
    for (const route::FlowSlot& slot : slots) {
        labels.push_back(slot.period);
    }
    std::ranges::sort(labels);
    labels.erase(std::ranges::unique(labels).begin(), labels.end());
    for (const route::FlowSlot& slot : slots) {
        of_slot.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(labels, slot.period) -
                                                     labels.begin()));
    }
}

std::vector<PlaceSum> sum_places(const FlowLevel& level, std::span<const std::uint32_t> heads,
                                 const Periods& periods, std::span<const std::uint32_t> drawn) {
    PlaceSums places{level, periods};
    places.number(heads);
    std::vector<char> is_drawn(level.flows.size());
    for (const std::uint32_t i : drawn) {
        is_drawn[i] = 1;
    }
    for (std::size_t i = 0; i < level.flows.size(); ++i) {
        const Flow& flow = level.flows[i];
        places.add(places.at(flow.from).out, flow);
        places.add(places.at(flow.to).in, flow);
        for (const std::uint32_t end : {flow.from, flow.to}) {
            if (is_drawn[i] == 0) {
                ++places.at(end).remainder_flows;
                places.at(end).remainder += flow.weight;
            }
        }
    }
    for (const Flow& flow : level.within) {
        places.add(places.at(flow.from).within, flow);
    }
    return std::move(places.sums);
}

RouteZoomSum sum_zoom(const FlowLevel& level, const Periods& periods, int zoom) {
    RouteZoomSum sum{.zoom = zoom};
    sum.periods.resize(periods.labels.size());
    const auto add = [&](const Flow& flow, bool within) {
        sum.all.total += flow.weight;  // Of stocks it is that of the latest period.
        sum.all.within += within ? flow.weight : route::Weight{};
        for (std::uint32_t s = flow.first_sum; s < flow.last_sum; ++s) {
            RouteSum& period = sum.periods[periods.of_slot[level.sums[s].slot]];
            period.total += level.sums[s].weight;
            period.within += within ? level.sums[s].weight : route::Weight{};
        }
        ++sum.flows_total;
    };
    for (const Flow& flow : level.flows) {
        add(flow, false);
    }
    for (const Flow& flow : level.within) {
        add(flow, true);
    }
    sum.flows_within = level.within.size();
    return sum;
}

}  // namespace tamga::bake
