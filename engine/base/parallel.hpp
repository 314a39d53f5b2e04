// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>

namespace tamga::base {

/// Calls work(0) to work(count - 1) on as many threads as the process may use, in any order. The
/// first exception stops the rest and is thrown.
void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace tamga::base
