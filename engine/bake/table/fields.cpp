// SPDX-License-Identifier: MIT
#include "engine/bake/table/fields.hpp"

#include "engine/base/error.hpp"
#include "engine/base/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tamga::bake {
namespace {

constexpr std::size_t header_bytes = 6;  // A 16 bit key and a 32 bit length.

template <class T>
T little_endian(const std::uint8_t* bytes) {
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        value = static_cast<T>(value | static_cast<T>(T{bytes[i]} << (8 * i)));
    }
    return value;
}

}  // namespace

std::uint16_t KeyNames::number(std::string_view name) {
    const std::lock_guard lock{mutex_};
    const auto known = numbers_.find(name);
    if (known != numbers_.end()) {
        return known->second;
    }
    if (names_.size() == hidden_zooms) {
        throw Error{Fault::input, "a layer cannot have more than 65,534 attribute names"};
    }
    const auto next = static_cast<std::uint16_t>(names_.size());
    names_.emplace_back(name);
    numbers_.emplace(names_.back(), next);
    return next;
}

std::vector<std::string_view> KeyNames::names() const {
    const std::lock_guard lock{mutex_};
    return {names_.begin(), names_.end()};
}

void append_attribute(Bytes& out, std::uint16_t key, const model::Value& value, bool stay_real) {
    const std::size_t at = out.size();
    out.resize(at + header_bytes);
    const auto* real = std::get_if<double>(&value);
    if (stay_real && real != nullptr) {
        mvt::append_real(out, *real);
    } else {
        mvt::append_value(out, value);
    }
    const auto size = static_cast<std::uint32_t>(out.size() - at - header_bytes);
    const std::uint64_t header = key | (std::uint64_t{size} << 16);
    for (std::size_t i = 0; i < header_bytes; ++i) {
        out[at + i] = static_cast<std::uint8_t>(header >> (8 * i));
    }
}

void read_attributes(ByteView bytes, std::vector<mvt::Tag>& tags) {
    tags.clear();
    for (std::size_t at = 0; at < bytes.size();) {
        const auto key = little_endian<std::uint16_t>(bytes.data() + at);
        const auto size = little_endian<std::uint32_t>(bytes.data() + at + 2);
        if (key < hidden_zooms) {
            tags.push_back({key, bytes.subspan(at + header_bytes, size)});
        }
        at += header_bytes + size;
    }
}

ByteView attribute_under(ByteView bytes, std::uint16_t wanted) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto key = little_endian<std::uint16_t>(bytes.data() + at);
        const auto size = little_endian<std::uint32_t>(bytes.data() + at + 2);
        if (key == wanted) {
            return bytes.subspan(at + header_bytes, size);
        }
        at += header_bytes + size;
    }
    return {};
}

std::string json_of(const model::Value& value) {
    return std::visit(
        [](const auto& v) -> std::string {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return "null";
            } else {
                return base::json_text(nlohmann::json(v));
            }
        },
        value);
}

Field& FieldStats::field(std::size_t key) {
    if (key >= fields_.size()) {
        fields_.resize(key + 1);
        known_.resize(key + 1);
        seen_.resize(key + 1);
    }
    return fields_[key];
}

/// True if the value was not counted before: most were, and to compare bytes is quicker than to
/// write JSON.
bool FieldStats::is_new(std::size_t key, const model::Value& value) {
    bytes_.assign(1, static_cast<char>(value.index()));
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        bytes_ += *text;
    } else {
        std::visit(
            [this](const auto& number) {
                bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
            },
            value);
    }
    return seen_[key].insert(bytes_).second;
}

void FieldStats::remember(std::size_t key, std::string json) {
    Field& one = fields_[key];
    if (one.more_values || known_[key].contains(json)) {
        return;
    }
    if (one.values.size() == Field::value_limit) {
        one.more_values = true;
        return;
    }
    known_[key].insert(json);
    one.values.push_back(std::move(json));
}

void FieldStats::count(std::uint16_t key, const model::Value& value) {
    Field& one = field(key);
    const auto number = [&one](double v) {
        ++one.numbers;
        one.min = std::min(one.min, v);
        one.max = std::max(one.max, v);
    };
    if (const auto* real = std::get_if<double>(&value)) {
        number(*real);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        number(static_cast<double>(*integer));
    } else if (const auto* large = std::get_if<std::uint64_t>(&value)) {
        number(static_cast<double>(*large));
    } else if (std::holds_alternative<bool>(value)) {
        ++one.booleans;
    } else {
        ++one.texts;
    }
    if (!one.more_values && is_new(key, value)) {
        remember(key, json_of(value));
    }
}

void FieldStats::add(const FieldStats& later) {
    for (std::size_t key = 0; key < later.fields_.size(); ++key) {
        const Field& from = later.fields_[key];
        Field& to = field(key);
        to.numbers += from.numbers;
        to.texts += from.texts;
        to.booleans += from.booleans;
        to.min = std::min(to.min, from.min);
        to.max = std::max(to.max, from.max);
        for (const std::string& json : from.values) {
            remember(key, json);
        }
        to.more_values |= from.more_values;
    }
}

}  // namespace tamga::bake
