// SPDX-License-Identifier: MIT
#include "engine/filter/builder.hpp"

#include "engine/base/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace tamga::filter {
namespace {

constexpr std::size_t most_names = 1000;

template <class Number>
std::optional<Number> read(std::string_view text) {
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all = failure == std::errc{} && end == text.data() + text.size();
    return all ? std::optional{number} : std::nullopt;
}

}  // namespace

Index Builder::push(Node node) {
    program_->nodes.push_back(std::move(node));
    return static_cast<Index>(program_->nodes.size() - 1);
}

Index Builder::number(const Token& token) {
    Node node{.known = Known::number};
    if (const auto whole = read<std::int64_t>(token.text)) {
        node.value = *whole;
    } else if (const auto large = read<std::uint64_t>(token.text)) {
        node.value = *large;
    } else if (const auto real = read<double>(token.text)) {
        node.value = *real;
    } else {
        fail_at(token.column, fmt::format("{} is too large or too small a number", token.text));
    }
    return push(std::move(node));
}

Index Builder::text(const std::string& text) {
    const std::string& kept = program_->texts.emplace_back(text);
    return push({.known = Known::text, .value = std::string_view{kept}});
}

Index Builder::attribute(const Token& token) {
    auto& names = program_->names;
    const auto known = std::ranges::find(names, token.text, &Expression::Name::text);
    const auto slot = static_cast<Index>(known - names.begin());
    if (known == names.end()) {
        if (names.size() == most_names) {
            fail_at(token.column, fmt::format("asks for more than {} attributes", most_names));
        }
        names.push_back({token.text, token.column, token.kind == TokenKind::quoted_name});
    }
    return push({.operation = Operation::attribute, .right = slot});
}

Index Builder::variable(const Token& token) {
    if (token.text == "id") {
        return push({.operation = Operation::id, .known = Known::number});
    }
    if (token.text == "type") {
        return push({.operation = Operation::type, .known = Known::text});
    }
    if (token.text == "zoom") {
        program_->uses_zoom = true;
        return push({.operation = Operation::zoom, .known = Known::number});
    }
    const std::vector<std::string> all{"id", "type", "zoom"};
    fail_at(token.column, fmt::format("there is no ${}; there are $id, $type and $zoom{}",
                                      token.text, base::did_you_mean(token.text, all)));
}

Index Builder::pattern(std::string_view text, bool ignore_case) {
    program_->patterns.emplace_back(text, ignore_case);
    return static_cast<Index>(program_->patterns.size() - 1);
}

}  // namespace tamga::filter
