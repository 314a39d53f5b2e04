// SPDX-License-Identifier: MIT
#include "engine/store/questions/pair_sums.hpp"

namespace tamga::store {

PairSums::PairSums(Selection& selection, Grouping& grouping) {
    Numbers numbers;
    while (const Row* route = selection.next()) {
        const std::uint32_t pair = pairs_.number_of(*route);
        const std::uint32_t group = grouping.of(*route);
        const std::uint32_t entry = numbers.number_of(pair, group);
        if (entry == entries_.size()) {
            entries_.push_back({.pair = pair, .group = group});
        }
        entries_[entry].sum += {route->weight, 1};
    }
}

}  // namespace tamga::store
