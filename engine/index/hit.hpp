// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace tamga::index {

enum class Side { outside, boundary, inside };

/// An area that holds a position.
struct Hit {
    std::uint32_t area = 0;
    Side side = Side::inside;  ///< Or boundary.

    friend bool operator==(const Hit&, const Hit&) = default;
};

}  // namespace tamga::index
