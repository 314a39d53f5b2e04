// SPDX-License-Identifier: MIT
#include "engine/bake/hilbert_sort.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <iterator>

namespace tamga::bake {
namespace {

std::size_t count_rows(const Chunks& chunks) {
    std::size_t count = 0;
    for (const auto& chunk : chunks) {
        count += chunk->rows.size();
    }
    return count;
}

bool is_sorted(const std::shared_ptr<Chunk>& chunk) {
    return chunk->places.size() == chunk->rows.size();
}

/// Undoes the sorting of a chunk of points.
void put_in_input_order(Chunk& chunk) {
    const auto rows = chunk.rows;
    const auto keep_values = chunk.keep_values;
    for (std::size_t i = 0; i < chunk.places.size(); ++i) {
        chunk.rows[chunk.places[i].input] = rows[i];
        if (!keep_values.empty()) {
            chunk.keep_values[chunk.places[i].input] = keep_values[i];
        }
    }
}

void collect_in_input_order(FeatureTable& table) {
    table.rows.reserve(count_rows(table.chunks));
    for (const auto& chunk : table.chunks) {
        put_in_input_order(*chunk);
        std::ranges::copy(chunk->rows, std::back_inserter(table.rows));
        std::ranges::copy(chunk->keep_values, std::back_inserter(table.keep_values));
        chunk->rows = std::pmr::vector<FeatureRow>{chunk->rows.get_allocator()};
    }
}

void collect_along_curve(FeatureTable& table) {
    constexpr std::size_t most_parts = 256;
    const HilbertSort sort{table.chunks, most_parts};
    const bool weighed = std::ranges::any_of(
        table.chunks, [](const auto& chunk) { return !chunk->keep_values.empty(); });
    table.storage.resize(table.rows, count_rows(table.chunks));
    table.storage.resize(table.keep_values, weighed ? table.rows.size() : 0);
    Chunks sorted(sort.parts());
    oneapi::tbb::parallel_for(std::size_t{0}, sorted.size(), [&](std::size_t p) {
        sorted[p] = sort.part(p, table.storage.memory, table.rows, table.keep_values);
    });
    table.chunks = std::move(sorted);
}

/// The rows of the table and those of `added` in one chunk, without the arrays.
std::shared_ptr<Chunk> all_rows(FeatureTable& table, const Chunk& added) {
    auto all = std::make_shared<Chunk>(table.storage.memory);
    all->rows = std::move(table.rows);
    std::ranges::copy(added.rows, std::back_inserter(all->rows));
    std::ranges::copy(table.keep_values, std::back_inserter(all->keep_values));
    std::ranges::copy(added.keep_values, std::back_inserter(all->keep_values));
    return all;
}

}  // namespace

void add_rows(FeatureTable& table, std::shared_ptr<Chunk> chunk) {
    const std::shared_ptr<Chunk> all = all_rows(table, *chunk);
    const bool only_points = std::ranges::all_of(
        all->rows, [](const FeatureRow& row) { return row.shape == model::Shape::points; });
    table.append(std::move(chunk));
    const Chunks arrays = table.chunks;  // Until the rows are laid out anew.
    if (only_points) {
        table.chunks = {std::make_shared<Chunk>(sorted_in(table.storage.memory, std::move(*all)))};
        collect_along_curve(table);
    } else {
        table.rows = std::move(all->rows);
        table.keep_values.assign(all->keep_values.begin(), all->keep_values.end());
    }
}

void collect_rows(FeatureTable& table) {
    if (std::ranges::all_of(table.chunks, is_sorted)) {
        collect_along_curve(table);
    } else {
        collect_in_input_order(table);
    }
}

}  // namespace tamga::bake
