// SPDX-License-Identifier: MIT
#include "engine/index/box_tree.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace tamga;
using namespace tamga::index;

TEST_CASE("a box tree finds exactly the boxes that touch the window", "[index]") {
    std::mt19937_64 random{1};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-90, 90};
    std::uniform_real_distribution<double> size{0, 5};
    const auto box = [&] {
        const geo::LonLat corner{.lon = lon(random), .lat = lat(random)};
        return geo::Box{corner,
                        {.lon = corner.lon + size(random), .lat = corner.lat + size(random)}};
    };
    for (const std::size_t count : {0UL, 1UL, 15UL, 16UL, 17UL, 257UL, 3000UL}) {
        std::vector<geo::Box> boxes(count);
        std::ranges::generate(boxes, box);
        const BoxTree tree{boxes};
        for (int i = 0; i < 50; ++i) {
            const geo::Box window = box();
            std::vector<std::uint32_t> found;
            tree.search(window, [&](std::uint32_t item) {
                found.push_back(item);
                return true;
            });
            std::ranges::sort(found);
            std::vector<std::uint32_t> expected;
            for (std::uint32_t item = 0; item < count; ++item) {
                if (touch(boxes[item], window)) {
                    expected.push_back(item);
                }
            }
            CHECK(found == expected);
            CHECK(tree.touches(window) == !expected.empty());
        }
    }
}
