// SPDX-License-Identifier: MIT
//
// A part of the reader of PMTiles.
#pragma once

#include "engine/archive/pmtiles.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tamga::archive {

/// Unpacked leaves, for all threads that read: unpacking one costs as much as ten tiles.
class LeafCache {
public:
    using Leaf = std::shared_ptr<const std::vector<pmtiles::Entry>>;  // It may be dropped in use.

    /// Nothing if it is not there.
    Leaf find(const pmtiles::Entry& to) const {
        const std::lock_guard lock{mutex_};
        const auto known = leaves_.find(key(to));
        return known == leaves_.end() ? nullptr : known->second;
    }

    /// Keeps a leaf, and drops all others if their total size is over the limit.
    void keep(const pmtiles::Entry& to, const Leaf& leaf) {
        constexpr std::size_t most_bytes = std::size_t{32} << 20;
        const std::size_t bytes = leaf->size() * sizeof(pmtiles::Entry);
        const std::lock_guard lock{mutex_};
        if (bytes_ + bytes > most_bytes) {
            leaves_.clear();
            bytes_ = 0;
        }
        bytes_ += leaves_.emplace(key(to), leaf).second ? bytes : 0;
    }

private:
    using Key = std::pair<std::uint64_t, std::uint32_t>;
    static Key key(const pmtiles::Entry& to) { return {to.offset, to.size}; }

    mutable std::mutex mutex_;
    std::map<Key, Leaf> leaves_;
    std::size_t bytes_ = 0;
};

}  // namespace tamga::archive
