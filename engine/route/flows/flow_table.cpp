// SPDX-License-Identifier: MIT
#include "engine/route/flows/flow_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>

namespace tamga::route {
namespace {

constexpr std::uint32_t vacant = 0xffffffff;
constexpr std::size_t least_to_merge = std::size_t{1} << 20;

std::uint64_t hash_of(const std::string& name, geo::LonLat position) {
    std::uint64_t hash = std::hash<std::string>{}(name);
    for (const double part : {position.lon, position.lat}) {
        hash = (hash ^ std::bit_cast<std::uint64_t>(part + 0.0)) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 29;
    }
    return hash;
}

}  // namespace

std::string name_of(const FlowPlace& place) {
    return place.name.empty() ? fmt::format("{},{}", place.position.lat, place.position.lon)
                              : place.name;
}

std::uint32_t FlowTable::place(const std::string& name, geo::LonLat position,
                               const Location* location) {
    if (2 * places_.size() >= index_.size()) {
        grow_index();
    }
    std::size_t at = hash_of(name, position) & (index_.size() - 1);
    while (index_[at] != vacant) {
        const FlowPlace& known = places_[index_[at]];
        if (known.position == position && known.name == name) {
            return index_[at];
        }
        at = (at + 1) & (index_.size() - 1);
    }
    index_[at] = static_cast<std::uint32_t>(places_.size());
    if (location != nullptr && !location->levels.empty()) {
        levels_[index_[at]] = location->levels;
    }
    places_.push_back({name, position});
    return index_[at];
}

const std::vector<Unit>& FlowTable::levels(std::uint32_t place) const {
    static const std::vector<Unit> none;
    const auto found = levels_.find(place);
    return found == levels_.end() ? none : found->second;
}

void FlowTable::grow_index() {
    index_.assign(std::max(std::size_t{64}, 2 * index_.size()), vacant);
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
        std::size_t at = hash_of(places_[i].name, places_[i].position) & (index_.size() - 1);
        while (index_[at] != vacant) {
            at = (at + 1) & (index_.size() - 1);
        }
        index_[at] = i;
    }
}

std::uint32_t FlowTable::slot(const Journey& journey) {
    if (!slots_.empty() && slots_[last_slot_].category == journey.category &&
        slots_[last_slot_].period == journey.time) {
        return last_slot_;
    }
    const auto [known, is_new] = slot_numbers_.try_emplace(
        FlowSlot{journey.category, journey.time}, static_cast<std::uint32_t>(slots_.size()));
    if (is_new) {
        slots_.push_back(known->first);
    }
    return last_slot_ = known->second;
}

void FlowTable::add(const Journey& journey) {
    const std::uint32_t from = place(journey.origin_name, journey.origin, journey.origin_location);
    const std::uint32_t to =
        place(journey.destination_name, journey.destination, journey.destination_location);
    sums_.push_back({from, to, slot(journey), 1, journey.weight});
    if (sums_.size() >= 2 * merged_ + least_to_merge) {
        sort_and_merge(sums_);
        merged_ = sums_.size();
    }
}

void FlowTable::finish() {
    std::vector<std::uint32_t> order(slots_.size());
    std::uint32_t next = 0;
    slots_.clear();
    for (const auto& [slot, number] : slot_numbers_) {
        order[number] = next++;
        slots_.push_back(slot);
    }
    for (FlowSum& sum : sums_) {
        sum.slot = order[sum.slot];
    }
    sort_and_merge(sums_);
    sums_.shrink_to_fit();
}

}  // namespace tamga::route
