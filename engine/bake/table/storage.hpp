// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/spilled_memory.hpp"
#include "engine/base/interrupt.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory_resource>
#include <string>
#include <vector>

namespace tamga::bake {

/// Where a layer's large arrays lie.
struct Storage {
    std::pmr::memory_resource* memory = std::pmr::get_default_resource();
    /// How much of what was read may wait in ordinary memory to be sorted. More is sorted by runs
    /// of this size, which lie in `memory`.
    std::size_t run_bytes = std::numeric_limits<std::size_t>::max();
    base::SpilledMemory* spilled = nullptr;  ///< Null, or the same as `memory`.
    std::string folder = {};  ///< For temporary files; empty: where the system puts them.

    /// For arrays of which pieces far apart are read together.
    std::pmr::memory_resource* scattered() const {
        return spilled == nullptr ? memory : &spilled->scattered();
    }

    /// Called once in a while by those who go through all of the arrays.
    void keep_within_limit() const {
        if (spilled != nullptr) {
            spilled->keep_within_limit();
        }
    }

    /// The array with `count` elements. To bring so much memory in is work for all cores.
    template <class Array>
    void resize(Array& array, std::size_t count) const {
        array.reserve(count);
        if (spilled != nullptr && array.size() < count) {
            spilled->prefault(array.data() + array.size(),
                              (count - array.size()) * sizeof(typename Array::value_type));
        }
        array.resize(count);
    }
};

/// Looks after the limit, and hears SIGTERM, at every 256th step of a walk over features that lie
/// far apart: to touch one of them can bring 64 KiB of spilled memory back.
class Pace {
public:
    explicit Pace(const Storage& storage) : storage_{&storage} {}

    void step() {
        if (++steps_ % 256 == 0) {
            storage_->keep_within_limit();
            base::stop_if_interrupted();
        }
    }

private:
    const Storage* storage_;
    std::uint32_t steps_ = 0;
};

}  // namespace tamga::bake
