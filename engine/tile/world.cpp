// SPDX-License-Identifier: MIT
#include "engine/tile/world.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace tamga::tile {
namespace {

using std::numbers::pi;

constexpr double side = static_cast<double>(world_size);
constexpr std::int64_t last = world_size - 1;

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

UnwrappedPoint unwrapped(geo::LonLat position) {
    const double sine = std::sin(position.lat * pi / 180);
    const double y = 0.5 - std::log((1 + sine) / (1 - sine)) / (4 * pi);
    // At a pole y is infinite; the clamp comes before the conversion to an integer.
    return {.x = std::llround((position.lon + 180) / 360 * side),
            .y = std::llround(std::clamp(y * side, 0.0, static_cast<double>(last)))};
}

WorldPoint world(geo::LonLat position) {
    const UnwrappedPoint point = unwrapped(position);
    return {.x = static_cast<std::uint32_t>(std::clamp<std::int64_t>(point.x, 0, last)),
            .y = static_cast<std::uint32_t>(point.y)};
}

geo::LonLat lonlat(WorldPoint point) {
    const double y = static_cast<double>(point.y) / side;
    return {.lon = static_cast<double>(point.x) / side * 360 - 180,
            .lat = std::atan(std::sinh(pi * (1 - 2 * y))) * 180 / pi};
}

}  // namespace tamga::tile
