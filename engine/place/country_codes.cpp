// SPDX-License-Identifier: MIT
#include "engine/place/country_codes.hpp"

#include "engine/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

namespace tamga::place {
namespace {

using Kind = CountryReading::Kind;

/// A code and the alpha-2 code of the country it stands for, or what it was.
struct OtherCode {
    CodeScheme scheme;
    std::string_view code;
    std::string_view meaning;
};

constexpr std::array other_codes{
    OtherCode{CodeScheme::iso2, "UK", "GB"},  OtherCode{CodeScheme::iso2, "EL", "GR"},
    OtherCode{CodeScheme::iso2, "TP", "TL"},  OtherCode{CodeScheme::iso2, "ZR", "CD"},
    OtherCode{CodeScheme::iso2, "BU", "MM"},  OtherCode{CodeScheme::iso3, "ROM", "RO"},
    OtherCode{CodeScheme::iso3, "TMP", "TL"}, OtherCode{CodeScheme::iso3, "ZAR", "CD"},
    OtherCode{CodeScheme::iso3, "BUR", "MM"}, OtherCode{CodeScheme::iso3, "BYS", "BY"},
    OtherCode{CodeScheme::iso3, "WBG", "PS"}, OtherCode{CodeScheme::iso3, "ADO", "AD"},
    OtherCode{CodeScheme::iso3, "IMY", "IM"}, OtherCode{CodeScheme::iso3, "KSV", "XK"},
    OtherCode{CodeScheme::iso3, "XKO", "XK"}, OtherCode{CodeScheme::iso3, "OWID_KOS", "XK"},
};

constexpr std::array former_codes{
    OtherCode{CodeScheme::iso2, "AN", "was the Netherlands Antilles until 2010"},
    OtherCode{CodeScheme::iso2, "CS", "was Serbia and Montenegro until 2006"},
    OtherCode{CodeScheme::iso2, "YU", "was Yugoslavia until 2003"},
    OtherCode{CodeScheme::iso2, "SU", "was the Soviet Union until 1991"},
    OtherCode{CodeScheme::iso2, "DD", "was the German Democratic Republic until 1990"},
    OtherCode{CodeScheme::iso2, "YD", "was Democratic Yemen until 1990"},
    OtherCode{CodeScheme::iso2, "JG", "is the Channel Islands, which are Guernsey and Jersey"},
    OtherCode{CodeScheme::iso3, "ANT", "was the Netherlands Antilles until 2010"},
    OtherCode{CodeScheme::iso3, "SCG", "was Serbia and Montenegro until 2006"},
    OtherCode{CodeScheme::iso3, "YUG", "was Yugoslavia until 2003"},
    OtherCode{CodeScheme::iso3, "CSK", "was Czechoslovakia until 1993"},
    OtherCode{CodeScheme::iso3, "SUN", "was the Soviet Union until 1991"},
    OtherCode{CodeScheme::iso3, "DDR", "was the German Democratic Republic until 1990"},
    OtherCode{CodeScheme::iso3, "YMD", "was Democratic Yemen until 1990"},
    OtherCode{CodeScheme::iso3, "CHI", "is the Channel Islands to the World Bank"},
    OtherCode{CodeScheme::m49, "200", "was Czechoslovakia until 1993"},
    OtherCode{CodeScheme::m49, "230", "was Ethiopia with Eritrea until 1993"},
    OtherCode{CodeScheme::m49, "278", "was the German Democratic Republic until 1990"},
    OtherCode{CodeScheme::m49, "280", "was the Federal Republic of Germany until 1990"},
    OtherCode{CodeScheme::m49, "530", "was the Netherlands Antilles until 2010"},
    OtherCode{CodeScheme::m49, "582", "was the Pacific Islands' trust territory until 1994"},
    OtherCode{CodeScheme::m49, "680", "is Sark, a part of Guernsey"},
    OtherCode{CodeScheme::m49, "720", "was Democratic Yemen until 1990"},
    OtherCode{CodeScheme::m49, "736", "was Sudan with South Sudan until 2011"},
    OtherCode{CodeScheme::m49, "810", "was the Soviet Union until 1991"},
    OtherCode{CodeScheme::m49, "830", "is the Channel Islands, which are Guernsey and Jersey"},
    OtherCode{CodeScheme::m49, "886", "was the Yemen Arab Republic until 1990"},
    OtherCode{CodeScheme::m49, "890", "was Yugoslavia until 1992"},
    OtherCode{CodeScheme::m49, "891", "was Serbia and Montenegro until 2006"},
};

/// Codes of aggregates of two characters (World Bank, Eurostat) and of three (the same, UNHCR).
constexpr std::string_view short_aggregates =
    " 1A 1W 4E 7E 8S B8 EU F1 OE S1 S2 S3 S4 T2 T3 T4 T5 T6 T7 V1 V2 V3 V4 XC XD XE XF XG XH XI XJ "
    "XL XM XN XO XP XQ XT XU XY Z4 Z7 ZF ZG ZH ZI ZJ ZQ ZT ";
constexpr std::string_view long_aggregates =
    " AFE AFW ARB CEB CSS EAP EAR EAS ECA ECS EEA EFTA EMU EUU EU27 EU27_2020 EU28 EXT_EU27_2020 "
    "FCS FOR HIC HPC IBB IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MEA MIC MNA NAC NAT "
    "OED OSS PRE PSS PST SAS SSA SSF SST STA STLS TEA TEC TIB TLA TMN TOTAL TSA TSS UKN UMC UNK "
    "VAR WLD XXA XXB XXC XXX ";
/// The regions of M49; UN DESA's own numbers are 900 and more.
constexpr auto m49_aggregates = std::to_array<std::uint16_t>(
    {1,   2,   3,   5,   9,   11,  13,  14,  15,  17,  18,  19,  21,  29,
     30,  34,  35,  39,  53,  54,  57,  61,  62,  142, 143, 145, 150, 151,
     154, 155, 199, 202, 419, 432, 513, 514, 515, 543, 722, 738, 747, 753});
constexpr std::uint16_t first_undesa_number = 900;

bool is_in(std::string_view list, std::string_view code) {
    return list.find(' ' + std::string{code} + ' ') != std::string_view::npos;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

bool is_aggregate(CodeScheme scheme, std::string_view code) {
    switch (scheme) {
        case CodeScheme::iso2:
            return is_in(short_aggregates, code) || is_in(long_aggregates, code);
        case CodeScheme::iso3:
        case CodeScheme::unhcr:
            return is_in(long_aggregates, code) || code.starts_with("OWID_");
        case CodeScheme::m49:
            break;
    }
    std::uint16_t number = 0;
    std::from_chars(code.data(), code.data() + code.size(), number);
    return number >= first_undesa_number ||
           std::ranges::find(m49_aggregates, number) != m49_aggregates.end();
}

/// In capitals; of M49 without leading zeros. None if it cannot be a code of the scheme.
std::optional<std::string> normal(CodeScheme scheme, std::string_view code) {
    std::string text{code};
    if (scheme != CodeScheme::m49) {
        std::ranges::transform(text, text.begin(), upper);
        return text;
    }
    if (text.empty() || text.size() > 4 || !std::ranges::all_of(text, base::is_digit)) {
        return std::nullopt;
    }
    text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
    return text;
}

std::string code_in(CodeScheme scheme, const CountryCodes& country) {
    switch (scheme) {
        case CodeScheme::iso2:
            return std::string{country.iso2};
        case CodeScheme::iso3:
            return std::string{country.iso3};
        case CodeScheme::m49:
            return std::to_string(country.m49);
        case CodeScheme::unhcr:
            break;
    }
    return std::string{country.unhcr};
}

using Codes = std::unordered_map<std::string, CountryReading>;

Codes codes_of(CodeScheme scheme) {
    Codes codes;
    for (const CountryCodes& country : country_codes()) {
        if (std::string code = code_in(scheme, country); !code.empty()) {
            codes[std::move(code)] = {.kind = Kind::country, .country = &country};
        }
    }
    for (const OtherCode& other : other_codes) {
        if (other.scheme == scheme) {
            codes[std::string{other.code}] = {.kind = Kind::country,
                                              .country = country_of_iso2(other.meaning)};
        }
    }
    for (const OtherCode& former : former_codes) {
        if (former.scheme == scheme) {
            codes[std::string{former.code}] = {.kind = Kind::former,
                                               .what = std::string{former.meaning}};
        }
    }
    return codes;
}

const Codes& all_codes(CodeScheme scheme) {
    static const std::array<Codes, code_schemes.size()> all{
        codes_of(CodeScheme::iso2), codes_of(CodeScheme::iso3), codes_of(CodeScheme::m49),
        codes_of(CodeScheme::unhcr)};
    return all[static_cast<std::size_t>(scheme)];
}

}  // namespace

std::string_view word_of(CodeScheme scheme) {
    constexpr std::array<std::string_view, code_schemes.size()> words{"iso2", "iso3", "m49",
                                                                      "unhcr"};
    return words[static_cast<std::size_t>(scheme)];
}

std::string_view name_of(CodeScheme scheme) {
    constexpr std::array<std::string_view, code_schemes.size()> names{
        "ISO 3166-1 alpha-2", "ISO 3166-1 alpha-3", "M49", "UNHCR"};
    return names[static_cast<std::size_t>(scheme)];
}

const CountryCodes* country_of_iso2(std::string_view iso2) {
    const auto found = std::ranges::lower_bound(country_codes(), iso2, {}, &CountryCodes::iso2);
    return found != country_codes().end() && found->iso2 == iso2 ? &*found : nullptr;
}

CountryReading read_code(CodeScheme scheme, std::string_view code) {
    const auto text = normal(scheme, code);
    if (!text) {
        return {};
    }
    const Codes& codes = all_codes(scheme);
    if (const auto found = codes.find(*text); found != codes.end()) {
        return found->second;
    }
    return is_aggregate(scheme, *text) ? CountryReading{.kind = Kind::aggregate} : CountryReading{};
}

bool looks_like_code(std::string_view text) {
    const bool letters =
        (text.size() == 2 || text.size() == 3) && (std::ranges::all_of(text, is_capital_letter) ||
                                                   std::ranges::all_of(text, is_small_letter));
    const bool digits =
        !text.empty() && text.size() <= 4 && std::ranges::all_of(text, base::is_digit);
    return letters || digits ||
           (std::ranges::none_of(text, is_small_letter) &&
            (is_aggregate(CodeScheme::iso2, text) || text.starts_with("OWID_")));
}

}  // namespace tamga::place
