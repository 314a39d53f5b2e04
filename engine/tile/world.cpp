// SPDX-License-Identifier: MIT
#include "engine/tile/world.hpp"

#include <array>
#include <utility>

namespace tamga::tile {
namespace {

/// One step of the curve: in each of its four orientations, the digit and the next orientation for
/// the quadrant (2 * right + low).
struct Step {
    std::uint8_t digit;
    std::uint8_t orientation;
};

/// Orientation bit 0: x and y are swapped; bit 1: both are mirrored. Derived from the turns that
/// the PMTiles specification describes.
constexpr std::array<std::array<Step, 4>, 4> curve_steps() {
    std::array<std::array<Step, 4>, 4> steps{};
    for (unsigned orientation = 0; orientation < 4; ++orientation) {
        for (unsigned quadrant = 0; quadrant < 4; ++quadrant) {
            unsigned right = quadrant >> 1;
            unsigned low = quadrant & 1;
            if ((orientation & 2) != 0) {
                right ^= 1;
                low ^= 1;
            }
            if ((orientation & 1) != 0) {
                std::swap(right, low);
            }
            unsigned next = orientation;
            if (low == 0) {
                next ^= right != 0 ? 3U : 1U;
            }
            steps[orientation][quadrant] = {static_cast<std::uint8_t>((3 * right) ^ low),
                                            static_cast<std::uint8_t>(next)};
        }
    }
    return steps;
}

}  // namespace

std::uint64_t hilbert_key(WorldPoint point) {
    static constexpr auto steps = curve_steps();
    std::uint64_t key = 0;
    std::uint8_t orientation = 0;
    for (int bit = world_bits - 1; bit >= 0; --bit) {
        const unsigned quadrant = (((point.x >> bit) & 1) << 1) | ((point.y >> bit) & 1);
        const Step step = steps[orientation][quadrant];
        key = (key << 2) | step.digit;
        orientation = step.orientation;
    }
    return key;
}

}  // namespace tamga::tile
