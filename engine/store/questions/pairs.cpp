// SPDX-License-Identifier: MIT
#include "engine/store/questions/pairs.hpp"

#include "engine/base/parallel.hpp"

#include <algorithm>

namespace tamga::store {

Numbers::Slot& Numbers::slot_of(std::uint64_t key) {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;
    const std::uint64_t hash = (key ^ (key >> 29U)) * golden;
    std::size_t at = (hash >> 20U) & (slots_.size() - 1);
    while (slots_[at].number != none && slots_[at].key != key) {
        at = (at + 1) & (slots_.size() - 1);
    }
    return slots_[at];
}

void Numbers::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.number != none) {
            slot_of(slot.key) = slot;
        }
    }
}

std::uint32_t Numbers::number_of(std::uint32_t high, std::uint32_t low) {
    if (2 * std::size_t{size_} >= slots_.size()) {
        grow();
    }
    const std::uint64_t key = std::uint64_t{high} << 32U | low;
    Slot& slot = slot_of(key);
    if (slot.number == none) {
        slot = {key, size_++};
    }
    return slot.number;
}

std::uint32_t Pairs::number_of(const Row& route) {
    const std::uint32_t stored = stored_pairs_.number_of(0, route.pair);
    if (stored == numbers_.size()) {
        numbers_.push_back(new_number_of(route));
    }
    return numbers_[stored];
}

std::uint32_t Pairs::new_number_of(const Row& route) {
    const Pair pair{place(route.origin), place(route.destination)};
    const std::uint32_t number = pair_numbers_.number_of(pair.from, pair.to);
    if (number == pairs_.size()) {
        pairs_.push_back(pair);
    }
    return number;
}

std::uint32_t Pairs::place(geo::LonLat position) {
    const auto [known, is_new] =
        place_numbers_.try_emplace(position, static_cast<std::uint32_t>(places_.size()));
    if (is_new) {
        places_.push_back(position);
    }
    return known->second;
}

std::vector<std::vector<index::Stay>> stays_of(const index::AreaSet& set, const Pairs& pairs) {
    std::vector<std::vector<index::Stay>> all(pairs.pairs().size());
    constexpr std::size_t block = 32;
    base::parallel_for((all.size() + block - 1) / block, [&](std::size_t number) {
        const std::size_t end = std::min((number + 1) * block, all.size());
        for (std::size_t i = number * block; i < end; ++i) {
            const Pairs::Pair pair = pairs.pairs()[i];
            set.stays(pairs.places()[pair.from], pairs.places()[pair.to], all[i]);
        }
    });
    return all;
}

}  // namespace tamga::store
