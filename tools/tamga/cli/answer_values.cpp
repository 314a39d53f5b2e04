// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_values.hpp"

#include "tools/tamga/cli/lines.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tamga::cli {
namespace {

struct PlainText {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(std::uint64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return text_of(value); }
    std::string operator()(std::string_view value) const { return std::string{value}; }
};

}  // namespace

std::string text_of(double value) {
    const double size = std::abs(value);
    return size >= 1e-5 && size < 1e15 ? fmt::format("{}", value)
           : value == 0                ? "0"
                                       : fmt::format("{}", value);
}

std::string plain_text(const model::Value& value) { return std::visit(PlainText{}, value); }

std::string json_text(const model::Value& value, const store::Column& column) {
    if (const auto* text = std::get_if<std::string_view>(&value); text && !column.is_decimal) {
        return json_string(*text);
    }
    const auto* real = std::get_if<double>(&value);
    const bool is_null =
        std::holds_alternative<std::monostate>(value) || (real != nullptr && !std::isfinite(*real));
    return is_null ? "null" : plain_text(value);
}

std::string json_object(const model::FeatureView& row, const std::vector<store::Column>& columns) {
    std::string members;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        members += (i == 0 ? "" : ",") + json_string(columns[i].name) + ":" +
                   json_text(row.attributes[i].value, columns[i]);
    }
    return "{" + members + "}";
}

}  // namespace tamga::cli
