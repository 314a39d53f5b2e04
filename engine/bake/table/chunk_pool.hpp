// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"

#include <cstddef>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <vector>

namespace tamga::bake {

/// A stretch of memory that arrays are cut off from, one after the other. It is given back when no
/// chunk holds it any more.
class Slab final : public std::pmr::memory_resource {
public:
    explicit Slab(std::size_t bytes);
    ~Slab() override;
    Slab(const Slab&) = delete;
    Slab& operator=(const Slab&) = delete;

    std::size_t room() const { return size_ - used_; }

private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override;
    void do_deallocate(void*, std::size_t, std::size_t) override {}
    bool do_is_equal(const memory_resource& other) const noexcept override {
        return this == &other;
    }

    std::byte* begin_;
    std::size_t size_;
    std::size_t used_ = 0;
};

/// Memory for the chunks of a source while it is read, so that reading touches few new pages.
/// Called from several threads.
class ChunkPool {
public:
    /// An empty chunk to be filled, whose arrays may have room from before.
    std::unique_ptr<Chunk> take();
    void give_back(std::unique_ptr<Chunk> chunk);

    /// A copy of a chunk of points that waits to be sorted: see sorted_in(). It keeps its memory
    /// alive.
    std::shared_ptr<Chunk> sorted(Chunk& from);

private:
    std::shared_ptr<Slab> take_slab(std::size_t bytes);

    std::mutex mutex_;  // Guards what follows.
    std::vector<std::unique_ptr<Chunk>> empty_;
    std::vector<std::shared_ptr<Slab>> open_;  ///< Slabs that nobody fills at the moment.
};

}  // namespace tamga::bake
