// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/parallel.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace tamga::archive {

/// One content at one zoom, with the tiles that have it: what has to be looked at once.
struct Unit {
    tile::TileId first;         ///< The first tile with it.
    std::uint64_t content = 0;  ///< Its number in the tile set.
    std::uint64_t tiles = 0;
    std::uint32_t max_x = 0;  ///< The tiles with it span these columns and rows.
    std::uint32_t max_y = 0;
    std::uint32_t min_x = 0;
    std::uint32_t min_y = 0;
};

/// All of them, ordered by hilbert_id of their first tile.
std::vector<Unit> units(const Reader& reader);

/// Runs work(unit, stored bytes) for every unit on all threads and use(unit, its answer) on this
/// thread, in order. The answer has to be default-constructible.
template <class Work, class Use>
void for_each_unit(const Reader& reader, std::span<const Unit> all, const Work& work,
                   const Use& use) {
    constexpr std::size_t block = 1024;
    using Answer = decltype(work(all[0], ByteView{}));
    while (!all.empty()) {
        base::stop_if_interrupted("");  // Some may have been printed.
        const auto some = all.first(std::min(block, all.size()));
        std::vector<Answer> answers(some.size());
        base::parallel_for(some.size(), [&](std::size_t i) {
            answers[i] = work(some[i], reader.tile(some[i].first).value_or(Bytes{}));
        });
        for (std::size_t i = 0; i < some.size(); ++i) {
            use(some[i], answers[i]);
        }
        all = all.subspan(some.size());
    }
}

}  // namespace tamga::archive
