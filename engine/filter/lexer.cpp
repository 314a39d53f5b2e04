// SPDX-License-Identifier: MIT
#include "engine/filter/lexer.hpp"

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tamga::filter {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
/// A letter; of those beyond ASCII every byte counts as one.
bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool continues_word(char c) { return starts_word(c) || base::is_digit(c) || c == ':' || c == '.'; }

std::size_t word_length(std::string_view text) {
    const auto end = std::ranges::find_if_not(text, continues_word);
    return static_cast<std::size_t>(end - text.begin());
}

/// How many characters of `text` are a number: digits, a fraction, an exponent.
std::size_t number_length(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        while (at < text.size() && base::is_digit(text[at])) {
            ++at;
        }
    };
    digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        digits();
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        const std::size_t before = at++;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
            ++at;
        }
        const std::size_t exponent = at;
        digits();
        at = at == exponent ? before : at;
    }
    return at;
}

std::size_t symbol_length(std::string_view text) {
    constexpr std::array<std::string_view, 17> symbols{
        "<=", ">=", "!=", "<>", "==", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/", "%", ""};
    return std::ranges::find_if(symbols, [&](std::string_view s) { return text.starts_with(s); })
        ->size();
}

}  // namespace

void fail_at(std::size_t column, const std::string& why) {
    throw Error{Fault::usage, fmt::format("column {}: {}", column, why)};
}

std::size_t Lexer::column() {
    const auto since = text_.substr(counted_, at_ - counted_);
    column_ += static_cast<std::size_t>(std::ranges::count_if(
        since, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    counted_ = at_;
    return column_;
}

std::string Lexer::quoted(char quote, std::size_t column) {
    std::string inside;
    for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == quote) {
            ++at_;
            if (at_ == text_.size() || text_[at_] != quote) {
                return inside;
            }
        }
        inside += text_[at_];
    }
    fail_at(column, fmt::format("the quote {} that opens here is not closed", quote));
}

Token Lexer::next() {
    while (at_ < text_.size() && is_space(text_[at_])) {
        ++at_;
    }
    Token token{.kind = TokenKind::end, .text = {}, .column = column()};
    if (at_ == text_.size()) {
        return token;
    }
    const char first = text_[at_];
    const auto take = [&](TokenKind kind, std::size_t length) {
        token.kind = kind;
        token.text = text_.substr(at_, length);
        at_ += length;
        return token;
    };
    const std::string_view rest = text_.substr(at_);
    if (first == '\'' || first == '"') {
        token.kind = first == '"' ? TokenKind::quoted_name : TokenKind::text;
        token.text = quoted(first, token.column);
        return token;
    }
    if (starts_word(first)) {
        return take(TokenKind::word, word_length(rest));
    }
    if (base::is_digit(first) || (first == '.' && rest.size() > 1 && base::is_digit(rest[1]))) {
        return take(TokenKind::number, number_length(rest));
    }
    if (first == '$') {
        ++at_;
        return take(TokenKind::variable, word_length(rest.substr(1)));
    }
    if (const std::size_t length = symbol_length(rest); length > 0) {
        return take(TokenKind::symbol, length);
    }
    fail_at(token.column, fmt::format("'{}' means nothing here", first));
}

}  // namespace tamga::filter
