// SPDX-License-Identifier: MIT
#include "engine/geotag/case_endings.hpp"

#include <algorithm>
#include <array>

namespace tamga::geotag {
namespace {

struct Ending {
    std::string_view ending;
    std::string_view base;  ///< What the nominative has instead.
};

/// Russian declensions (Wade, A Comprehensive Russian Grammar, chapters 3 and 6), longest first, as
/// folding leaves them: й is и.
constexpr std::array<Ending, 34> russian{{
    {"скому", "скии"}, {"ского", "скии"}, {"скую", "ская"}, {"скои", "ская"}, {"ском", "скии"},
    {"ском", "ск"},    {"скои", "скои"},  {"стью", "сть"},  {"сти", "сть"},   {"иеи", "ия"},
    {"ии", "ия"},      {"ию", "ия"},      {"ия", "ии"},     {"ами", "ы"},     {"ах", "ы"},
    {"ам", "ы"},       {"ов", "ы"},       {"ом", ""},       {"ем", "ь"},      {"ем", ""},
    {"ом", "о"},       {"ою", "а"},       {"ои", "а"},      {"еи", "я"},      {"еи", "а"},
    {"ю", "я"},        {"ю", "ь"},        {"у", "а"},       {"у", ""},        {"е", "а"},
    {"е", ""},         {"ы", "а"},        {"и", "ь"},       {"и", "а"},
}};

/// Kyrgyz cases (locative, ablative, dative, genitive, accusative) by vowel harmony, and the same
/// after the possessive of "облусу", "району" (Kara and others, Kyrgyz grammar, cases).
constexpr std::array<std::string_view, 62> kyrgyz{
    "дагы", "деги", "догу", "догу", "тагы", "теги", "тогу", "ндагы", "ндеги", "ндогу", "дан",
    "ден",  "дон",  "дөн",  "тан",  "тен",  "тон",  "төн",  "нда",   "нде",   "ндо",   "ндө",
    "нан",  "нен",  "нон",  "нөн",  "нын",  "нин",  "нун",  "нүн",   "дын",   "дин",   "дун",
    "дүн",  "тын",  "тин",  "тун",  "түн",  "да",   "де",   "до",    "дө",    "та",    "те",
    "то",   "тө",   "га",   "ге",   "го",   "гө",   "ка",   "ке",    "ко",    "кө",    "ны",
    "ни",   "ну",   "нү",   "ды",   "ду",   "на",   "не",
};

constexpr std::size_t shortest_stem = 4;  // Bytes: two letters.

void add(std::string_view word, std::string_view ending, std::string_view base,
         std::vector<std::string>& forms) {
    if (!word.ends_with(ending) || word.size() < ending.size() + shortest_stem) {
        return;
    }
    std::string form{word.substr(0, word.size() - ending.size())};
    form += base;
    if (form != word && std::ranges::find(forms, form) == forms.end()) {
        forms.push_back(std::move(form));
    }
}

}  // namespace

void base_forms(std::string_view word, std::vector<std::string>& forms) {
    forms.clear();
    // What starts with an н may be the end of the name: "араванда" is "араван" and "да".
    const auto is_long = [](std::string_view ending) {
        return ending.size() >= 6 && !ending.starts_with("н");
    };
    for (const std::string_view ending : kyrgyz) {
        if (is_long(ending)) {
            add(word, ending, "", forms);
        }
    }
    for (const auto& [ending, base] : russian) {
        add(word, ending, base, forms);
    }
    add(word, "а", "", forms);
    add(word, "я", "ь", forms);
    add(word, "я", "и", forms);
    for (const bool n_first : {false, true}) {
        for (const std::string_view ending : kyrgyz) {
            if (ending.starts_with("н") == n_first) {
                add(word, ending, "", forms);
            }
        }
    }
}

bool is_kyrgyz_locative(std::string_view word) {
    static constexpr std::array<std::string_view, 32> endings{
        "да",  "де",  "до",  "дө",  "та",  "те",   "то",   "тө",   "дан",  "ден",  "дон",
        "дөн", "тан", "тен", "тон", "төн", "га",   "ге",   "го",   "гө",   "ка",   "ке",
        "ко",  "кө",  "нда", "нан", "на",  "дагы", "деги", "тагы", "теги", "ндагы"};
    return std::ranges::any_of(endings,
                               [&](std::string_view ending) { return word.ends_with(ending); });
}

}  // namespace tamga::geotag
