// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"

#include <memory>
#include <span>
#include <vector>

namespace tamga::bake {

/// A copy of a chunk of points in `memory`, each array as large as it must be, with the rows in the
/// order of the curve. The rows still point at the old arrays.
Chunk sorted_in(std::pmr::memory_resource* memory, Chunk&& from);

using Chunks = std::vector<std::shared_ptr<Chunk>>;

/// Sorts the points of many sorted chunks by parts of the curve: each part takes its stretch of
/// every chunk, and lays it out in a chunk of its own. Every chunk is read from front to back, part
/// by part, so that chunks may lie in spilled memory.
class HilbertSort {
public:
    /// Requires that all chunks are sorted. They must outlive the object.
    HilbertSort(std::span<const std::shared_ptr<Chunk>> chunks, std::size_t most_parts);

    std::size_t parts() const { return row_begins_.size() - 1; }
    /// The number of rows in all parts before.
    std::size_t first_row(std::size_t part) const { return row_begins_[part]; }
    /// The arrays of a part, laid out in `memory`; its rows go to where the part begins in `rows`,
    /// and their values to `keep_values` unless that is empty. Called from several threads.
    std::shared_ptr<Chunk> part(std::size_t part, std::pmr::memory_resource* memory,
                                std::span<FeatureRow> rows, std::span<double> keep_values) const;
    /// The same as a chunk that has its rows and places, which count from the first row of all.
    std::shared_ptr<Chunk> run_part(std::size_t part, std::pmr::memory_resource* memory) const;

private:
    struct Item;
    void choose_bounds(std::size_t most_parts);
    void find_begins();
    std::vector<Item> items_of(std::size_t part) const;
    void reserve(Chunk& chunk, const std::vector<Item>& items) const;
    FeatureRow moved_row(const Item& item, Chunk& to) const;

    std::span<const std::shared_ptr<Chunk>> chunks_;
    std::vector<std::uint64_t> bounds_;        ///< Keys at which parts end, but for the last.
    std::vector<std::uint32_t> begins_;        ///< Of part p in chunk c: [p * chunks + c].
    std::vector<std::uint32_t> input_begins_;  ///< The rows of all chunks before.
    std::vector<std::size_t> row_begins_;
};

inline constexpr std::size_t most_sorted_parts = 256;

/// The rows of sorted chunks laid out along the curve, in the chunks of the run with this number,
/// which is not 0. On all cores.
Chunks sorted_run(std::span<const std::shared_ptr<Chunk>> chunks, std::uint32_t run,
                  std::pmr::memory_resource* memory);

}  // namespace tamga::bake
