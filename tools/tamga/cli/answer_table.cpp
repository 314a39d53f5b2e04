// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_table.hpp"

#include "engine/base/printable.hpp"
#include "tools/tamga/cli/answer_values.hpp"

#include <algorithm>
#include <ostream>

namespace tamga::cli {
namespace {

/// How many characters a terminal shows, one a code point.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string_view text, std::size_t width, bool left) {
    const std::string space(width - std::min(width, width_of(text)), ' ');
    return left ? std::string{text} + space : space + std::string{text};
}

bool is_text(const model::Value& value, const store::Column& column) {
    return std::holds_alternative<std::monostate>(value) ||
           (std::holds_alternative<std::string_view>(value) && !column.is_decimal);
}

}  // namespace

void AnswerTable::begin() {
    std::vector<std::string> heads;
    for (const store::Column& column : columns()) {
        heads.push_back(column.name);
    }
    left_.assign(heads.size(), true);
    widths_.assign(heads.size(), 0);
    keep(std::move(heads));
}

void AnswerTable::add(const model::FeatureView& row) {
    std::vector<std::string> line;
    for (std::size_t i = 0; i < row.attributes.size(); ++i) {
        const model::Value& value = row.attributes[i].value;
        line.push_back(plain_text(value));
        std::ranges::replace(line.back(), '\n', ' ');
        left_[i] = left_[i] && is_text(value, columns()[i]);
    }
    keep(std::move(line));
}

void AnswerTable::keep(std::vector<std::string> line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        line[i] = base::printable(line[i]);
        widths_[i] = std::max(widths_[i], width_of(line[i]));
    }
    lines_.add(line);
}

void AnswerTable::write(std::span<const std::string_view> line) const {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        text += (i == 0 ? "" : "  ") + padded(line[i], widths_[i], left_[i]);
    }
    out() << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
}

void AnswerTable::end(Notes) {
    lines_.visit([this](std::span<const std::string_view> line) { write(line); });
}

}  // namespace tamga::cli
