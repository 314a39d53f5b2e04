// SPDX-License-Identifier: MIT
#include "engine/store/adding/table_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

namespace tamga::store {
namespace {

ColumnType type_of(const model::Value& value) {
    struct TypeOf {
        ColumnType operator()(std::monostate) const { return ColumnType::none; }
        ColumnType operator()(bool) const { return ColumnType::integer; }
        ColumnType operator()(std::int64_t) const { return ColumnType::integer; }
        ColumnType operator()(std::uint64_t) const { return ColumnType::text; }
        ColumnType operator()(double) const { return ColumnType::real; }
        ColumnType operator()(std::string_view) const { return ColumnType::text; }
    };
    return std::visit(TypeOf{}, value);
}

ColumnType common(ColumnType a, ColumnType b) {
    if (a == b || b == ColumnType::none) {
        return a;
    }
    if (a == ColumnType::none) {
        return b;
    }
    const auto is_number = [](ColumnType type) {
        return type == ColumnType::integer || type == ColumnType::real;
    };
    return is_number(a) && is_number(b) ? ColumnType::real : ColumnType::mixed;
}

bool equal_but_for_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// Up to so many bytes, whole characters of UTF-8.
std::string_view shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) {
        return text;
    }
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
        --bytes;
    }
    return text.substr(0, bytes);
}

}  // namespace

TableColumns::TableColumns(Rules rules, const std::vector<FixedColumn>& fixed)
    : rules_{std::move(rules)} {
    for (const FixedColumn& column : fixed) {
        columns_.push_back({column.name, column.type});
    }
}

std::vector<std::string> TableColumns::names() const {
    std::vector<std::string> names;
    std::ranges::transform(columns_, std::back_inserter(names), &Column::name);
    return names;
}

bool TableColumns::is_taken(std::string_view name) const {
    const auto is_it = [&](std::string_view other) { return equal_but_for_case(other, name); };
    return std::ranges::any_of(rules_.reserved, is_it) ||
           std::ranges::any_of(columns_, is_it, &Column::name);
}

std::string TableColumns::free_name(std::string_view wanted) const {
    std::string name{wanted.empty() ? "unnamed" : shortened(wanted, rules_.longest_name)};
    for (int number = 2; is_taken(name); ++number) {
        const std::string behind = fmt::format("_{}", number);
        name = std::string{shortened(wanted, rules_.longest_name - behind.size())} + behind;
    }
    return name;
}

std::size_t TableColumns::column_of(std::string_view attribute) {
    const auto [known, is_new] = attributes_.try_emplace(std::string{attribute}, columns_.size());
    if (is_new) {
        columns_.push_back({free_name(attribute)});
        if (columns_.back().name != attribute) {
            notes_.push_back(
                fmt::format("attribute '{}' became column '{}'", attribute, columns_.back().name));
        }
    }
    return known->second;
}

void TableColumns::add(std::size_t column, const model::Value& value) {
    columns_[column].type = common(columns_[column].type, type_of(value));
}

}  // namespace tamga::store
