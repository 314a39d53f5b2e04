// SPDX-License-Identifier: MIT
#pragma once

#include "engine/filter/lexer.hpp"
#include "engine/filter/program.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace tamga::filter {

/// The place of a node in its program.
using Index = std::uint32_t;

/// Puts a program together, node by node.
class Builder {
public:
    explicit Builder(std::string_view text) { program_->text = text; }

    Index push(Node node);
    const Node& node(Index index) const { return program_->nodes[index]; }

    /// Throws Error{Fault::usage} if no type of ours can hold it.
    Index number(const Token& token);
    Index text(const std::string& text);
    Index attribute(const Token& token);
    /// $id, $type or $zoom. Throws Error{Fault::usage} for another.
    Index variable(const Token& token);
    /// The number of a new pattern.
    Index pattern(std::string_view text, bool ignore_case);

    std::shared_ptr<const Program> program() const { return program_; }

private:
    std::shared_ptr<Program> program_ = std::make_shared<Program>();
};

}  // namespace tamga::filter
