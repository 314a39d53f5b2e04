// SPDX-License-Identifier: MIT
#include "engine/index/packed_boxes.hpp"

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>
#include <tuple>
#include <utility>

namespace tamga::index {
namespace {

static_assert(std::endian::native == std::endian::little, "nodes are written little-endian");

constexpr std::uint64_t fan_out = 200;
constexpr std::string_view magic = "tamgabx1";
constexpr std::size_t header_bytes = 16;
constexpr std::size_t box_bytes = 16;
constexpr std::size_t item_bytes = 4;

/// A 32 bit number has a level of 200^4 nodes above it at most; what is larger is damage.
constexpr std::uint64_t most_boxes = std::uint64_t{1} << 36;

std::uint64_t nodes_for(std::uint64_t entries) { return (entries + fan_out - 1) / fan_out; }

float below(double value) {
    const auto near = static_cast<float>(value);
    return near > value ? std::nextafter(near, -std::numeric_limits<float>::infinity()) : near;
}

float above(double value) { return -below(-value); }

void sort_and_tile(std::vector<PackedBox>& boxes) {
    const auto rest = [](const PackedBox& b) {
        return std::tuple{b.item, b.west, b.south, b.east, b.north};
    };
    oneapi::tbb::parallel_sort(boxes.begin(), boxes.end(),
                               [&](const PackedBox& a, const PackedBox& b) {
                                   const float x = a.west + a.east;
                                   const float y = b.west + b.east;
                                   return x != y ? x < y : rest(a) < rest(b);
                               });
    const double nodes = static_cast<double>(nodes_for(boxes.size()));
    const std::size_t strip = static_cast<std::size_t>(std::ceil(std::sqrt(nodes))) * fan_out;
    base::parallel_for((boxes.size() + strip - 1) / strip, [&](std::size_t i) {
        const auto first = boxes.begin() + static_cast<std::ptrdiff_t>(i * strip);
        const std::size_t count = std::min(strip, boxes.size() - i * strip);
        std::sort(first, first + static_cast<std::ptrdiff_t>(count),
                  [&](const PackedBox& a, const PackedBox& b) {
                      const float x = a.south + a.north;
                      const float y = b.south + b.north;
                      return x != y ? x < y : rest(a) < rest(b);
                  });
    });
}

/// The bytes of the node of these entries.
Bytes node_of(std::span<const PackedBox> entries, bool with_items) {
    const std::size_t entry_bytes = box_bytes + (with_items ? item_bytes : 0);
    static_assert(sizeof(PackedBox) == box_bytes + item_bytes);
    Bytes node(entries.size() * entry_bytes);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        std::memcpy(node.data() + i * entry_bytes, &entries[i], entry_bytes);
    }
    return node;
}

PackedBox around(std::span<const PackedBox> boxes) {
    PackedBox all = boxes.front();
    for (const PackedBox& box : boxes) {
        all = {.west = std::min(all.west, box.west),
               .south = std::min(all.south, box.south),
               .east = std::max(all.east, box.east),
               .north = std::max(all.north, box.north)};
    }
    return all;
}

Bytes header_of(std::uint64_t size) {
    Bytes header(header_bytes);
    std::memcpy(header.data(), magic.data(), magic.size());
    std::memcpy(header.data() + magic.size(), &size, sizeof size);
    return header;
}

bool touches(const PackedBox& box, std::span<const geo::Box> windows) {
    return std::ranges::any_of(windows, [&](const geo::Box& window) {
        return box.west <= window.north_east.lon && box.east >= window.south_west.lon &&
               box.south <= window.north_east.lat && box.north >= window.south_west.lat;
    });
}

[[noreturn]] void refuse(const std::string& what) {
    throw Error{Fault::input, "an index in the store is damaged: " + what};
}

}  // namespace

PackedBox packed(const geo::Box& box, std::uint32_t item) {
    return {.west = below(box.south_west.lon),
            .south = below(box.south_west.lat),
            .east = above(box.north_east.lon),
            .north = above(box.north_east.lat),
            .item = item};
}

void pack_boxes(std::vector<PackedBox> boxes,
                const std::function<void(std::uint64_t id, ByteView node)>& keep) {
    std::uint64_t id = 0;
    keep(id++, header_of(boxes.size()));
    if (boxes.empty()) {
        return;
    }
    sort_and_tile(boxes);
    for (bool lowest = true;; lowest = false) {
        std::vector<PackedBox> above_them;
        for (std::size_t first = 0; first < boxes.size(); first += fan_out) {
            const auto entries = std::span<const PackedBox>{boxes}.subspan(
                first, std::min<std::size_t>(fan_out, boxes.size() - first));
            keep(id++, node_of(entries, lowest));
            above_them.push_back(around(entries));
        }
        if (above_them.size() == 1) {
            return;
        }
        boxes = std::move(above_them);
    }
}

PackedBoxes::PackedBoxes(Load load) : load_{std::move(load)} {
    const ByteView header = load_(0);
    if (header.size() != header_bytes || !as_text(header).starts_with(magic)) {
        refuse("its header is none that this tamga knows");
    }
    std::memcpy(&size_, header.data() + magic.size(), sizeof size_);
    if (size_ > most_boxes) {
        refuse(fmt::format("it is said to have {} boxes", size_));
    }
    std::uint64_t first = 1;
    for (std::uint64_t entries = size_; entries > 0;) {
        levels_.push_back({.first = first, .entries = entries});
        const std::uint64_t nodes = nodes_for(entries);
        first += nodes;
        entries = nodes > 1 ? nodes : 0;
    }
}

std::vector<std::uint32_t> PackedBoxes::touching(std::span<const geo::Box> windows) const {
    struct Node {
        std::size_t level;
        std::uint64_t number;
    };
    std::vector<std::uint32_t> items;
    std::vector<Node> ahead;
    if (size_ > 0 && !windows.empty()) {
        ahead.push_back({levels_.size() - 1, 0});
    }
    while (!ahead.empty()) {
        const auto [level, number] = ahead.back();
        ahead.pop_back();
        const std::size_t entry_bytes = box_bytes + (level == 0 ? item_bytes : 0);
        const std::uint64_t first = number * fan_out;
        const std::uint64_t count = std::min(fan_out, levels_[level].entries - first);
        const std::uint64_t id = levels_[level].first + number;
        const ByteView node = load_(id);
        if (node.size() != count * entry_bytes) {
            refuse(fmt::format("node {} has {} bytes and not {}", id, node.size(),
                               count * entry_bytes));
        }
        for (std::uint64_t i = 0; i < count; ++i) {
            PackedBox box;
            std::memcpy(&box, node.data() + i * entry_bytes, entry_bytes);
            if (!touches(box, windows)) {
                continue;
            }
            if (level == 0) {
                items.push_back(box.item);
            } else {
                ahead.push_back({level - 1, first + i});
            }
        }
    }
    std::ranges::sort(items);
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

}  // namespace tamga::index
