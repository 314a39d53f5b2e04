// SPDX-License-Identifier: MIT
//
// The dictionaries of one layer of one tile; a part of LayerWriter.
#pragma once

#include "engine/base/hash.hpp"
#include "engine/mvt/varint.hpp"

#include <cassert>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace tamga::mvt {

/// Gives each value of a layer its number: an open-addressing table over the encoded bytes, which
/// stay where the layer's `values` field will have them. A slot is 8 bytes, half of them of the
/// hash, so that the table of a large tile stays in the processor's cache.
class ValueTable {
public:
    std::uint32_t number(ByteView value) {
        if (places_.size() * 2 >= slots_.size()) {
            grow();
        }
        const auto tag = static_cast<std::uint32_t>(base::hash64(value));
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = tag & mask;; at = (at + 1) & mask) {
            Slot& slot = slots_[at];
            if (slot.number_and_one == 0) {
                slot = {tag, static_cast<std::uint32_t>(places_.size()) + 1};
                append_field(encoded_, 4, value);
                places_.push_back({encoded_.size() - value.size(), value.size()});
                return slot.number_and_one - 1;
            }
            if (slot.tag == tag && holds(places_[slot.number_and_one - 1], value)) {
                return slot.number_and_one - 1;
            }
        }
    }

    ByteView encoded() const { return encoded_; }

    void clear() {
        encoded_.clear();
        places_.clear();
        slots_.assign(least_slots, Slot{});
    }

private:
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t number_and_one = 0;  ///< 0: the slot is free.
    };
    struct Place {
        std::size_t offset = 0;
        std::size_t size = 0;
    };
    static constexpr std::size_t least_slots = 128;  // A power of two, as all sizes.

    bool holds(const Place& place, ByteView value) const {
        return place.size == value.size() &&
               std::memcmp(encoded_.data() + place.offset, value.data(), value.size()) == 0;
    }

    void grow() {
        std::vector<Slot> old(slots_.size() * 4);
        old.swap(slots_);
        const std::size_t mask = slots_.size() - 1;
        for (const Slot& slot : old) {
            if (slot.number_and_one == 0) {
                continue;
            }
            std::size_t at = slot.tag & mask;
            while (slots_[at].number_and_one != 0) {
                at = (at + 1) & mask;
            }
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_ = std::vector<Slot>(least_slots);
    std::vector<Place> places_;  ///< Of each value in `encoded_`, by its number.
    Bytes encoded_;
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
