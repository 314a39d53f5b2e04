// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamga::filter {

/// What a token is. A word is a name or a key word; only the parser knows which.
enum class TokenKind : std::uint8_t { end, word, quoted_name, text, number, variable, symbol };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;  ///< Without its quotes; of a variable without its dollar sign.
    std::size_t column = 1;
};

/// Cuts an expression into tokens.
class Lexer {
public:
    explicit Lexer(std::string_view text) : text_{text} {}

    /// The next token; at the end again and again the end.
    /// Throws Error{Fault::usage} with the column of a quote that is not closed, or of a character
    /// that no expression has.
    Token next();

private:
    std::string quoted(char quote, std::size_t column);
    std::size_t column();

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t counted_ = 0;  ///< Up to where `column_` was counted.
    std::size_t column_ = 1;
};

/// Throws Error{Fault::usage} "column 7: why".
[[noreturn]] void fail_at(std::size_t column, const std::string& why);

}  // namespace tamga::filter
