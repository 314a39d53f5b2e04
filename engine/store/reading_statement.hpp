// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/value.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamga::store {

/// True if `sql` begins with `keyword`, in upper case or lower, after white space.
bool begins_with_word(std::string_view sql, std::string_view keyword);

/// True if it begins with SELECT, WITH or EXPLAIN.
bool begins_like_reading(std::string_view sql);

/// Throws the Error{Fault::usage} that says what statement may be asked.
[[noreturn]] void refuse_statement();

/// About what the answer to a statement takes in a program that keeps it.
class AnswerSize {
public:
    void begin_row() noexcept { bytes_ += 96; }  // What a row takes besides its values.
    void add(const model::Value& value) noexcept;
    void add(ByteView geometry) noexcept { bytes_ += geometry.size(); }
    /// Throws Error{Fault::usage} if it is more than `most`, of which so many rows are here.
    void require(std::uint64_t most, std::uint64_t rows) const;

private:
    std::size_t bytes_ = 0;
};

}  // namespace tamga::store
