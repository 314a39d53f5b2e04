// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/hash.hpp"

#include <cstdint>
#include <memory_resource>
#include <vector>

namespace tamga::archive {

/// Remembers where each content was put first, by 128 bits of its hash: an open-addressing table of
/// 24 bytes a slot, since a planet has tens of millions of contents.
class ContentTable {
public:
    explicit ContentTable(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : slots_{1024, memory} {}

    /// Where an equal content was put, or `place`, which is then remembered for it.
    std::uint64_t place_of(base::Hash128 content, std::uint64_t place) {
        if ((count_ + 1) * 4 > slots_.size() * 3) {
            grow();
        }
        Slot& slot = find(content);
        if (slot.place == none) {
            slot = {content, place};
            ++count_;
        }
        return slot.place;
    }

    std::uint64_t size() const { return count_; }

private:
    static constexpr std::uint64_t none = ~std::uint64_t{0};

    struct Slot {
        base::Hash128 content;
        std::uint64_t place = none;
    };

    Slot& find(base::Hash128 content) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = content.first & mask;
        while (slots_[at].place != none && slots_[at].content != content) {
            at = (at + 1) & mask;
        }
        return slots_[at];
    }

    void grow() {
        std::pmr::vector<Slot> old(slots_.size() * 2, slots_.get_allocator());
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.place != none) {
                find(slot.content) = slot;
            }
        }
    }

    std::pmr::vector<Slot> slots_;  // The size is always a power of two.
    std::uint64_t count_ = 0;
};

}  // namespace tamga::archive
