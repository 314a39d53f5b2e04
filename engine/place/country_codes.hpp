// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tamga::place {

/// The codes by which tables name countries. They contradict each other: AUS is Australia to ISO
/// and Austria to UNHCR, so a column is read by one of them.
enum class CodeScheme : std::uint8_t { iso2, iso3, m49, unhcr };

inline constexpr std::array code_schemes{CodeScheme::iso2, CodeScheme::iso3, CodeScheme::m49,
                                         CodeScheme::unhcr};

/// "iso2", "iso3", "m49", "unhcr".
std::string_view word_of(CodeScheme scheme);
/// "ISO 3166-1 alpha-2" and so on.
std::string_view name_of(CodeScheme scheme);

/// One of the 249 countries and territories of ISO 3166-1, or Kosovo.
struct CountryCodes {
    std::string_view iso2;
    std::string_view iso3;
    std::uint16_t m49 = 0;
    std::string_view unhcr;  ///< Empty: UNHCR has none for it.
    std::string_view name;   ///< In English.
};

/// All of them, by alpha-2 code.
std::span<const CountryCodes> country_codes();
/// The country of an alpha-2 code in capitals; null if there is none.
const CountryCodes* country_of_iso2(std::string_view iso2);

/// What a code or a name in a table of countries stands for.
struct CountryReading {
    enum class Kind : std::uint8_t {
        none,       ///< Nothing that is known here.
        country,    ///< A country.
        aggregate,  ///< Several countries, or nobody knows which: World, Africa, Unknown, Stateless.
        former,     ///< What is no one country now: Yugoslavia, the Channel Islands.
    };
    Kind kind = Kind::none;
    const CountryCodes* country = nullptr;  ///< Of a country.
    std::string what = {};                  ///< Of a former one: "was Yugoslavia until 2003".
};

/// Reads a code, in capitals or small letters, of M49 with or without leading zeros. Codes that are
/// still met are read too: EL and UK (Eurostat), ROM, ZAR, TMP and WBG (World Bank), ISO's withdrawn
/// ones, and what the World Bank, UN DESA (900 and more), UNHCR and Our World in Data have for
/// aggregates.
CountryReading read_code(CodeScheme scheme, std::string_view code);

/// True for two or three Latin letters, all capitals or all small, for up to four digits, and for
/// what is a code of an aggregate.
bool looks_like_code(std::string_view text);

}  // namespace tamga::place
