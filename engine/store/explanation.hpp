// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace tamga::store {

/// How a question was answered. Whole when its last row has been read.
struct Explanation {
    std::string layer = {};        ///< Empty: what a statement names.
    std::string index = {};        ///< What led to the candidates; empty: nothing did.
    std::uint64_t candidates = 0;  ///< Rows of the layer that were looked at.
};

}  // namespace tamga::store
