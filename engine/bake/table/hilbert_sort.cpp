// SPDX-License-Identifier: MIT
#include "engine/bake/table/hilbert_sort.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <iterator>

namespace tamga::bake {

Chunk sorted_in(std::pmr::memory_resource* memory, Chunk&& from) {
    Chunk to = arrays_in(memory, from);
    const auto& rows = from.rows;
    to.places.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        to.places.push_back({tile::hilbert_key(rows[i].vertices[0]), i});
    }
    std::ranges::sort(to.places);
    to.rows.reserve(rows.size());
    for (const HilbertPlace& place : to.places) {
        to.rows.push_back(rows[place.input]);
    }
    if (!to.keep_values.empty()) {
        const std::vector<double> values = std::move(to.keep_values);
        to.keep_values.clear();
        for (const HilbertPlace& place : to.places) {
            to.keep_values.push_back(values[place.input]);
        }
    }
    return to;
}

/// A row of a part: its place on the curve, then its place in the input.
struct HilbertSort::Item {
    std::uint64_t key;
    std::uint32_t chunk;
    std::uint32_t row;

    friend auto operator<=>(const Item&, const Item&) = default;
};

HilbertSort::HilbertSort(std::span<const std::shared_ptr<Chunk>> chunks, std::size_t most_parts)
    : chunks_{chunks} {
    std::uint32_t rows = 0;
    for (const auto& chunk : chunks_) {
        input_begins_.push_back(rows);
        rows += static_cast<std::uint32_t>(chunk->rows.size());
    }
    input_begins_.push_back(rows);
    choose_bounds(most_parts);
    find_begins();
}

/// The bounds cut the rows into parts of about equal numbers, to judge by a sample.
void HilbertSort::choose_bounds(std::size_t most_parts) {
    constexpr std::size_t part_size = 1 << 16;
    constexpr std::size_t sample_step = 64;
    const std::size_t parts = std::min(input_begins_.back() / part_size + 1, most_parts);
    std::vector<std::uint64_t> sample;
    for (const auto& chunk : chunks_) {
        for (std::size_t i = 0; i < chunk->places.size(); i += sample_step) {
            sample.push_back(chunk->places[i].key);
        }
    }
    std::ranges::sort(sample);
    for (std::size_t part = 1; part < parts; ++part) {
        bounds_.push_back(sample[part * sample.size() / parts]);
    }
}

void HilbertSort::find_begins() {
    const std::size_t parts = bounds_.size() + 1;
    const std::size_t chunks = chunks_.size();
    begins_.resize((parts + 1) * chunks);
    oneapi::tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t c) {
        const auto& places = chunks_[c]->places;
        auto at = places.begin();
        for (std::size_t part = 1; part < parts; ++part) {
            at = std::ranges::lower_bound(at, places.end(), bounds_[part - 1], {},
                                          &HilbertPlace::key);
            begins_[part * chunks + c] = static_cast<std::uint32_t>(at - places.begin());
        }
        begins_[parts * chunks + c] = static_cast<std::uint32_t>(places.size());
    });
    row_begins_.resize(parts + 1);
    for (std::size_t part = 0; part < parts; ++part) {
        row_begins_[part + 1] = row_begins_[part];
        for (std::size_t c = 0; c < chunks; ++c) {
            row_begins_[part + 1] += begins_[(part + 1) * chunks + c] - begins_[part * chunks + c];
        }
    }
}

std::vector<HilbertSort::Item> HilbertSort::items_of(std::size_t part) const {
    const std::size_t chunks = chunks_.size();
    std::vector<Item> items;
    items.reserve(row_begins_[part + 1] - row_begins_[part]);
    for (std::uint32_t c = 0; c < chunks; ++c) {
        const std::uint32_t end = begins_[(part + 1) * chunks + c];
        for (std::uint32_t i = begins_[part * chunks + c]; i < end; ++i) {
            items.push_back({chunks_[c]->places[i].key, c, i});
        }
    }
    std::ranges::sort(items);
    return items;
}

/// Enough, so that rows may point into the arrays at once.
void HilbertSort::reserve(Chunk& chunk, const std::vector<Item>& items) const {
    std::size_t vertices = 0;
    std::size_t parts = 0;
    std::size_t bytes = 0;
    for (const Item& item : items) {
        const FeatureRow& row = chunks_[item.chunk]->rows[item.row];
        vertices += row.vertex_count;
        parts += row.part_count;
        bytes += row.attribute_bytes;
    }
    chunk.vertices.reserve(vertices);
    chunk.parts.reserve(parts);
    chunk.attributes.reserve(bytes);
}

/// The row with its arrays moved to the end of those of `to`.
FeatureRow HilbertSort::moved_row(const Item& item, Chunk& to) const {
    const auto moved = [](auto& array, const auto* begin, std::size_t size) {
        const std::size_t at = array.size();
        array.insert(array.end(), begin, begin + size);
        return array.data() + at;
    };
    FeatureRow row = chunks_[item.chunk]->rows[item.row];
    row.vertices = moved(to.vertices, row.vertices, row.vertex_count);
    row.parts = moved(to.parts, row.parts, row.part_count);
    row.attributes = moved(to.attributes, row.attributes, row.attribute_bytes);
    return row;
}

std::shared_ptr<Chunk> HilbertSort::part(std::size_t part, std::pmr::memory_resource* memory,
                                         std::span<FeatureRow> rows,
                                         std::span<double> keep_values) const {
    const std::vector<Item> items = items_of(part);
    auto chunk = std::make_shared<Chunk>(memory);
    reserve(*chunk, items);
    std::size_t at = first_row(part);
    for (const Item& item : items) {
        const auto& values = chunks_[item.chunk]->keep_values;
        if (!values.empty() && !keep_values.empty()) {
            keep_values[at] = values[item.row];
        }
        rows[at++] = moved_row(item, *chunk);
    }
    return chunk;
}

std::shared_ptr<Chunk> HilbertSort::run_part(std::size_t part,
                                             std::pmr::memory_resource* memory) const {
    const std::vector<Item> items = items_of(part);
    auto chunk = std::make_shared<Chunk>(memory);
    reserve(*chunk, items);
    chunk->rows.reserve(items.size());
    chunk->places.reserve(items.size());
    for (const Item& item : items) {
        const Chunk& from = *chunks_[item.chunk];
        chunk->rows.push_back(moved_row(item, *chunk));
        chunk->places.push_back(
            {item.key, input_begins_[item.chunk] + from.places[item.row].input});
        if (!from.keep_values.empty()) {
            chunk->keep_values.push_back(from.keep_values[item.row]);
        }
    }
    return chunk;
}

Chunks sorted_run(std::span<const std::shared_ptr<Chunk>> chunks, std::uint32_t run,
                  std::pmr::memory_resource* memory) {
    const HilbertSort sort{chunks, most_sorted_parts};
    Chunks sorted(sort.parts());
    oneapi::tbb::parallel_for(std::size_t{0}, sorted.size(), [&](std::size_t p) {
        sorted[p] = sort.run_part(p, memory);
        sorted[p]->run = run;
    });
    return sorted;
}

}  // namespace tamga::bake
