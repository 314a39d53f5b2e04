// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <memory_resource>

namespace tamga::bake {

/// Where a layer's large arrays lie.
struct Storage {
    std::pmr::memory_resource* memory = std::pmr::get_default_resource();
    /// How much of what was read may wait in ordinary memory to be sorted. More is sorted by runs
    /// of this size, which lie in `memory`.
    std::size_t run_bytes = std::numeric_limits<std::size_t>::max();
};

}  // namespace tamga::bake
