// SPDX-License-Identifier: MIT
#include "engine/store/reading_statement.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace tamga::store {

bool begins_with_word(std::string_view sql, std::string_view keyword) {
    sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n"), sql.size()));
    return sql.size() > keyword.size() &&
           std::ranges::equal(sql.substr(0, keyword.size()), keyword,
                              [](unsigned char a, char b) { return std::toupper(a) == b; }) &&
           std::isalnum(static_cast<unsigned char>(sql[keyword.size()])) == 0;
}

bool begins_like_reading(std::string_view sql) {
    return std::ranges::any_of(std::array{"SELECT", "WITH", "EXPLAIN"},
                               [&](const char* word) { return begins_with_word(sql, word); });
}

void refuse_statement() {
    throw Error{Fault::usage,
                "a store is only read: one statement that starts with SELECT, WITH or EXPLAIN "
                "and changes nothing"};
}

void AnswerSize::add(const model::Value& value) noexcept {
    const auto* text = std::get_if<std::string_view>(&value);
    bytes_ += 48 + (text == nullptr ? 0 : std::max<std::size_t>(text->size(), 15));
}

void AnswerSize::require(std::uint64_t most, std::uint64_t rows) const {
    if (bytes_ > most) {
        throw Error{Fault::usage, fmt::format("the answer is larger than {} MiB, of which {} "
                                              "rows are here; ask for less with LIMIT",
                                              most >> 20, rows)};
    }
}

}  // namespace tamga::store
