// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/table/weight.hpp"

#include <cstdint>
#include <string>

namespace tamga::store {

/// Rows that an answer is not about, for one reason: how many, and what they weigh.
struct LeftOut {
    std::uint64_t rows = 0;
    route::Weight weight = {};

    void add(route::Weight of_row) {
        ++rows;
        weight += of_row;
    }
    /// ", weight 12.5"; nothing where they weigh nothing.
    std::string weighing() const {
        return weight == route::Weight{} ? "" : ", weight " + to_string(weight);
    }
};

}  // namespace tamga::store
