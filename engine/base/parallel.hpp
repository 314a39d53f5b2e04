// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>

namespace tamga::base {

/// Calls work(0) to work(count - 1) on as many threads as the process may use, in any order. The
/// first exception stops the rest and is thrown.
void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work);

/// Calls work(i) for 0 to count - 1 as parallel_for does and use(i) after it, one at a time and in
/// order. No more than most_at_once() are begun and not yet used. The first exception stops the
/// rest and is thrown.
void parallel_in_order(std::size_t count, const std::function<void(std::size_t)>& work,
                       const std::function<void(std::size_t)>& use);
std::size_t most_at_once();

}  // namespace tamga::base
