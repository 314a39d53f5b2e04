// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/questions/grouping.hpp"
#include "engine/store/questions/pairs.hpp"

#include <cstdint>
#include <vector>

namespace tamga::store {

/// What was added up: exactly, and of how many rows.
struct Sum {
    route::Weight weight = {};
    std::int64_t rows = 0;

    Sum& operator+=(const Sum& other) {
        weight += other.weight;
        rows += other.rows;
        return *this;
    }
};

/// The routes of a selection added up per pair of places and group.
class PairSums {
public:
    /// Reads all of the selection.
    PairSums(Selection& selection, Grouping& grouping);

    struct Entry {
        std::uint32_t pair = 0;
        std::uint32_t group = 0;
        Sum sum = {};
    };

    const Pairs& pairs() const { return pairs_; }
    Pairs::Pair pair_of(const Entry& entry) const { return pairs_.pairs()[entry.pair]; }
    /// Each pair and group once, as they were first met.
    const std::vector<Entry>& entries() const { return entries_; }

private:
    Pairs pairs_;
    std::vector<Entry> entries_;
};

}  // namespace tamga::store
