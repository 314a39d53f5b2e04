// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamga::store {

/// Which of the things 1, 2, ... equals another: a table of their numbers by hash. The things are
/// kept by whoever asks.
class Numbering {
public:
    /// The number of the thing with this hash of which `equals(number)` says that it is the one; if
    /// there is none the next number, which it has from now on.
    template <class Equals>
    std::uint32_t number(std::uint64_t hash, const Equals& equals) {
        if ((count_ + 1) * 2 > slots_.size()) {
            grow();
        }
        for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
            Slot& slot = slots_[at];
            if (slot.number == 0) {
                slot = {hash, static_cast<std::uint32_t>(++count_)};
                return slot.number;
            }
            if (slot.hash == hash && equals(slot.number)) {
                return slot.number;
            }
        }
    }

    std::size_t count() const noexcept { return count_; }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t number = 0;
    };

    void grow() {
        std::vector<Slot> old(std::bit_ceil(count_ * 4 + 64));
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.number != 0) {
                std::size_t at = slot.hash & (slots_.size() - 1);
                while (slots_[at].number != 0) {
                    at = (at + 1) & (slots_.size() - 1);
                }
                slots_[at] = slot;
            }
        }
    }

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace tamga::store
