// SPDX-License-Identifier: MIT
#include "engine/bake/rank/accumulated.hpp"

#include "engine/bake/table/fields.hpp"

#include <limits>

namespace tamga::bake {

using plan::Accumulation;

void Accumulated::add(const Number& number, std::uint64_t count) {
    if (count_ == 0) {
        number_ = number;
    } else if (way_ == Accumulation::min || way_ == Accumulation::max) {
        const bool is_less = number.approximate() < number_.approximate();
        const bool is_more = number.approximate() > number_.approximate();
        if (way_ == Accumulation::min ? is_less : is_more) {
            number_ = number;
        }
    } else {
        std::int64_t sum = 0;
        if (number_.is_whole && number.is_whole &&
            !__builtin_add_overflow(number_.whole, number.whole, &sum)) {
            number_.whole = sum;
        } else {
            number_ = {false, 0, number_.approximate() + number.approximate()};
        }
    }
    count_ += count;
}

void Accumulated::add_text(std::string_view text) {
    if (count_++ > 0 && way_ == Accumulation::comma) {
        text_ += ',';
    }
    text_ += text;
}

void Accumulated::add(const model::Value& value) {
    if (std::holds_alternative<std::monostate>(value)) {
        return;
    }
    if (way_ == Accumulation::count) {
        ++count_;
    } else if (way_ == Accumulation::concat || way_ == Accumulation::comma) {
        const auto* text = std::get_if<std::string_view>(&value);
        add_text(text != nullptr ? *text : std::string_view{json_of(value)});
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        add({true, *whole, 0}, 1);
    } else if (const auto* large = std::get_if<std::uint64_t>(&value)) {
        constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        add(*large <= most ? Number{true, static_cast<std::int64_t>(*large), 0}
                           : Number{false, 0, static_cast<double>(*large)},
            1);
    } else if (const auto* real = std::get_if<double>(&value)) {
        add({false, 0, *real}, 1);
    }
}

void Accumulated::add(const Accumulated& other) {
    if (other.count_ == 0) {
        return;
    }
    if (way_ == Accumulation::count) {
        count_ += other.count_;
    } else if (way_ == Accumulation::concat || way_ == Accumulation::comma) {
        add_text(other.text_);
    } else {
        add(other.number_, other.count_);
    }
}

model::Value Accumulated::value() const {
    if (way_ == Accumulation::count) {
        return static_cast<std::int64_t>(count_);
    }
    if (count_ == 0) {
        return {};
    }
    if (way_ == Accumulation::concat || way_ == Accumulation::comma) {
        return std::string_view{text_};
    }
    if (way_ == Accumulation::mean) {
        return number_.approximate() / static_cast<double>(count_);
    }
    return number_.is_whole ? model::Value{number_.whole} : model::Value{number_.real};
}

}  // namespace tamga::bake
