// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/serve/http/negotiate.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tamga::serve {

/// A tile as its tile set has it, or that there is none.
struct StoredTile {
    bool is_there = false;
    Bytes bytes{};
    Coding coding = Coding::identity;  ///< Of `bytes`.
    std::string media_type{};
    std::uint64_t hash = 0;  ///< Of `bytes`.
};

/// The tiles that were asked for of late, so that asking again takes no reading, and telling a
/// client that it has the tile already takes no work at all.
class TileCache {
public:
    struct Key {
        std::uint64_t edition = 0;  ///< A tile is never of another edition than its key.
        std::uint64_t tile = 0;     ///< Its hilbert_id.

        friend bool operator==(const Key&, const Key&) = default;
    };

    explicit TileCache(std::uint64_t limit) : limit_{limit / shard_count / 2} {}

    /// Null if it is not known.
    std::shared_ptr<const StoredTile> find(const Key& key);
    void put(const Key& key, std::shared_ptr<const StoredTile> tile);

private:
    static constexpr std::size_t shard_count = 16;

    struct Hash {
        std::size_t operator()(const Key& key) const noexcept;
    };
    using Tiles = std::unordered_map<Key, std::shared_ptr<const StoredTile>, Hash>;

    /// What is found among the old moves to the young; when the young have half of the room, they
    /// become the old, and those that nobody asked for are gone. All threads that answer share the
    /// shards, each with a mutex of its own so that they seldom wait.
    struct Shard {
        std::mutex mutex;
        Tiles young{};
        Tiles old{};
        std::uint64_t young_bytes = 0;
    };

    Shard& shard_of(const Key& key) { return shards_[Hash{}(key) % shard_count]; }
    void add(Shard& shard, const Key& key, std::shared_ptr<const StoredTile> tile) const;

    const std::uint64_t limit_;  ///< Of the young in one shard.
    std::array<Shard, shard_count> shards_;
};

}  // namespace tamga::serve
