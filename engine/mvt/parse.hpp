// SPDX-License-Identifier: MIT
//
// The one reading of a tile's bytes that decode() and violations() share. Each function tells
// `complain` what is wrong and returns what could be read.
#pragma once

#include "engine/mvt/decode.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::mvt {

enum class Level {
    should,  ///< Against a recommendation of MVT 2.1.
    must,    ///< Against a rule, but it can be read.
    fatal,   ///< What follows in the same message cannot be read.
};

/// `section` is that of the specification, as in "4.3.4.4".
struct Problem {
    Level level = Level::must;
    std::string_view section;
    std::string message;
};

using Complain = std::function<void(Problem)>;

/// The messages of the layers.
std::vector<ByteView> parse_tile(ByteView tile, const Complain& complain);

/// Null if it holds nothing we know.
model::Value parse_value(ByteView message, const Complain& complain);

/// The features are not parsed yet.
Layer parse_layer(ByteView message, const Complain& complain);
Feature parse_feature(ByteView message, const Complain& complain);

/// The tags whose key and value exist.
std::vector<TagPair> parse_tags(const Layer& layer, ByteView tags, const Complain& complain);
Geometry parse_geometry(const Feature& feature, const Complain& complain);

}  // namespace tamga::mvt
