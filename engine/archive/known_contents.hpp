// SPDX-License-Identifier: MIT
//
// A part of the readers whose containers do not say which tiles are equal.
#pragma once

#include "engine/archive/content_table.hpp"
#include "engine/base/bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace tamga::archive {

/// Gives contents their numbers, from 0 on. Equal ones get one number; that two are equal is
/// believed when their bytes are.
class KnownContents {
public:
    /// Reads the tile again that a content was first met at.
    using ReadTile = std::function<Bytes(std::uint64_t id)>;

    /// The number of the content of the tile `id`.
    std::uint64_t number_of(ByteView content, std::uint64_t id, const ReadTile& read) {
        const std::uint64_t next = firsts_.size();
        const std::uint64_t number = table_.place_of(base::hash128(content), next);
        if (number != next && std::ranges::equal(content, first_with(number, read))) {
            return number;
        }
        firsts_.push_back(id);
        return next;
    }

    /// For contents that have names of their own.
    std::uint64_t number_of_name(ByteView name) {
        return table_.place_of(base::hash128(name), table_.size());
    }

private:
    /// Most tiles that have a content in common have one of a few.
    const Bytes& first_with(std::uint64_t number, const ReadTile& read) {
        constexpr std::size_t most_bytes = std::size_t{8} << 20;
        const auto known = recent_.find(number);
        if (known != recent_.end()) {
            return known->second;
        }
        Bytes content = read(firsts_[number]);
        if (recent_bytes_ + content.size() > most_bytes) {
            recent_.clear();
            recent_bytes_ = 0;
        }
        recent_bytes_ += content.size();
        return recent_.emplace(number, std::move(content)).first->second;
    }

    ContentTable table_;
    std::vector<std::uint64_t> firsts_;  ///< The tile where each number was first met.
    std::unordered_map<std::uint64_t, Bytes> recent_;
    std::size_t recent_bytes_ = 0;
};

}  // namespace tamga::archive
