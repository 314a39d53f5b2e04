// SPDX-License-Identifier: MIT
#include "engine/base/parallel.hpp"

#include <tbb/parallel_for.h>

namespace tamga::base {

void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work) {
    tbb::parallel_for(std::size_t{0}, count, work);
}

}  // namespace tamga::base
