// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
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

/// What judged() finds: the first of its violations, and how many there are besides.
struct Judgement {
    std::vector<Violation> violations;
    std::uint64_t more_musts = 0;
    std::uint64_t more_shoulds = 0;
};

/// What is wrong with a tile (raw protobuf), in the order of its bytes; never throws for data. Of
/// rules and of recommendations the first `most` each are kept. Names in messages are shortened.
///
/// Beyond the specification, a coordinate more than a whole tile outside of its tile breaks a
/// recommendation: no buffer is that wide, and renderers keep 16 bits.
Judgement judged(ByteView tile, std::size_t most);

/// All of them.
std::vector<Violation> violations(ByteView tile);

}  // namespace tamga::mvt
