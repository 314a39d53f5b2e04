// SPDX-License-Identifier: MIT
#include "engine/place/country_names.hpp"

#include "engine/place/country_spellings.hpp"
#include "engine/place/fold.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tamga::place {
namespace {

using Kind = CountryReading::Kind;

/// What is written for other words, and nothing for words that do not tell countries apart.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> short_words{{
    {"the", ""},
    {"of", ""},
    {"and", ""},
    {"rep", "republic"},
    {"dem", "democratic"},
    {"st", "saint"},
    {"fed", "federated"},
    {"fs", "federated states"},
    {"sts", "states"},
    {"is", "islands"},
    {"isl", "islands"},
    {"terr", "territory"},
    {"dr", "democratic republic"},
    {"usa", "united states america"},
}};

bool is_number(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        if (space > 0) {
            words.push_back(text.substr(0, space));
        }
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return words;
}

/// The words of a name that tell it from others, in the order of the alphabet: "Korea, Republic of"
/// and "Rep. of Korea" are one.
std::string key_of(std::string_view name) {
    const std::string folded = fold(name);
    std::vector<std::string_view> words;
    for (const std::string_view word : words_of(folded)) {
        const auto longer = std::ranges::find(
            short_words, word, &std::pair<std::string_view, std::string_view>::first);
        if (longer != short_words.end()) {
            std::ranges::copy(words_of(longer->second), std::back_inserter(words));
        } else if (!is_number(word)) {
            words.push_back(word);
        }
    }
    std::ranges::sort(words);
    std::string key;
    for (const std::string_view word : words) {
        key += (key.empty() ? "" : " ") + std::string{word};
    }
    return key;
}

using Names = std::unordered_map<std::string, CountryReading>;

template <class Use>
void for_each_name(std::string_view names, const Use& use) {
    while (!names.empty()) {
        const std::size_t bar = std::min(names.find('|'), names.size());
        use(names.substr(0, bar));
        names.remove_prefix(std::min(bar + 1, names.size()));
    }
}

Names make_names() {
    Names names;
    for (const CountryCodes& country : country_codes()) {
        names[key_of(country.name)] = {.kind = Kind::country, .country = &country};
    }
    for (const Spellings& spellings : country_spellings()) {
        for_each_name(spellings.names, [&](std::string_view name) {
            names[key_of(name)] = {.kind = Kind::country, .country = country_of_iso2(spellings.of)};
        });
    }
    for (const Spellings& former : former_countries()) {
        for_each_name(former.names, [&](std::string_view name) {
            names[key_of(name)] = {.kind = Kind::former, .what = std::string{former.of}};
        });
    }
    for_each_name(aggregate_names(),
                  [&](std::string_view name) { names[key_of(name)] = {.kind = Kind::aggregate}; });
    return names;
}

/// "Other South", "Rest of the world", "Areas, nes": what is left, by any words.
bool is_rest(std::string_view name) {
    constexpr std::array<std::string_view, 13> starts{
        "other ",    "others ",     "rest of ",      "all other", "total ",
        "unknown ",  "unspecified", "not ",          "various ",  "all countries",
        "areas nes", "stateless ",  "less developed"};
    const std::string folded = fold(name);
    return std::ranges::any_of(starts,
                               [&](std::string_view start) { return folded.starts_with(start); });
}

/// What stands where nothing is known. "NA" is Namibia where codes are read.
bool is_no_value(std::string_view name) {
    constexpr std::array<std::string_view, 13> marks{
        "NA", "N/A", "n/a", "n.a.", "nan", "NaN", "null", "NULL", "None", "-", "--", "..", "?"};
    return std::ranges::find(marks, name) != marks.end();
}

}  // namespace

CountryReading read_country_name(std::string_view name) {
    static const Names names = make_names();
    const auto found = names.find(key_of(name));
    if (found != names.end() && !found->first.empty()) {
        return found->second;
    }
    return is_no_value(name) || is_rest(name) ? CountryReading{.kind = Kind::aggregate}
                                              : CountryReading{};
}

bool is_region_beside_country(std::string_view name) { return key_of(name) == "micronesia"; }

}  // namespace tamga::place
