// SPDX-License-Identifier: MIT
#include "engine/place/fold.hpp"

#include "engine/base/error.hpp"
#include "engine/base/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <memory>
#include <unordered_map>

namespace tamga::place {
namespace {

/// Letters that are no plain letter with an accent, and what people write for them.
std::string_view plain_letter(char32_t letter) {
    static const std::unordered_map<char32_t, std::string_view> letters{
        {U'æ', "ae"}, {U'œ', "oe"}, {U'ø', "o"}, {U'ł', "l"}, {U'đ', "d"}, {U'ð', "d"},
        {U'þ', "th"}, {U'ı', "i"},  {U'ħ', "h"}, {U'ŧ', "t"}, {U'ŋ', "n"}, {U'ə', "a"},
        {U'ɓ', "b"},  {U'ɗ', "d"},  {U'ƙ', "k"}, {U'ɛ', "e"}, {U'ɔ', "o"}, {U'ƒ', "f"},
    };
    const auto found = letters.find(letter);
    return found == letters.end() ? std::string_view{} : found->second;
}

/// Apostrophes of all kinds, which names have or have not: O'sh, Oʻsh, Osh.
bool is_apostrophe(char32_t character) {
    return character == U'\'' || character == U'`' || character == U'´' ||
           (character >= 0x2018 && character <= 0x201B) || character == 0x2032 ||
           (character >= 0x02B9 && character <= 0x02C1) || character == 0x02C8 ||
           character == 0x02EE || character == 0xFF07;
}

bool is_kept_mark(UChar32 mark) {
    // Vowel signs of Indian and South East Asian scripts are marks and make the word.
    return mark >= 0x0900 && !(mark >= 0x1AB0 && mark <= 0x20FF);
}

const icu::Normalizer2& decomposer() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status) || found == nullptr) {
        throw Error{Fault::system, "ICU has no normalisation data"};
    }
    return *found;
}

std::string fold_letter(char32_t character) {
    const auto point = static_cast<UChar32>(character);
    const bool is_hangul = character >= 0xAC00 && character <= 0xD7A3;
    icu::UnicodeString parts;
    if (is_hangul || !decomposer().getDecomposition(point, parts)) {
        parts = icu::UnicodeString{point};
    }
    std::string result;
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        const UChar32 lower = u_foldCase(parts.char32At(i), U_FOLD_CASE_DEFAULT);
        const auto type = u_charType(lower);
        const bool is_mark = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
        if (is_mark && !is_kept_mark(lower)) {
            continue;
        }
        const std::string_view plain = plain_letter(static_cast<char32_t>(lower));
        if (!plain.empty()) {
            result += plain;
        } else {
            base::append_character(result, static_cast<char32_t>(lower));
        }
    }
    return result == "\u00DF" ? "ss" : result;
}

std::string fold_character(char32_t character) {
    if (is_apostrophe(character)) {
        return "";
    }
    const auto point = static_cast<UChar32>(character);
    const auto type = u_charType(point);
    const bool is_mark =
        type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
    if (!u_isalnum(point) && !is_mark) {
        return type == U_FORMAT_CHAR ? "" : " ";
    }
    return fold_letter(character);
}

/// Everything below U+2000 (all alphabets) once; whatever is above is folded as it comes.
const std::array<std::string, 0x2000>& alphabet() {
    static const std::array<std::string, 0x2000> table = [] {
        std::array<std::string, 0x2000> result;
        for (char32_t character = 0; character < result.size(); ++character) {
            result[character] = fold_character(character);
        }
        return result;
    }();
    return table;
}

}  // namespace

std::string_view folded(char32_t character) {
    if (character < alphabet().size()) {
        return alphabet()[character];
    }
    thread_local std::string one;
    one = fold_character(character);
    return one;
}

std::string fold(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view part = folded(base::next_character(text, at));
        if (part != " ") {
            result += part;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (!result.empty() && result.back() == ' ') {
        result.pop_back();
    }
    return result;
}

std::string romanised(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> latin{icu::Transliterator::createInstance(
        "Russian-Latin/BGN; Any-Latin; Latin-ASCII", UTRANS_FORWARD, status)};
    if (U_FAILURE(status)) {
        throw Error{Fault::system, std::string{"ICU cannot romanise: "} + u_errorName(status)};
    }
    auto result =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    latin->transliterate(result);
    std::string utf8;
    result.toUTF8String(utf8);
    return utf8;
}

bool is_capital(char32_t character) { return u_isupper(static_cast<UChar32>(character)) != 0; }

bool has_case(char32_t character) {
    const auto point = static_cast<UChar32>(character);
    return u_tolower(point) != point || u_toupper(point) != point;
}

bool is_latin(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto point = static_cast<UChar32>(base::next_character(text, at));
        UErrorCode status = U_ZERO_ERROR;
        if (u_isalpha(point) && uscript_getScript(point, &status) != USCRIPT_LATIN) {
            return false;
        }
    }
    return true;
}

bool is_capitals(std::string_view text) {
    bool any = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = static_cast<UChar32>(base::next_character(text, at));
        if (u_isalpha(point)) {
            any = true;
            if (!u_isupper(point)) {
                return false;
            }
        }
    }
    return any;
}

}  // namespace tamga::place
