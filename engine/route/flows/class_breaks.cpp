// SPDX-License-Identifier: MIT
#include "engine/route/flows/class_breaks.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tamga::route {
namespace {

/// The largest of 1, 2 and 5 times a power of ten that is not above `weight`, in millionths.
Weight rounded_down(Weight weight) {
    Int128 power = 1;
    while (power <= weight.millionths / 10) {
        power *= 10;
    }
    const Int128 digit = weight.millionths / power;
    return {(digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power};
}

}  // namespace

std::vector<Weight> class_breaks(std::vector<Weight> weights) {
    constexpr std::array<std::size_t, 4> percents{50, 80, 95, 99};
    std::erase_if(weights, [](Weight weight) { return weight.millionths <= 0; });
    std::ranges::sort(weights);
    std::vector<Weight> breaks;
    for (const std::size_t percent : percents) {
        if (weights.empty()) {
            break;
        }
        const Weight at = rounded_down(weights[(weights.size() - 1) * percent / 100]);
        if (breaks.empty() || at > breaks.back()) {
            breaks.push_back(at);
        }
    }
    return breaks;
}

}  // namespace tamga::route
