// SPDX-License-Identifier: MIT
#include "engine/place/spelling.hpp"

#include "engine/base/utf8.hpp"
#include "engine/place/fold.hpp"

#include <array>
#include <span>
#include <utility>

namespace tamga::place {
namespace {

/// The letters of an alphabet, folded: from one code point to another, and some beyond.
struct Alphabet {
    char32_t first = 0;
    char32_t last = 0;
    std::u32string_view more = {};
};

constexpr std::array<Alphabet, 8> alphabets{{
    {U'a', U'z'},
    {U'α', U'ω'},
    {U'а', U'я', U"әғқңөұүһіїєґҷӣӯҳҗљњћџђјѕ"},
    {U'ա', U'և'},
    {U'א', U'ת'},
    {U'ء', U'ي', U"پچژکگی"},
    {U'ა', U'ჰ'},
    {U'ก', U'ฮ'},
}};

const Alphabet* alphabet_of(char32_t letter) {
    for (const Alphabet& each : alphabets) {
        if ((letter >= each.first && letter <= each.last) ||
            each.more.find(letter) != std::u32string_view::npos) {
            return &each;
        }
    }
    return nullptr;
}

std::u32string letters_of(const Alphabet& alphabet) {
    std::u32string letters{alphabet.more};
    for (char32_t letter = alphabet.first; letter <= alphabet.last; ++letter) {
        letters += letter;
    }
    return letters;
}

std::u32string characters(std::string_view text) {
    std::u32string result;
    for (std::size_t at = 0; at < text.size();) {
        result += base::next_character(text, at);
    }
    return result;
}

std::string utf8(std::u32string_view text) {
    std::string result;
    for (const char32_t character : text) {
        base::append_character(result, character);
    }
    return result;
}

}  // namespace

void for_each_respelling(std::string_view key, const std::function<void(const std::string&)>& use) {
    const std::u32string word = characters(key);
    if (word.size() < 4) {
        return;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        std::u32string other = word;
        other.erase(i, 1);
        use(utf8(other));
        if (i + 1 < word.size() && word[i] != word[i + 1]) {
            other = word;
            std::swap(other[i], other[i + 1]);
            use(utf8(other));
        }
    }
    for (std::size_t i = 0; i <= word.size(); ++i) {
        const char32_t neighbour = i < word.size() && word[i] != U' ' ? word[i] : word[i - (i > 0)];
        const Alphabet* alphabet = alphabet_of(neighbour);
        if (alphabet == nullptr) {
            continue;
        }
        std::u32string other = word;
        other.insert(i, 1, U' ');
        use(utf8(other));
        for (const char32_t letter : letters_of(*alphabet)) {
            other[i] = letter;
            use(utf8(other));
        }
        for (const char32_t letter : letters_of(*alphabet)) {
            if (i < word.size() && letter != word[i]) {
                other = word;
                other[i] = letter;
                use(utf8(other));
            }
        }
    }
}

}  // namespace tamga::place
