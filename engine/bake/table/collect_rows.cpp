// SPDX-License-Identifier: MIT
#include "engine/bake/table/hilbert_sort.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <iterator>
#include <span>

namespace tamga::bake {
namespace {

using ChunkSpan = std::span<const std::shared_ptr<Chunk>>;

std::size_t count_rows(ChunkSpan chunks) {
    std::size_t count = 0;
    for (const auto& chunk : chunks) {
        count += chunk->rows.size();
    }
    return count;
}

/// The first of the chunks, and all others of its run.
ChunkSpan first_run(ChunkSpan chunks) {
    const std::uint32_t run = chunks.front()->run;
    std::size_t size = 1;
    while (run != 0 && size < chunks.size() && chunks[size]->run == run) {
        ++size;
    }
    return chunks.first(size);
}

/// Where a row of the chunk was among those it was sorted with.
std::size_t place_in_input(const Chunk& chunk, std::size_t row) {
    return chunk.places.empty() ? row : chunk.places[row].input;
}

/// Appends the rows of a run, as they were before it was sorted.
void append_in_input_order(FeatureTable& table, ChunkSpan run) {
    const std::size_t begin = table.rows.size();
    table.rows.resize(begin + count_rows(run));
    for (const auto& chunk : run) {
        const auto& values = chunk->keep_values;
        table.keep_values.resize(values.empty() ? table.keep_values.size() : table.rows.size());
        for (std::size_t i = 0; i < chunk->rows.size(); ++i) {
            const std::size_t at = begin + place_in_input(*chunk, i);
            table.rows[at] = chunk->rows[i];
            if (!values.empty()) {
                table.keep_values[at] = values[i];
            }
        }
        chunk->rows = RowVector{chunk->rows.get_allocator()};
    }
}

void collect_in_input_order(FeatureTable& table) {
    table.rows.reserve(count_rows(table.chunks));
    for (ChunkSpan rest{table.chunks}; !rest.empty();) {
        const ChunkSpan run = first_run(rest);
        append_in_input_order(table, run);
        rest = rest.subspan(run.size());
    }
}

void collect_along_curve(FeatureTable& table) {
    const HilbertSort sort{table.chunks, most_sorted_parts};
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
    table.adopt(std::move(chunk));
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
    if (std::ranges::all_of(table.chunks, [](const auto& chunk) { return chunk->is_sorted(); })) {
        collect_along_curve(table);
    } else {
        collect_in_input_order(table);
    }
}

}  // namespace tamga::bake
