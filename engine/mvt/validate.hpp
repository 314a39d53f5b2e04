// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::mvt {

/// One rule of the vector tile specification 2.1 that a tile breaks.
struct Violation {
    std::string layer;
    std::optional<std::size_t> feature;  ///< Its number in the layer, from 0.
    std::string_view section;            ///< Of the specification, as in "4.3.4.4".
    bool must = true;                    ///< False: only a recommendation.
    std::string message;
};

/// What is wrong with a tile (raw protobuf), in the order of its bytes; never throws for data.
///
/// Beyond the specification, a coordinate more than a whole tile outside of its tile breaks a
/// recommendation: no buffer is that wide, and renderers keep 16 bits.
std::vector<Violation> violations(ByteView tile);

}  // namespace tamga::mvt
