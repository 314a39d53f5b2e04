// SPDX-License-Identifier: MIT
#include "engine/bake/importance.hpp"

#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <numeric>

namespace tamga::bake {
namespace {

using model::Shape;
using style::Keep;

bool has_only_points(const FeatureTable& table) {
    return !table.has(Shape::lines) && !table.has(Shape::polygons);
}

std::uint32_t reversed_bits(std::uint32_t value, int bits) {
    std::uint32_t reversed = 0;
    for (int i = 0; i < bits; ++i) {
        reversed = (reversed << 1) | ((value >> i) & 1);
    }
    return reversed;
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
std::vector<std::uint32_t> places_by(const std::vector<double>& values) {
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(
        order, [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
    std::vector<std::uint32_t> places(values.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        places[order[i]] = i;
    }
    return places;
}

std::vector<std::uint32_t> spread(std::size_t count) {
    std::vector<std::uint32_t> places(count);
    const int bits = static_cast<int>(std::bit_width(count));
    for (std::uint32_t i = 0; i < count; ++i) {
        places[i] = reversed_bits(i, bits);
    }
    return places;
}

std::vector<double> sizes(const FeatureTable& table) {
    std::vector<double> all;
    all.reserve(table.rows.size());
    for (const FeatureRow& row : table.rows) {
        all.push_back(size_of(row));
    }
    return all;
}

/// Lays the features' arrays out in the order of the rows, so that a tile's features lie together
/// in memory.
void lay_out_in_order(FeatureTable& table) {
    auto chunk = std::make_shared<Chunk>();
    std::size_t vertices = 0;
    std::size_t parts = 0;
    std::size_t bytes = 0;
    for (const FeatureRow& row : table.rows) {
        vertices += row.vertex_count;
        parts += row.part_count;
        bytes += row.attribute_bytes;
    }
    chunk->vertices.reserve(vertices);  // Enough: the rows may point into the arrays at once.
    chunk->parts.reserve(parts);
    chunk->attributes.reserve(bytes);
    for (FeatureRow& row : table.rows) {
        const auto moved = [](auto& array, const auto* begin, std::size_t size) {
            const std::size_t at = array.size();
            array.insert(array.end(), begin, begin + size);
            return array.data() + at;
        };
        row.vertices = moved(chunk->vertices, row.vertices, row.vertex_count);
        row.parts = moved(chunk->parts, row.parts, row.part_count);
        row.attributes = moved(chunk->attributes, row.attributes, row.attribute_bytes);
    }
    table.chunks.assign(1, std::move(chunk));
}

}  // namespace

void sort_points(FeatureTable& table) {
    if (!has_only_points(table)) {
        return;
    }
    struct Place {
        std::uint64_t key;
        std::uint32_t row;
    };
    std::vector<Place> places;
    places.reserve(table.rows.size());
    for (std::uint32_t i = 0; i < table.rows.size(); ++i) {
        places.push_back({tile::hilbert_key(table.rows[i].vertices[0]), i});
    }
    oneapi::tbb::parallel_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return a.key != b.key ? a.key < b.key : a.row < b.row;
    });
    std::vector<FeatureRow> rows;
    std::vector<double> keep_values;
    rows.reserve(places.size());
    for (const Place& place : places) {
        rows.push_back(table.rows[place.row]);
        if (!table.keep_values.empty()) {
            keep_values.push_back(table.keep_values[place.row]);
        }
    }
    table.rows = std::move(rows);
    table.keep_values = std::move(keep_values);
    lay_out_in_order(table);
}

void rank_features(BakedLayer& layer) {
    layer.keep = layer.plan.keep;
    if (layer.keep == Keep::automatic) {
        layer.keep = layer.route                    ? Keep::heaviest
                     : has_only_points(layer.table) ? Keep::dense
                                                    : Keep::largest;
    }
    switch (layer.keep) {
        case Keep::largest:
            layer.importance = places_by(sizes(layer.table));
            break;
        case Keep::heaviest:
            layer.importance = places_by(layer.table.keep_values);
            break;
        case Keep::automatic:
        case Keep::all:
        case Keep::dense:
        case Keep::fraction:
            layer.importance = spread(layer.table.rows.size());
            break;
    }
    layer.first_zooms.assign(layer.table.rows.size(), 0);
}

}  // namespace tamga::bake
