// SPDX-License-Identifier: MIT
#include "engine/coordinate/tokens.hpp"

#include "engine/base/text.hpp"
#include "engine/coordinate/words.hpp"

#include <algorithm>

namespace tamga::coordinate {
namespace {

using Kind = Token::Kind;

constexpr std::string_view degree_sign = "°";

/// Bytes of a sign that is no letter and stands at the start of the text: U+0080 to U+00BF,
/// punctuation, arrows and drawings (U+2000 to U+2BFF, U+3000 to U+303F, U+FE00 to U+FE0F), and
/// pictures (U+1F000 on). 0: there is none.
std::size_t sign_size(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    if (text.size() >= 2 && byte(0) == 0xC2 && !text.starts_with(degree_sign)) {
        return 2;
    }
    const bool drawn = byte(0) == 0xE2 && byte(1) >= 0x80 && byte(1) <= 0xAF;
    const bool wide = byte(0) == 0xE3 && byte(1) == 0x80;
    const bool variant = byte(0) == 0xEF && byte(1) == 0xB8 && byte(2) < 0x90;
    if (text.size() >= 3 && (drawn || wide || variant)) {
        return 3;
    }
    return text.size() >= 4 && byte(0) == 0xF0 && byte(1) == 0x9F ? 4 : 0;
}

bool is_letter(std::string_view text) {
    const char c = text[0];
    const bool ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return ascii || (static_cast<unsigned char>(c) >= 0x80 && !text.starts_with(degree_sign) &&
                     sign_size(text) == 0);
}

/// "secS", "minE": the letters of the unit before the hemisphere; 0: it is no such word.
std::size_t unit_before_side(std::string_view text) {
    if (text.size() < 2 || std::string_view{"NSEW"}.find(text.back()) == std::string_view::npos) {
        return 0;
    }
    const std::string_view unit = text.substr(0, text.size() - 1);
    const Kind kind = word_token(unit).kind;
    const bool small = unit.back() >= 'a' && unit.back() <= 'z';
    return small && (kind == Kind::degree || kind == Kind::minute || kind == Kind::second)
               ? unit.size()
               : 0;
}

class Tokenizer {
public:
    Tokenizer(std::string_view text, Comma comma) : rest_{text}, comma_{comma} {}

    std::vector<Token> run() {
        while (!rest_.empty()) {
            const std::size_t before = rest_.size();
            next();
            tight_ = rest_.size() < before && !spaced_;
        }
        return std::move(tokens_);
    }

private:
    void next() {
        const char c = rest_[0];
        spaced_ = false;
        if (starts_number()) {
            number();
        } else if (is_letter(rest_)) {
            word();
        } else if (rest_.starts_with(degree_sign)) {
            mark(Kind::degree, degree_sign.size());
        } else if (c == ' ') {
            spaced_ = true;
            rest_.remove_prefix(1);
        } else {
            punctuation(c);
        }
    }

    Kind last() const { return tokens_.empty() ? Kind::word : tokens_.back().kind; }

    void mark(Kind kind, std::size_t size) {
        tokens_.push_back({.kind = kind});
        rest_.remove_prefix(size);
    }

    bool digit_follows(std::size_t at = 1) const {
        return rest_.size() > at && base::is_digit(rest_[at]);
    }

    bool starts_number() const {
        const char c = rest_[0];
        if (base::is_digit(c)) {
            return true;
        }
        if (c == '.') {
            return digit_follows() && !(tight_ && last() == Kind::number);
        }
        const bool signed_digit =
            digit_follows() || (rest_.size() > 2 && rest_[1] == '.' && base::is_digit(rest_[2]));
        // 41-12 is a range or degrees and minutes, but +41-12 two numbers.
        const bool linked =
            c == '-' && tight_ && last() == Kind::number && tokens_.back().number.sign == 0;
        return (c == '+' || c == '-') && signed_digit && !linked;
    }

    void number() {
        Decimal number = take_decimal(rest_).value_or(Decimal{});
        if (comma_ == Comma::is_decimal && number.fraction.empty() && rest_.starts_with(',') &&
            digit_follows()) {
            rest_.remove_prefix(1);
            const auto size = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
            number.fraction = rest_.substr(0, size);
            rest_.remove_prefix(size);
        }
        // "1.2.3" and "1,2,3" are no numbers.
        const bool more =
            rest_.starts_with('.') || (comma_ == Comma::is_decimal && rest_.starts_with(','));
        if (more && digit_follows()) {
            rest_.remove_prefix(std::min(rest_.find_first_not_of("0123456789.,"), rest_.size()));
            tokens_.push_back({});
            return;
        }
        tokens_.push_back({.kind = Kind::number, .number = std::move(number)});
    }

    void word() {
        std::size_t size = 0;
        while (size < rest_.size() && is_letter(rest_.substr(size))) {
            ++size;
        }
        const std::string_view text = rest_.substr(0, size);
        Token token = word_token(text);
        const bool after_number = last() == Kind::number;
        // In 41d12m15s the s is no south, and in 41d12m15sN there is a north behind it.
        if (text.starts_with('s') && after_number && letter_minutes_ &&
            (text.size() == 1 || word_token(text.substr(1)).kind == Kind::hemisphere)) {
            token = {.kind = Kind::second};
            size = 1;
        }
        if (const std::size_t letters = unit_before_side(text); after_number && letters > 0) {
            size = letters;
            token = word_token(text.substr(0, size));
        }
        const bool unit =
            token.kind == Kind::degree || token.kind == Kind::minute || token.kind == Kind::second;
        if (unit && !after_number) {
            token = {};
        }
        if (token.kind == Kind::word) {  // The 84 of WGS84 is a part of it.
            while (size < rest_.size() &&
                   (is_letter(rest_.substr(size)) || base::is_digit(rest_[size]))) {
                ++size;
            }
        }
        letter_minutes_ = text == "m";
        tokens_.push_back(std::move(token));
        rest_.remove_prefix(size);
        if (unit && after_number && rest_.starts_with(", ") && smaller_unit_follows()) {
            rest_.remove_prefix(1);
        }
    }

    /// "33 degrees, 52 minutes": the comma parts no positions.
    bool smaller_unit_follows() const {
        const auto number = rest_.find_first_not_of(' ', 1);
        const auto end = rest_.find_first_not_of("0123456789.", number);
        const auto letter = rest_.find_first_not_of(' ', end);
        if (end == number || letter >= rest_.size() || !is_letter(rest_.substr(letter))) {
            return false;
        }
        std::size_t size = 0;
        while (letter + size < rest_.size() && is_letter(rest_.substr(letter + size))) {
            ++size;
        }
        const Kind kind = word_token(rest_.substr(letter, size)).kind;
        return kind == Kind::minute || kind == Kind::second;
    }

    void punctuation(char c) {
        const bool between_digits = last() == Kind::number && tight_ && digit_follows();
        if (c == quote_) {
            quote_ = 0;
            rest_.remove_prefix(1);
        } else if ((c == '\'' || c == '"') && last() != Kind::number && quote_ == 0 &&
                   rest_.find_first_of("+-.0123456789", 1) == 1) {
            quote_ = c;
            rest_.remove_prefix(1);
        } else if (c == '\'' && last() == Kind::number) {
            mark(Kind::minute, 1);
        } else if (c == '"' && last() == Kind::number) {
            mark(Kind::second, 1);
        } else if ((c == ':' || c == '-') && between_digits) {
            mark(Kind::link, 1);
            tokens_.back().dash = c == '-';
        } else if (std::string_view{",;/|&\t"}.find(c) != std::string_view::npos ||
                   (c == '-' && last() == Kind::hemisphere)) {
            mark(Kind::separator, 1);
        } else if (c == '-' && last() == Kind::number && tight_ && rest_.size() > 1 &&
                   is_letter(rest_.substr(1))) {
            rest_.remove_prefix(1);  // 41.2-N
        } else if (std::string_view{"()[]{}<>.:='\"\r\n"}.find(c) != std::string_view::npos) {
            rest_.remove_prefix(1);
        } else if (const std::size_t size = sign_size(rest_);
                   size > 0 && (tokens_.empty() ||
                                rest_.find_first_of("0123456789") == std::string_view::npos)) {
            rest_.remove_prefix(size);  // An arrow or a pin before or after everything.
        } else {
            mark(Kind::word, std::max<std::size_t>(1, size));
        }
    }

    std::string_view rest_;
    Comma comma_;
    std::vector<Token> tokens_;
    bool tight_ = false;   ///< No space stands before rest_.
    bool spaced_ = false;  ///< What was just read is a space.
    bool letter_minutes_ = false;
    char quote_ = 0;  ///< A quote that was opened, as in lat="41.2".
};

}  // namespace

std::vector<Token> tokens(std::string_view text, Comma comma) {
    return Tokenizer{text, comma}.run();
}

}  // namespace tamga::coordinate
