// SPDX-License-Identifier: MIT
#include "engine/bake/flows.hpp"

#include <fmt/format.h>

namespace tamga::bake {
namespace {

/// What a place without a name is called: its position, latitude first, as people write it.
std::string position_name(geo::LonLat position) {
    return fmt::format("{},{}", position.lat, position.lon);
}

}  // namespace

std::uint32_t FlowTable::place(const std::string& name, geo::LonLat position) {
    const std::string key = fmt::format("{}\n{},{}", name, position.lat, position.lon);
    const auto [known, is_new] =
        place_numbers_.try_emplace(key, static_cast<std::uint32_t>(places_.size()));
    if (is_new) {
        places_.push_back({name.empty() ? position_name(position) : name, position, {}, {}, {}});
    }
    return known->second;
}

void FlowTable::add(const route::Journey& journey) {
    const std::uint32_t from = place(journey.origin_name, journey.origin);
    const std::uint32_t to = place(journey.destination_name, journey.destination);
    if (!journey.time.empty()) {
        periods_.insert(journey.time);
    }
    const std::uint64_t pair = (std::uint64_t{from} << 32) | to;
    const auto [known, is_new] =
        flow_numbers_.try_emplace(pair, static_cast<std::uint32_t>(flows_.size()));
    if (is_new) {
        flows_.push_back({from, to, {}, 0});
    }
    Flow& flow = flows_[known->second];
    flow.weight.add(journey);
    ++flow.records;
    if (from == to) {
        places_[from].within.add(journey);
    } else {
        places_[from].out.add(journey);
        places_[to].in.add(journey);
    }
}

}  // namespace tamga::bake
