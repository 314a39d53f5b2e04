// SPDX-License-Identifier: MIT
#include "engine/base/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace tamga::base {

// Optimal string alignment: three rows of the usual table, since a swap looks two rows back.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({change, above[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above.back();
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
    std::size_t least = std::max<std::size_t>(word.size() / 3, 1) + 1;
    std::optional<std::string> found;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < least) {
            least = distance;
            found = candidate;
        }
    }
    return found;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    const auto name = nearest(word, candidates);
    return name ? "; did you mean '" + *name + "'?" : std::string{};
}

}  // namespace tamga::base
