// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/parallel.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
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

struct Units {
    std::vector<Unit> units;  ///< Ordered by hilbert_id of their first tile.
    TileCount count;
};

/// All of them, in time that does not depend on how many tiles a run claims.
Units units(const Reader& reader);

/// Unpacks tiles for several threads. What is large is unpacked and worked on one at a time, so
/// that memory does not grow with the number of threads.
class Unpacker {
public:
    explicit Unpacker(Compression compression) : compression_{compression} {}

    /// Calls use(raw bytes). Throws Error{Fault::input} as unpacked() does.
    void with(ByteView stored, const std::function<void(ByteView)>& use);

private:
    Compression compression_;
    std::mutex large_;  // Held while a large tile is unpacked and used.
};

/// Runs work(unit, stored bytes) for every unit on all threads and use(unit, its answer) in their
/// order, one at a time, with few answers waiting. The answer has to be default-constructible.
template <class Work, class Use>
void for_each_unit(const Reader& reader, std::span<const Unit> all, const Work& work,
                   const Use& use) {
    using Answer = decltype(work(all[0], ByteView{}));
    const std::size_t at_once = base::most_at_once();
    std::vector<Answer> answers(at_once);
    base::parallel_in_order(
        all.size(),
        [&](std::size_t i) {
            base::stop_if_interrupted("");  // Some may have been printed.
            answers[i % at_once] = work(all[i], reader.tile(all[i].first).value_or(Bytes{}));
        },
        [&](std::size_t i) {
            use(all[i], answers[i % at_once]);
            answers[i % at_once] = Answer{};
        });
}

}  // namespace tamga::archive
