// SPDX-License-Identifier: MIT
#include "engine/place/country_codes.hpp"
#include "engine/place/country_names.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

using namespace tamga::place;
using Kind = CountryReading::Kind;

namespace {

std::string code_of(const CountryCodes& country, CodeScheme scheme) {
    return scheme == CodeScheme::iso2   ? std::string{country.iso2}
           : scheme == CodeScheme::iso3 ? std::string{country.iso3}
           : scheme == CodeScheme::m49  ? std::to_string(country.m49)
                                        : std::string{country.unhcr};
}

std::string small(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string iso2_of(const CountryReading& reading) {
    return reading.country == nullptr ? "" : std::string{reading.country->iso2};
}

}  // namespace

TEST_CASE("every code of a country is read as that country by its scheme", "[place]") {
    CHECK(country_codes().size() == 250);
    CHECK(std::ranges::is_sorted(country_codes(), {}, &CountryCodes::iso2));
    for (const CountryCodes& country : country_codes()) {
        for (const CodeScheme scheme : code_schemes) {
            const std::string code = code_of(country, scheme);
            INFO(name_of(scheme) << ' ' << code << ' ' << country.name);
            if (code.empty()) {
                continue;
            }
            CHECK(read_code(scheme, code).country == &country);
            CHECK(read_code(scheme, small(code)).country == &country);
            CHECK(looks_like_code(code));
        }
        CHECK(read_code(CodeScheme::m49, fmt::format("{:03}", country.m49)).country == &country);
    }
}

TEST_CASE("codes of UNHCR and of ISO that contradict each other are read by their own scheme",
          "[place]") {
    // UNHCR's and ISO's readings of one text, from UNHCR's own table of both.
    const std::vector<std::pair<std::string, std::pair<std::string, std::string>>> both{
        {"AUS", {"AT", "AU"}}, {"ARE", {"EG", "AE"}}, {"MAR", {"MQ", "MA"}},
        {"SWA", {"SZ", ""}},   {"GAZ", {"PS", ""}},   {"NIG", {"NG", ""}},
        {"CHI", {"CN", ""}},   {"ANT", {"AG", ""}},   {"ICE", {"IS", ""}}};
    for (const auto& [code, countries] : both) {
        INFO(code);
        CHECK(iso2_of(read_code(CodeScheme::unhcr, code)) == countries.first);
        CHECK(iso2_of(read_code(CodeScheme::iso3, code)) == countries.second);
    }
}

TEST_CASE("codes of aggregates and of former countries are no countries", "[place]") {
    for (const char* code : {"WLD", "SSF", "EUU", "HIC", "UKN", "XXX", "STA", "OWID_WRL"}) {
        INFO(code);
        CHECK(read_code(CodeScheme::iso3, code).kind == Kind::aggregate);
    }
    for (const char* code : {"1W", "EU", "XD", "ZG"}) {
        INFO(code);
        CHECK(read_code(CodeScheme::iso2, code).kind == Kind::aggregate);
    }
    for (const char* code : {"001", "1", "2", "150", "900", "947", "1840", "5500"}) {
        INFO(code);
        CHECK(read_code(CodeScheme::m49, code).kind == Kind::aggregate);
    }
    CHECK(read_code(CodeScheme::iso3, "SCG").what == "was Serbia and Montenegro until 2006");
    CHECK(read_code(CodeScheme::m49, "891").kind == Kind::former);
    CHECK(read_code(CodeScheme::iso2, "SU").kind == Kind::former);
    CHECK(read_code(CodeScheme::iso2, "UK").country->iso2 == "GB");
    CHECK(read_code(CodeScheme::iso2, "ZH").kind == Kind::aggregate);  // The World Bank's.
    CHECK(read_code(CodeScheme::iso2, "ZZ").kind == Kind::none);
    CHECK(read_code(CodeScheme::m49, "4.5").kind == Kind::none);
    CHECK(read_code(CodeScheme::m49, "").kind == Kind::none);
}

TEST_CASE("names of countries are read as tables of statistics write them", "[place]") {
    const std::vector<std::pair<const char*, const char*>> names{
        {"Iran (Islamic Republic of)", "IR"},
        {"Iran, Islamic Rep.", "IR"},
        {"Bolivia (Plurinational State of)", "BO"},
        {"Côte d'Ivoire", "CI"},
        {"Cote d'Ivoire", "CI"},
        {"Congo", "CG"},
        {"Congo, Rep.", "CG"},
        {"Dem. Rep. of the Congo", "CD"},
        {"Congo, Dem. Rep.", "CD"},
        {"DR Congo", "CD"},
        {"Lao PDR", "LA"},
        {"Lao People's Dem. Rep.", "LA"},
        {"Viet Nam", "VN"},
        {"Türkiye", "TR"},
        {"Turkey", "TR"},
        {"Czechia", "CZ"},
        {"Swaziland", "SZ"},
        {"Cabo Verde", "CV"},
        {"China, Hong Kong SAR", "HK"},
        {"Hong Kong SAR, China", "HK"},
        {"China, Taiwan Province of China", "TW"},
        {"Korea, Dem. People's Rep.", "KP"},
        {"Dem. People's Rep. of Korea", "KP"},
        {"Republic of Korea", "KR"},
        {"Korea, Rep.", "KR"},
        {"Micronesia (Fed. States of)", "FM"},
        {"FS Micronesia", "FM"},
        {"St. Vincent & Grenadines", "VC"},
        {"Saint Vincent and the Grenadines", "VC"},
        {"Sudan*", "SD"},
        {"South Sudan", "SS"},
        {"Guinea", "GN"},
        {"Guinea-Bissau", "GW"},
        {"Equatorial Guinea", "GQ"},
        {"Niger", "NE"},
        {"Nigeria", "NG"},
        {"Dominica", "DM"},
        {"Dominican Rep.", "DO"},
        {"Serbia and Kosovo: S/RES/1244 (1999)", "RS"},
        {"Kosovo", "XK"},
        {"State of Palestine", "PS"},
        {"West Bank and Gaza", "PS"},
        {"Virgin Islands (U.S.)", "VI"},
        {"British Virgin Islands", "VG"},
        {"UNITED STATES OF AMERICA", "US"}};
    for (const auto& [name, iso2] : names) {
        INFO(name);
        CHECK(iso2_of(read_country_name(name)) == iso2);
    }
    for (const CountryCodes& country : country_codes()) {
        INFO(country.name);
        CHECK(read_country_name(country.name).country == &country);
    }
}

TEST_CASE("aggregates and former countries are known by their names", "[place]") {
    for (const char* name : {"World",
                             "WORLD",
                             "Africa",
                             "Sub-Saharan Africa",
                             "Latin America and the Caribbean",
                             "Europe & Central Asia",
                             "High-income countries",
                             "Upper middle income",
                             "Unknown",
                             "Unknown/other",
                             "Stateless",
                             "Various",
                             "Various/unknown",
                             "Other",
                             "Other South",
                             "Others",
                             "Total",
                             "European Union",
                             "Least developed countries",
                             "Central Asia",
                             "Other Asia, nes",
                             "Rest of the world",
                             "n.a.",
                             "Tibetan"}) {
        INFO(name);
        CHECK(read_country_name(name).kind == Kind::aggregate);
    }
    for (const char* name : {"Serbia and Montenegro", "Serbia & Montenegro", "Yugoslavia", "USSR",
                             "Czechoslovakia", "Netherlands Antilles", "Channel Islands"}) {
        INFO(name);
        CHECK(read_country_name(name).kind == Kind::former);
    }
    for (const char* name : {"Osh", "Georgia Avenue", "Paris", "", "New South Wales", "Rome"}) {
        INFO(name);
        CHECK(read_country_name(name).kind == Kind::none);
    }
}
