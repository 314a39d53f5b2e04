// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <memory_resource>
#include <type_traits>
#include <utility>
#include <vector>

namespace tamga::base {

/// Gives elements that are made without a value no value: they are what the memory held before.
template <class T>
class UnwrittenAllocator : public std::pmr::polymorphic_allocator<T> {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    using std::pmr::polymorphic_allocator<T>::polymorphic_allocator;

    template <class U, class... Arguments>
    void construct(U* place, Arguments&&... arguments) {
        if constexpr (sizeof...(Arguments) > 0) {
            std::construct_at(place, std::forward<Arguments>(arguments)...);
        }
    }
    UnwrittenAllocator select_on_container_copy_construction() const { return {}; }
};

/// A std::pmr::vector for large arrays that several threads fill: resize() does not go through the
/// new elements. Whoever calls it gives all of them a value.
template <class T>
using UnwrittenVector = std::vector<T, UnwrittenAllocator<T>>;

}  // namespace tamga::base
