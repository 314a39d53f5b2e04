// SPDX-License-Identifier: MIT
#include "engine/index/packed_boxes.hpp"

#include "engine/base/error.hpp"
#include "engine/index/box_tree.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

using namespace tamga;
using namespace tamga::index;

namespace {

using Nodes = std::map<std::uint64_t, Bytes>;

Nodes packed_nodes(const std::vector<PackedBox>& boxes) {
    Nodes nodes;
    pack_boxes(boxes, [&](std::uint64_t id, ByteView node) {
        CHECK(id == nodes.size());
        nodes[id] = {node.begin(), node.end()};
    });
    return nodes;
}

PackedBoxes::Load loading(const Nodes& nodes) {
    return [&nodes](std::uint64_t id) {
        const auto found = nodes.find(id);
        return found == nodes.end() ? ByteView{} : ByteView{found->second};
    };
}

class RandomBoxes {
public:
    geo::Box box() {
        const geo::LonLat corner{.lon = lon_(random_), .lat = lat_(random_)};
        return {corner, {.lon = corner.lon + size_(random_), .lat = corner.lat + size_(random_)}};
    }
    std::mt19937_64& random() { return random_; }

private:
    std::mt19937_64 random_{3};
    std::uniform_real_distribution<double> lon_{-180, 180};
    std::uniform_real_distribution<double> lat_{-90, 90};
    std::uniform_real_distribution<double> size_{0, 5};
};

}  // namespace

TEST_CASE("packed boxes find what a box tree finds, in numbers rounded outwards", "[index]") {
    RandomBoxes some;
    for (const std::size_t count : {0UL, 1UL, 199UL, 200UL, 201UL, 3000UL, 40'001UL}) {
        std::vector<geo::Box> boxes(count);
        std::ranges::generate(boxes, [&] { return some.box(); });
        std::vector<PackedBox> entries;
        std::vector<geo::Box> rounded;
        for (std::uint32_t item = 0; item < count; ++item) {
            const PackedBox& entry = entries.emplace_back(packed(boxes[item], item));
            rounded.push_back({{entry.west, entry.south}, {entry.east, entry.north}});
            CHECK(entry.west <= boxes[item].south_west.lon);
            CHECK(entry.north >= boxes[item].north_east.lat);
        }
        const BoxTree tree{rounded};
        const Nodes nodes = packed_nodes(entries);
        const PackedBoxes tested{loading(nodes)};
        CHECK(tested.size() == count);
        for (int i = 0; i < 50; ++i) {
            const std::vector<geo::Box> windows{some.box(), some.box()};
            std::vector<std::uint32_t> expected;
            for (const geo::Box& window : windows) {
                tree.search(window, [&](std::uint32_t item) {
                    expected.push_back(item);
                    return true;
                });
            }
            std::ranges::sort(expected);
            expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
            CHECK(tested.touching(windows) == expected);
        }
        CHECK(tested.touching({}).empty());
        std::ranges::shuffle(entries, some.random());
        CHECK(packed_nodes(entries) == nodes);
    }
}

TEST_CASE("an item of several boxes is found once", "[index]") {
    const Nodes nodes = packed_nodes({packed({{0, 0}, {1, 1}}, 7), packed({{1, 1}, {2, 2}}, 7)});
    const std::vector<geo::Box> windows{{{0, 0}, {3, 3}}};
    CHECK(PackedBoxes{loading(nodes)}.touching(windows) == std::vector<std::uint32_t>{7});
}

TEST_CASE("a search of packed boxes loads few nodes", "[index]") {
    RandomBoxes some;
    std::vector<PackedBox> entries;
    for (std::uint32_t item = 0; item < 100'000; ++item) {
        entries.push_back(packed(some.box(), item));
    }
    const Nodes nodes = packed_nodes(entries);
    std::size_t loaded = 0;
    const PackedBoxes tested{[&](std::uint64_t id) {
        ++loaded;
        return loading(nodes)(id);
    }};
    tested.touching(std::vector<geo::Box>{{{10, 10}, {11, 11}}});
    CHECK(loaded <= 20);  // Of 504: the header, the root, up to 3 of those below, and their leaves.
}

TEST_CASE("damaged nodes of packed boxes are refused, and nothing is read beside them", "[index]") {
    RandomBoxes some;
    std::vector<PackedBox> entries;
    for (std::uint32_t item = 0; item < 3000; ++item) {
        entries.push_back(packed(some.box(), item));
    }
    const Nodes whole = packed_nodes(entries);
    const std::vector<geo::Box> everywhere{{{-180, -90}, {190, 100}}};
    const auto search = [&](const Nodes& nodes) {
        return PackedBoxes{loading(nodes)}.touching(everywhere);
    };
    CHECK(search(whole).size() == 3000);
    for (const auto& [id, node] : whole) {
        Nodes damaged = whole;
        damaged[id].pop_back();
        CHECK_THROWS_AS(search(damaged), Error);
        damaged[id] = node;
        damaged[id].push_back(0);
        CHECK_THROWS_AS(search(damaged), Error);
        damaged.erase(id);
        CHECK_THROWS_AS(search(damaged), Error);
    }
    Nodes other = whole;
    other[0][7] = '9';
    CHECK_THROWS_WITH(search(other),
                      "an index in the store is damaged: its header is none that "
                      "this tamga knows");
    for (const int flipped : {1, 127, 255}) {
        for (std::size_t at = 8; at < 16; ++at) {
            Nodes lying = whole;
            lying[0][at] = static_cast<std::uint8_t>(lying[0][at] ^ flipped);
            CHECK_THROWS_AS(search(lying), Error);
        }
    }
    // Whatever the boxes say, a search ends: each node is loaded once at most.
    std::uniform_int_distribution<int> bytes{0, 255};
    for (int i = 0; i < 20; ++i) {
        Nodes noise = whole;
        for (auto& [id, node] : noise) {
            for (std::uint8_t& byte : node) {
                byte = id == 0 ? byte : static_cast<std::uint8_t>(bytes(some.random()));
            }
        }
        CHECK(search(noise).size() <= 3000);
    }
}
