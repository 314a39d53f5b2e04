// SPDX-License-Identifier: MIT
//
// The dictionaries of one layer of one tile; a part of LayerWriter.
#pragma once

#include "engine/base/hash.hpp"
#include "engine/mvt/varint.hpp"

#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tamga::mvt {

/// Gives each value of a layer its number: an open-addressing table over the encoded bytes, which
/// stay where the layer's `values` field will have them. Emptying it is one increment: a slot
/// counts only if its epoch is the table's.
class ValueTable {
public:
    std::uint32_t number(ByteView value) {
        if (count_ * 2 >= slots_.size()) {
            grow();
        }
        const std::uint64_t hash = base::hash64(value);
        Slot& slot = find(hash, value);
        if (slot.epoch != epoch_) {
            append_field(encoded_, 4, value);
            slot = {hash, encoded_.size() - value.size(), static_cast<std::uint32_t>(value.size()),
                    count_++, epoch_};
        }
        return slot.number;
    }

    ByteView encoded() const { return encoded_; }

    void clear() {
        encoded_.clear();
        count_ = 0;
        if (++epoch_ == 0) {  // After 2^32 tiles: old slots would count again.
            slots_.assign(slots_.size(), Slot{});
            epoch_ = 1;
        }
    }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::size_t offset = 0;
        std::uint32_t size = 0;
        std::uint32_t number = 0;
        std::uint32_t epoch = 0;
    };

    bool holds(const Slot& slot, std::uint64_t hash, ByteView value) const {
        const ByteView kept = ByteView{encoded_}.subspan(slot.offset, slot.size);
        return slot.hash == hash && as_text(kept) == as_text(value);
    }

    /// The slot that holds `value`, or the free one where it belongs.
    Slot& find(std::uint64_t hash, ByteView value) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash & mask;
        while (slots_[at].epoch == epoch_ && !holds(slots_[at], hash, value)) {
            at = (at + 1) & mask;
        }
        return slots_[at];
    }

    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        const std::size_t mask = slots_.size() - 1;
        for (const Slot& slot : old) {
            if (slot.epoch != epoch_) {
                continue;
            }
            std::size_t at = slot.hash & mask;
            while (slots_[at].epoch == epoch_) {
                at = (at + 1) & mask;
            }
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_ = std::vector<Slot>(256);  // The size is always a power of two.
    Bytes encoded_;
    std::uint32_t count_ = 0;
    std::uint32_t epoch_ = 1;
};

/// The same for keys, which come with a number already.
class KeyTable {
public:
    explicit KeyTable(std::span<const std::string_view> keys)
        : keys_{keys.begin(), keys.end()}, slots_(keys.size()) {}

    std::uint32_t number(std::uint32_t key) {
        assert(key < slots_.size());
        Slot& slot = slots_[key];
        if (slot.epoch != epoch_) {
            slot = {epoch_, count_++};
            append_field(encoded_, 3, as_bytes(keys_[key]));
        }
        return slot.number;
    }

    ByteView encoded() const { return encoded_; }

    void clear() {
        encoded_.clear();
        count_ = 0;
        if (++epoch_ == 0) {
            slots_.assign(slots_.size(), Slot{});
            epoch_ = 1;
        }
    }

private:
    struct Slot {
        std::uint32_t epoch = 0;
        std::uint32_t number = 0;
    };

    std::vector<std::string_view> keys_;
    std::vector<Slot> slots_;
    Bytes encoded_;
    std::uint32_t count_ = 0;
    std::uint32_t epoch_ = 1;
};

}  // namespace tamga::mvt
