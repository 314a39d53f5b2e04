// SPDX-License-Identifier: MIT
#include "engine/filter/pattern.hpp"

#include "engine/base/utf8.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tamga::filter {
char32_t lower_case(char32_t c) {
    /// Capitals, and how far behind them the small letters are; 0: every other character is one,
    /// `first` being a capital.
    struct Alphabet {
        char32_t first;
        char32_t last;
        char32_t distance;
    };
    // From UnicodeData.txt, without the few letters that change in another way.
    constexpr std::array<Alphabet, 14> alphabets{{{'A', 'Z', 32},
                                                  {0xc0, 0xd6, 32},
                                                  {0xd8, 0xde, 32},
                                                  {0x100, 0x12f, 0},
                                                  {0x132, 0x137, 0},
                                                  {0x139, 0x148, 0},
                                                  {0x14a, 0x177, 0},
                                                  {0x179, 0x17e, 0},
                                                  {0x391, 0x3ab, 32},
                                                  {0x400, 0x40f, 80},
                                                  {0x410, 0x42f, 32},
                                                  {0x460, 0x481, 0},
                                                  {0x48a, 0x4bf, 0},
                                                  {0x4d0, 0x52f, 0}}};
    for (const Alphabet& letters : alphabets) {
        if (c >= letters.first && c <= letters.last) {
            const bool capital = letters.distance != 0 || (c - letters.first) % 2 == 0;
            return capital ? c + (letters.distance == 0 ? 1 : letters.distance) : c;
        }
    }
    return c;
}

Pattern::Pattern(std::string_view text, bool ignore_case) : ignore_case_{ignore_case} {
    for (std::size_t at = 0; at < text.size();) {
        char32_t character = base::next_character(text, at);
        if (character == '%') {
            elements_.push_back({Element::Kind::any, 0});
            continue;
        }
        if (character == '_') {
            elements_.push_back({Element::Kind::one, 0});
            continue;
        }
        if (character == '\\' && at < text.size()) {
            character = base::next_character(text, at);
        }
        elements_.push_back(
            {Element::Kind::character, ignore_case ? lower_case(character) : character});
    }
}

bool Pattern::fits(std::string_view text) const {
    std::size_t element = 0;
    std::size_t at = 0;
    // After the last %: where to go on, and from where the text may be tried again.
    std::size_t after_any = elements_.size() + 1;
    std::size_t retry = 0;
    while (at < text.size()) {
        if (element < elements_.size() && elements_[element].kind == Element::Kind::any) {
            after_any = ++element;
            retry = at;
            continue;
        }
        std::size_t next = at;
        const char32_t read = base::next_character(text, next);
        const char32_t character = ignore_case_ ? lower_case(read) : read;
        if (element < elements_.size() && (elements_[element].kind == Element::Kind::one ||
                                           elements_[element].character == character)) {
            ++element;
            at = next;
            continue;
        }
        if (after_any > elements_.size()) {
            return false;
        }
        element = after_any;
        base::next_character(text, retry);
        at = retry;
    }
    while (element < elements_.size() && elements_[element].kind == Element::Kind::any) {
        ++element;
    }
    return element == elements_.size();
}

}  // namespace tamga::filter
