// SPDX-License-Identifier: MIT
#include "engine/bake/table/chunk_pool.hpp"

#include "engine/bake/table/hilbert_sort.hpp"
#include "engine/base/huge_pages.hpp"

#include <algorithm>
#include <utility>

namespace tamga::bake {
namespace {

/// What the arrays of a sorted copy take, each at the alignment of any type.
std::size_t sorted_bytes(const Chunk& chunk) {
    constexpr std::size_t arrays = 5;
    return chunk.vertices.size() * sizeof(tile::WorldPoint) +
           chunk.parts.size() * sizeof(model::Part) + chunk.attributes.size() +
           chunk.rows.size() * (sizeof(FeatureRow) + sizeof(HilbertPlace)) +
           arrays * alignof(std::max_align_t);
}

/// Enough for a few chunks like this one, in whole huge pages unless it is small.
std::size_t slab_bytes(std::size_t chunk_bytes) {
    constexpr std::size_t chunks = 4;
    constexpr std::size_t largest = 4 * base::huge_page;
    const std::size_t bytes = std::max(chunk_bytes, std::min(chunks * chunk_bytes, largest));
    const std::size_t pages = (bytes + base::huge_page - 1) / base::huge_page;
    return bytes < base::huge_page / 2 ? bytes : pages * base::huge_page;
}

/// Its memory lives as long as the chunk.
struct ChunkInSlab {
    std::shared_ptr<Slab> slab;
    Chunk chunk;
};

}  // namespace

Slab::Slab(std::size_t bytes)
    : begin_{static_cast<std::byte*>(base::map_huge(bytes))}, size_{bytes} {}

Slab::~Slab() { base::unmap_huge(begin_, size_); }

void* Slab::do_allocate(std::size_t bytes, std::size_t alignment) {
    const std::size_t at = (used_ + alignment - 1) / alignment * alignment;
    if (at + bytes > size_) {
        throw std::bad_alloc{};
    }
    used_ = at + bytes;
    return begin_ + at;
}

std::unique_ptr<Chunk> ChunkPool::take() {
    const std::lock_guard lock{mutex_};
    if (empty_.empty()) {
        return std::make_unique<Chunk>();
    }
    auto chunk = std::move(empty_.back());
    empty_.pop_back();
    return chunk;
}

void ChunkPool::give_back(std::unique_ptr<Chunk> chunk) {
    Chunk emptied = std::move(*chunk);
    *chunk = Chunk{};
    const auto reuse = [](auto& array, auto& room) {
        room.clear();
        array = std::move(room);
    };
    reuse(chunk->vertices, emptied.vertices);
    reuse(chunk->zooms, emptied.zooms);
    reuse(chunk->parts, emptied.parts);
    reuse(chunk->attributes, emptied.attributes);
    reuse(chunk->rows, emptied.rows);
    const std::lock_guard lock{mutex_};
    empty_.push_back(std::move(chunk));
}

/// With so much room. One that has less is as good as full.
std::shared_ptr<Slab> ChunkPool::take_slab(std::size_t bytes) {
    {
        const std::lock_guard lock{mutex_};
        if (!open_.empty()) {
            auto slab = std::move(open_.back());
            open_.pop_back();
            if (slab->room() >= bytes) {
                return slab;
            }
        }
    }
    return std::make_shared<Slab>(slab_bytes(bytes));
}

std::shared_ptr<Chunk> ChunkPool::sorted(Chunk& from) {
    auto slab = take_slab(sorted_bytes(from));
    auto made = std::make_shared<ChunkInSlab>(slab, sorted_in(slab.get(), std::move(from)));
    const std::lock_guard lock{mutex_};
    open_.push_back(std::move(slab));
    return {made, &made->chunk};
}

}  // namespace tamga::bake
