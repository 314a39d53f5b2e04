// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tamga::filter {

/// What `like` and `ilike` compare with: % stands for any characters, _ for one, and a backslash
/// before either, or before a backslash, for the character itself.
class Pattern {
public:
    Pattern(std::string_view text, bool ignore_case);

    /// Does the whole of `text`, in UTF-8, fit?
    bool fits(std::string_view text) const;

private:
    struct Element {
        enum class Kind { character, one, any } kind;
        char32_t character;
    };
    std::vector<Element> elements_;
    bool ignore_case_;
};

/// The small letter for a capital of the Latin, Greek or Cyrillic alphabet; else the character.
char32_t lower_case(char32_t character);

}  // namespace tamga::filter
