// SPDX-License-Identifier: MIT
//
// An expression as the parser leaves it and the matcher runs it.
#pragma once

#include "engine/filter/expression.hpp"
#include "engine/filter/pattern.hpp"
#include "engine/filter/values.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace tamga::filter {

enum class Operation : std::uint8_t {
    literal,
    attribute,
    id,
    type,
    zoom,
    conjunction,
    disjunction,
    negation,
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    in,
    null_test,
    like,
    arithmetic,
};

/// What is known of a node's value before there is a feature.
enum class Known : std::uint8_t { nothing, condition, number, text };

struct Node {
    Operation operation = Operation::literal;
    Known known = Known::nothing;
    Arithmetic arithmetic = Arithmetic::add;
    std::uint32_t left = 0;                ///< The operands, as indices of nodes.
    std::uint32_t right = 0;               ///< Of an attribute its slot, of `like` its pattern.
    model::Value value = {};               ///< Of a literal.
    std::vector<std::uint32_t> list = {};  ///< What `in` compares with.
};

/// All nodes; operands stand before what they belong to, and the last one is the whole.
struct Program {
    std::string text;
    std::vector<Node> nodes;
    std::vector<Pattern> patterns;
    std::vector<Expression::Name> names;  ///< By slot, each once.
    std::deque<std::string> texts;        ///< That literals point to.
    bool uses_zoom = false;
};

}  // namespace tamga::filter
