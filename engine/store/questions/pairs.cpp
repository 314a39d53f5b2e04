// SPDX-License-Identifier: MIT
#include "engine/store/questions/pairs.hpp"

#include "engine/base/parallel.hpp"

#include <algorithm>

namespace tamga::store {

std::uint32_t number_in(Numbers& numbers, std::uint32_t high, std::uint32_t low) {
    const std::uint64_t key = std::uint64_t{high} << 32U | low;
    return numbers.try_emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second;
}

std::uint32_t Pairs::number_of(const Row& route) {
    const std::uint32_t stored = number_in(stored_pairs_, 0, route.pair);
    if (stored == numbers_.size()) {
        numbers_.push_back(new_number_of(route));
    }
    return numbers_[stored];
}

std::uint32_t Pairs::new_number_of(const Row& route) {
    const Pair pair{place(route.origin), place(route.destination)};
    const std::uint32_t number = number_in(pair_numbers_, pair.from, pair.to);
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
