// SPDX-License-Identifier: MIT
#include "engine/bake/columns.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace tamga::bake {
namespace {

template <class T>
std::optional<T> parsed(std::string_view text) {
    T value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> as_real(const model::Value& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        return parsed<double>(*text);
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    if (const auto* large = std::get_if<std::uint64_t>(&value)) {
        return static_cast<double>(*large);
    }
    if (const auto* flag = std::get_if<bool>(&value)) {
        return *flag ? 1.0 : 0.0;
    }
    const auto* real = std::get_if<double>(&value);
    return real == nullptr ? std::nullopt : std::optional{*real};
}

model::Value as_integer(const model::Value& value) {
    if (std::holds_alternative<std::int64_t>(value) ||
        std::holds_alternative<std::uint64_t>(value)) {
        return value;
    }
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        if (const auto exact = parsed<std::int64_t>(*text)) {
            return *exact;
        }
    }
    const auto real = as_real(value);
    return real && std::abs(*real) < 9e18 ? model::Value{std::int64_t{std::llround(*real)}} : value;
}

model::Value as_boolean(const model::Value& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        if (*text == "true" || *text == "false") {
            return *text == "true";
        }
    }
    const auto real = as_real(value);
    return real ? model::Value{*real != 0} : value;
}

std::optional<std::uint64_t> as_id(const model::Value& value) {
    const model::Value integer = as_integer(value);
    if (const auto* large = std::get_if<std::uint64_t>(&integer)) {
        return *large;
    }
    const auto* small = std::get_if<std::int64_t>(&integer);
    return small != nullptr && *small >= 0 ? std::optional{static_cast<std::uint64_t>(*small)}
                                           : std::nullopt;
}

}  // namespace

model::Value converted(const model::Value& value, style::FieldType type, std::string& room) {
    switch (type) {
        case style::FieldType::integer:
            return as_integer(value);
        case style::FieldType::boolean:
            return as_boolean(value);
        case style::FieldType::real: {
            const auto real = as_real(value);
            return real ? model::Value{*real} : value;
        }
        case style::FieldType::text:
            if (!std::holds_alternative<std::string_view>(value)) {
                room = json_of(value);
                return std::string_view{room};
            }
            return value;
    }
    return value;
}

void Columns::name(std::set<std::string>& names) const {
    for (const Column& column : columns_) {
        names.emplace(column.name);
    }
}

bool Columns::is_kept(std::string_view name) const {
    const auto lists = [name](const std::vector<std::string>& names) {
        return std::ranges::find(names, name) != names.end();
    };
    return !lists(layer_.exclude) && (!layer_.attributes || lists(*layer_.attributes));
}

const Columns::Column& Columns::column(std::string_view name) {
    const auto known = std::ranges::find(columns_, name.data(),
                                         [](const Column& column) { return column.name.data(); });
    if (known != columns_.end()) {
        return *known;
    }
    Column column{.name = name, .keep = is_kept(name), .is_id = name == layer_.id};
    column.is_keep_value = name == layer_.keep_by;
    if (column.keep) {
        column.key = keys_.number(name);
    }
    if (const auto type = layer_.types.find(std::string{name}); type != layer_.types.end()) {
        column.type = type->second;
    }
    return columns_.emplace_back(column);
}

void Columns::encode(const model::FeatureView& feature, Chunk& chunk, FeatureRow& row) {
    std::string room;
    encoded_.clear();
    double keep_value = -std::numeric_limits<double>::infinity();
    for (const model::Attribute& attribute : feature.attributes) {
        if (std::holds_alternative<std::monostate>(attribute.value)) {
            continue;
        }
        const Column& column = this->column(attribute.name);
        if (column.is_id) {
            if (const auto id = as_id(attribute.value)) {
                row.id = *id;
                row.has_id = true;
            }
        }
        if (column.is_keep_value) {
            keep_value = as_real(attribute.value).value_or(keep_value);
        }
        if (!column.keep) {
            continue;
        }
        const model::Value value =
            column.type ? converted(attribute.value, *column.type, room) : attribute.value;
        append_attribute(encoded_, column.key, value);
        chunk.stats.count(column.key, value);
    }
    chunk.attributes.insert(chunk.attributes.end(), encoded_.begin(), encoded_.end());
    if (!layer_.keep_by.empty()) {
        chunk.keep_values.push_back(keep_value);
    }
}

}  // namespace tamga::bake
