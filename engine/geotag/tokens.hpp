// SPDX-License-Identifier: MIT
//
// Inside geotag: a text cut into words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::geotag {

/// What stands between a word and the one before it.
enum class Gap : std::uint8_t { space, joined, comma, stop, open, other };

struct Token {
    std::uint32_t begin = 0;  ///< Bytes in the text.
    std::uint32_t end = 0;
    std::uint32_t point = 0;      ///< Code points before it.
    std::uint32_t key_begin = 0;  ///< In Tokens::folded.
    std::uint32_t key_end = 0;
    std::uint32_t classes = 0;  ///< WordClass.
    Gap gap = Gap::stop;
    bool capital = false;      ///< Starts with a capital, or its script has none.
    bool capitals = false;     ///< Two letters or more, all of them capitals.
    bool has_capital = false;  ///< Anywhere: "d'Ivoire".
    bool cyrillic = false;
    bool possessive = false;  ///< "'s" follows, which is no part of the word.
    bool dotted = false;      ///< A full stop follows at once.
    bool starts_sentence = false;
};

/// The words of a text. Their folded forms stand one after the other with one space between, so
/// that the key of several words is one piece.
struct Tokens {
    std::vector<Token> words;
    std::string folded;

    std::string_view key(std::size_t first, std::size_t last) const {
        return std::string_view{folded}.substr(words[first].key_begin,
                                               words[last].key_end - words[first].key_begin);
    }
    std::string_view key(std::size_t word) const { return key(word, word); }
};

/// Cuts UTF-8 text into words. `tokens` is filled anew and keeps its memory.
void tokenise(std::string_view text, Tokens& tokens);

}  // namespace tamga::geotag
