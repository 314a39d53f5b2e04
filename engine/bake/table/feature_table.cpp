// SPDX-License-Identifier: MIT
#include "engine/bake/table/feature_table.hpp"

#include "engine/bake/table/hilbert_sort.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tamga::bake {
namespace {

std::size_t size_bytes(const Chunk& chunk) {
    return chunk.vertices.size() * sizeof(tile::WorldPoint) +
           chunk.rows.size() * (sizeof(FeatureRow) + sizeof(HilbertPlace) + sizeof(model::Part)) +
           chunk.attributes.size();
}

}  // namespace

Chunk arrays_in(std::pmr::memory_resource* memory, Chunk& from) {
    Chunk to{memory};
    to.vertices.assign(from.vertices.begin(), from.vertices.end());
    to.parts.assign(from.parts.begin(), from.parts.end());
    to.attributes.assign(from.attributes.begin(), from.attributes.end());
    to.stats = std::move(from.stats);
    to.dropped = std::move(from.dropped);
    to.keep_values = std::move(from.keep_values);
    to.features = from.features;
    to.labels = std::move(from.labels);
    return to;
}

Chunk stored_in(std::pmr::memory_resource* memory, Chunk&& from) {
    Chunk to = arrays_in(memory, from);
    to.rows.assign(from.rows.begin(), from.rows.end());
    return to;
}

void FeatureTable::adopt(std::shared_ptr<Chunk> chunk) {
    has_zoom_limits |= std::ranges::any_of(chunk->rows, [](const FeatureRow& row) {
        return row.min_zoom > 0 || row.max_zoom < FeatureRow::every_zoom;
    });
    stats.add(chunk->stats);
    for (const auto& [reason, count] : chunk->dropped) {
        dropped[reason] += count;
    }
    chunks.push_back(std::move(chunk));
}

void FeatureTable::append(std::shared_ptr<Chunk> chunk) {
    const bool waits = chunk->is_sorted();
    waiting_bytes_ += waits ? size_bytes(*chunk) : 0;
    adopt(std::move(chunk));
    if (waits && waiting_bytes_ < storage.run_bytes) {
        return;
    }
    if (waits) {
        sort_waiting();
    }
    waiting_from_ = chunks.size();  // In a layer that keeps its order nothing waits.
    waiting_bytes_ = 0;
}

void FeatureTable::sort_waiting() {
    const auto waiting = std::span{chunks}.subspan(waiting_from_);
    Chunks run = sorted_run(waiting, ++runs_, storage.scattered());
    chunks.resize(waiting_from_);
    std::ranges::move(run, std::back_inserter(chunks));
}

bool FeatureTable::has(model::Shape shape) const {
    return std::ranges::any_of(rows, [shape](const FeatureRow& row) { return row.shape == shape; });
}

}  // namespace tamga::bake
