// SPDX-License-Identifier: MIT
#include "engine/serve/tile_cache.hpp"

#include <utility>

namespace tamga::serve {
namespace {

/// What the tables take for each tile, about.
constexpr std::uint64_t overhead = 200;

}  // namespace

std::size_t TileCache::Hash::operator()(const Key& key) const noexcept {
    const std::uint64_t mixed =
        (key.tile + key.edition * 0x9e3779b97f4a7c15U) * 0xd6e8feb86659fd93U;
    return mixed ^ mixed >> 32U;
}

std::shared_ptr<const StoredTile> TileCache::find(const Key& key) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock{shard.mutex};
    if (const auto found = shard.young.find(key); found != shard.young.end()) {
        return found->second;
    }
    const auto found = shard.old.find(key);
    if (found == shard.old.end()) {
        return nullptr;
    }
    auto tile = std::move(found->second);
    shard.old.erase(found);
    add(shard, key, tile);
    return tile;
}

void TileCache::put(const Key& key, std::shared_ptr<const StoredTile> tile) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock{shard.mutex};
    add(shard, key, std::move(tile));
}

void TileCache::add(Shard& shard, const Key& key, std::shared_ptr<const StoredTile> tile) const {
    const std::uint64_t size = tile->bytes.size() + overhead;
    if (size > limit_) {
        return;
    }
    if (shard.young_bytes + size > limit_) {
        shard.old = std::exchange(shard.young, {});
        shard.young_bytes = 0;
    }
    if (shard.young.emplace(key, std::move(tile)).second) {
        shard.young_bytes += size;
    }
}

}  // namespace tamga::serve
