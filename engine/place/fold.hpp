// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tamga::place {

/// The form in which names are compared: without case, accents, apostrophes and punctuation, one
/// space between words. "São Tomé" and "SAO  TOME" are "sao tome", "Иссык-Кёль" is "иссык кель",
/// "O'sh" and "Oʻsh" are "osh". Letters of other scripts stay; nothing is transliterated.
///
/// Text that is not UTF-8 is folded as if the bad bytes were spaces.
std::string fold(std::string_view text);

/// One code point's part of that form: "" for a mark or an apostrophe, " " for whatever parts
/// words. Valid until the program ends.
std::string_view folded(char32_t character);

/// True for a capital letter, and for a letter of a script with capitals.
bool is_capital(char32_t character);
bool has_case(char32_t character);

/// The name in Latin letters without accents, as maps of English speakers write it (Cyrillic by the
/// rules of BGN and PCGN, the rest as ICU has it): "Ош" is "Osh".
std::string romanised(std::string_view text);

/// True if the name has no letter outside the Latin script.
bool is_latin(std::string_view text);

/// True if the name has letters, and all of them are capitals.
bool is_capitals(std::string_view text);

}  // namespace tamga::place
