// SPDX-License-Identifier: MIT
#include "engine/route/flows/flow_level.hpp"

#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace tamga::route {
namespace {

/// For each slot the first one of its category.
std::vector<std::uint32_t> categories_of(const std::vector<FlowSlot>& slots) {
    std::vector<std::uint32_t> first(slots.size());
    for (std::uint32_t i = 0; i < slots.size(); ++i) {
        first[i] = i > 0 && slots[i].category == slots[i - 1].category ? first[i - 1] : i;
    }
    return first;
}

bool is_same_flow(const FlowSum& a, const FlowSum& b, const std::vector<std::uint32_t>& category) {
    return a.from == b.from && a.to == b.to && category[a.slot] == category[b.slot];
}

/// How many flows between different places there will be.
std::size_t count_flows(const FlowSums& sums, const std::vector<std::uint32_t>& category) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        count +=
            sums[i].from != sums[i].to && (i == 0 || !is_same_flow(sums[i - 1], sums[i], category));
    }
    return count;
}

}  // namespace

FlowLevel group_flows(FlowSums sums, const std::vector<FlowSlot>& slots,
                      const Measuring& measuring) {
    const std::vector<std::uint32_t> category = categories_of(slots);
    std::pmr::memory_resource* const memory = sums.get_allocator().resource();
    FlowLevel level{.sums = FlowSums{memory},
                    .flows = std::pmr::vector<Flow>{memory},
                    .within = std::pmr::vector<Flow>{memory}};
    level.flows.reserve(count_flows(sums, category));
    for (std::uint32_t begin = 0; begin < sums.size();) {
        const FlowSum& first = sums[begin];
        Flow flow{.from = first.from, .to = first.to, .first_sum = begin};
        std::uint32_t end = begin;
        for (; end < sums.size() && is_same_flow(first, sums[end], category); ++end) {
            const Weight weight = sums[end].weight;
            flow.weight += measuring.counts(slots[sums[end].slot].period) ? weight : Weight{};
            flow.heaviest = std::max(flow.heaviest, weight);
            flow.records += sums[end].records;
        }
        flow.heaviest = measuring.is_stock() ? flow.heaviest : flow.weight;
        flow.last_sum = end;
        begin = end;
        (flow.from == flow.to ? level.within : level.flows).push_back(flow);
    }
    oneapi::tbb::parallel_sort(
        level.flows.begin(), level.flows.end(), [](const Flow& a, const Flow& b) {
            return a.heaviest != b.heaviest ? a.heaviest > b.heaviest : a.first_sum < b.first_sum;
        });
    level.sums = std::move(sums);
    return level;
}

std::vector<Weight> place_weights(std::span<const FlowSum> sums, std::size_t places) {
    std::vector<Weight> weights(places);
    for (const FlowSum& sum : sums) {
        weights[sum.from] += sum.weight;
        if (sum.to != sum.from) {
            weights[sum.to] += sum.weight;
        }
    }
    return weights;
}

std::vector<Weight> heaviest_place_weights(std::span<const FlowSum> sums, std::size_t places,
                                           const std::vector<FlowSlot>& slots) {
    std::map<std::string_view, std::vector<FlowSum>> periods;
    for (const FlowSum& sum : sums) {
        periods[slots[sum.slot].period].push_back(sum);
    }
    std::vector<Weight> heaviest(places);
    for (const auto& [period, own] : periods) {
        const std::vector<Weight> weights = place_weights(own, places);
        for (std::size_t place = 0; place < places; ++place) {
            heaviest[place] = std::max(heaviest[place], weights[place]);
        }
    }
    return heaviest;
}

}  // namespace tamga::route
