// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/value.hpp"
#include "engine/plan/map.hpp"

#include <cstdint>
#include <string>

namespace tamga::bake {

/// What the values of one attribute come to for a cluster, in any of the ways there are.
///
/// Numbers stay whole as long as all are and their sum fits into 64 bits; null counts for nothing,
/// and what is no number counts only for `count`, `concat` and `comma`.
class Accumulated {
public:
    explicit Accumulated(plan::Accumulation way) : way_{way} {}

    void add(const model::Value& value);
    /// Adds what another came to, accumulated in the same way.
    void add(const Accumulated& other);
    /// Null if nothing was added that counts. Text lives as long as this object.
    model::Value value() const;

private:
    struct Number {
        bool is_whole = true;
        std::int64_t whole = 0;
        double real = 0;  ///< What it is if it is not whole.

        double approximate() const { return is_whole ? static_cast<double>(whole) : real; }
    };
    void add(const Number& number, std::uint64_t count);
    void add_text(std::string_view text);

    plan::Accumulation way_;
    std::uint64_t count_ = 0;
    Number number_;
    std::string text_;
};

}  // namespace tamga::bake
