// SPDX-License-Identifier: MIT
#include "engine/bake/rank/importance.hpp"

#include "engine/bake/rank/even_order.hpp"

#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <numeric>

namespace tamga::bake {
namespace {

using model::Shape;
using plan::Keep;

bool has_only_points(const FeatureTable& table) {
    return !table.has(Shape::lines) && !table.has(Shape::polygons);
}

double length(std::span<const tile::WorldPoint> line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        sum += std::hypot(static_cast<double>(line[i].x) - static_cast<double>(line[i - 1].x),
                          static_cast<double>(line[i].y) - static_cast<double>(line[i - 1].y));
    }
    return sum;
}

/// The share of the ring's area in a feature's: holes count against it, since they run the other
/// way.
double signed_area(std::span<const tile::WorldPoint> ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const tile::WorldPoint a = ring[i];
        const tile::WorldPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += (static_cast<double>(a.x) - static_cast<double>(b.x)) *
               (static_cast<double>(a.y) + static_cast<double>(b.y));
    }
    return sum;
}

/// A length in world units, comparable between lines and polygons.
double size_of(const FeatureRow& row) {
    double sum = 0;
    for (std::uint32_t i = 0; row.shape != Shape::points && i < row.part_count; ++i) {
        sum += row.shape == Shape::lines ? length(row.part(i)) : signed_area(row.part(i));
    }
    return row.shape == Shape::polygons ? std::sqrt(std::abs(sum)) : sum;
}

/// The order that `values` put the features in, the largest first.
Importance places_by(std::span<const double> values, std::pmr::memory_resource* memory) {
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(
        order, [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
    Importance places(values.size(), memory);
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        places[order[i]] = i;
    }
    return places;
}

Importance spread(std::size_t count, std::pmr::memory_resource* memory) {
    Importance places(count, memory);
    const int bits = count < 2 ? 0 : static_cast<int>(std::bit_width(count - 1));
    for (std::uint32_t i = 0; i < count; ++i) {
        places[i] = reversed_bits(i, bits);
    }
    return places;
}

/// For points, which are in the order of the Hilbert curve.
Importance evenly_spread(const FeatureTable& table) {
    std::pmr::vector<tile::WorldPoint> points{table.storage.memory};
    points.reserve(table.rows.size());
    Pace pace{table.storage};
    for (const FeatureRow& row : table.rows) {
        points.push_back(row.vertices[0]);
        pace.step();
    }
    return even_order(points, table.storage);
}

std::vector<double> sizes(const FeatureTable& table) {
    std::vector<double> all;
    all.reserve(table.rows.size());
    for (const FeatureRow& row : table.rows) {
        all.push_back(size_of(row));
    }
    return all;
}

}  // namespace

void rank_features(RankedLayer& layer) {
    std::pmr::memory_resource* const memory = layer.memory();
    layer.keep = layer.plan.keep;
    if (layer.keep == Keep::automatic) {
        const bool by_attribute = !layer.table.keep_values.empty() && !layer.plan.keep_by.empty();
        layer.keep = layer.route || by_attribute    ? Keep::heaviest
                     : has_only_points(layer.table) ? Keep::dense
                                                    : Keep::largest;
    }
    switch (layer.keep) {
        case Keep::largest:
            layer.importance = places_by(sizes(layer.table), memory);
            break;
        case Keep::heaviest:
            layer.importance = places_by(layer.table.keep_values, memory);
            break;
        case Keep::automatic:
        case Keep::all:
        case Keep::dense:
        case Keep::fraction:
            layer.importance = has_only_points(layer.table)
                                   ? evenly_spread(layer.table)
                                   : spread(layer.table.rows.size(), memory);
            break;
    }
    layer.first_zooms.assign(layer.table.rows.size(), 0);
}

}  // namespace tamga::bake
