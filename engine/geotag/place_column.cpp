// SPDX-License-Identifier: MIT
#include "engine/geotag/place_column.hpp"

#include "engine/base/error.hpp"
#include "engine/place/country_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace tamga::geotag {
namespace {

using place::CodeScheme;
using place::CountryReading;
using Kind = CountryReading::Kind;

/// Of all values so many must look like codes, so many of these must be known, and so many of names
/// must be those of countries.
constexpr double least_codes = 0.9;
constexpr double least_known = 0.8;
constexpr double least_countries = 0.8;

bool is_digits(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool is_capitals(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return std::isupper(c) != 0; });
}

bool is_share(std::size_t part, std::size_t all, double least) {
    return all > 0 && static_cast<double>(part) >= least * static_cast<double>(all);
}

/// What a scheme knows of the values.
struct Known {
    std::size_t countries = 0;
    std::size_t others = 0;  ///< Aggregates and former countries.
};

Known known_by(CodeScheme scheme, std::span<const std::string_view> values) {
    Known known;
    for (const std::string_view value : values) {
        const Kind kind = place::read_code(scheme, value).kind;
        known.countries += kind == Kind::country ? 1U : 0U;
        known.others += kind == Kind::aggregate || kind == Kind::former ? 1U : 0U;
    }
    return known;
}

/// What the first scheme that knows a code says, a country before anything else.
Kind kind_in_any(std::string_view value) {
    Kind kind = Kind::none;
    for (const CodeScheme scheme : place::code_schemes) {
        const Kind here = place::read_code(scheme, value).kind;
        kind = here == Kind::country || kind == Kind::none ? here : kind;
        if (kind == Kind::country) {
            break;
        }
    }
    return kind;
}

PlaceReading none(std::string reason) { return {.reason = std::move(reason)}; }

PlaceReading aggregate() {
    return {.reading = "aggregate",
            .reason = "is no place but several, or nobody knows which",
            .is_aggregate = true};
}

PlaceReading found(const RowPlace& row) {
    if (!row.place) {
        return {};
    }
    return {.place = row.place,
            .reading = std::string{to_string(row.place->kind)},
            .confidence = row.confidence};
}

/// What to say where codes of ISO could as well be UNHCR's, and would then mean other countries.
std::string rival_of(CodeScheme scheme, std::span<const std::string_view> codes) {
    const auto is_other = [](std::string_view code) {
        return place::read_code(CodeScheme::iso3, code).country !=
               place::read_code(CodeScheme::unhcr, code).country;
    };
    const bool is_rival = scheme == CodeScheme::iso3 &&
                          known_by(CodeScheme::unhcr, codes).countries ==
                              known_by(CodeScheme::iso3, codes).countries &&
                          std::ranges::any_of(codes, is_other);
    return is_rival ? "; as UNHCR's they would mean others (--places codes:unhcr)" : "";
}

/// "'GER', 'SUI', 'NED'": some of those that nothing is known of.
std::string examples(std::span<const std::string_view> values) {
    constexpr std::size_t most = 3;
    std::string text;
    std::size_t count = 0;
    for (const std::string_view value : values) {
        if (kind_in_any(value) == Kind::none && count++ < most) {
            text += fmt::format("{}'{}'", count == 1 ? "" : ", ", value);
        }
    }
    return text;
}

}  // namespace

PlacesRule places_rule_named(const std::string& text) {
    using Rule = PlacesRule::Kind;
    if (text.empty()) {
        return {};
    }
    for (const CodeScheme scheme : place::code_schemes) {
        if (text == "codes:" + std::string{word_of(scheme)}) {
            return {Rule::codes, scheme};
        }
    }
    constexpr std::array words{std::pair{"countries", Rule::countries},
                               std::pair{"towns", Rule::towns}, std::pair{"any", Rule::any}};
    for (const auto& [word, kind] : words) {
        if (text == word) {
            return {kind};
        }
    }
    throw Error{Fault::usage,
                "places are codes:iso2, codes:iso3, codes:m49, codes:unhcr, countries, towns or "
                "any, not '" +
                    text + "'"};
}

PlaceColumn::PlaceColumn(const place::Gazetteer& gazetteer, PlacesRule rule,
                         std::span<const std::string> values)
    : gazetteer_{gazetteer}, rule_{rule} {
    has_regions_ = std::ranges::any_of(values, [](const std::string& value) {
        return value == "Polynesia" || value == "POLYNESIA" || value == "Melanesia" ||
               value == "MELANESIA";
    });
    if (rule_.kind == PlacesRule::Kind::guessed) {
        guess(values);
    }
}

void PlaceColumn::guess(std::span<const std::string> values) {
    rule_.kind = PlacesRule::Kind::any;
    if (!values.empty() && !guess_codes(values)) {
        guess_countries(values);
    }
}

bool PlaceColumn::guess_codes(std::span<const std::string> values) {
    std::vector<std::string_view> codes;
    std::size_t others = 0;
    for (const std::string& value : values) {
        if (place::looks_like_code(value)) {
            codes.push_back(value);
        } else if (place::read_country_name(value).kind != Kind::aggregate) {
            ++others;
        }
    }
    if (!is_share(codes.size(), codes.size() + others, least_codes)) {
        return false;
    }
    CodeScheme best = CodeScheme::iso2;
    Known most;
    for (const CodeScheme scheme : place::code_schemes) {
        const Known known = known_by(scheme, codes);
        if (known.countries > most.countries) {
            best = scheme;
            most = known;
        }
    }
    std::size_t known = 0;
    std::size_t unknown = 0;  // Neither counts aggregates: they are no sign of countries.
    for (const std::string_view code : codes) {
        const Kind kind = kind_in_any(code);
        known += kind == Kind::country || kind == Kind::former ? 1U : 0U;
        unknown += kind == Kind::none ? 1U : 0U;
    }
    const bool are_numbers = std::ranges::all_of(codes, is_digits);
    const bool is_one = most.countries > 0 && is_share(known, known + unknown, least_known) &&
                        !(are_numbers && most.others > most.countries);
    if (is_one) {
        rule_ = {PlacesRule::Kind::codes, best};
        note_ = fmt::format("places are read as {} codes: {} of {} names are{}", name_of(best),
                            most.countries + most.others, values.size(), rival_of(best, codes));
        return true;
    }
    rule_.kind = PlacesRule::Kind::unknown;
    const std::string some = examples(codes);
    note_ = fmt::format(
        "places look like {}, but are no codes of countries that are known{}; a "
        "table of places (locations, --locations) says where they are, or places (--places) what "
        "they are",
        are_numbers ? "numbers of something" : "codes", some.empty() ? "" : " (" + some + ")");
    return true;
}

void PlaceColumn::guess_countries(std::span<const std::string> values) {
    std::size_t countries = 0;
    std::size_t others = 0;
    for (const std::string& value : values) {
        const Kind kind = country_named(value).kind;
        countries += kind == Kind::country || kind == Kind::former ? 1U : 0U;
        others += kind == Kind::none ? 1U : 0U;
    }
    if (is_share(countries, countries + others, least_countries)) {
        rule_.kind = PlacesRule::Kind::countries;
        note_ = fmt::format(
            "places are read as names of countries: {} of {} names are{}", countries, values.size(),
            others == 0 ? "" : "; what is none is not looked for among towns (--places any does)");
    }
}

/// By the tables of names, codes in capitals, and the gazetteer's names in all languages.
CountryReading PlaceColumn::country_named(std::string_view value) const {
    if (has_regions_ && place::is_region_beside_country(value)) {
        return {.kind = Kind::aggregate};
    }
    CountryReading reading = place::read_country_name(value);
    if (reading.kind != Kind::none) {
        return reading;
    }
    for (const CodeScheme scheme : {CodeScheme::iso3, CodeScheme::iso2}) {
        reading = is_capitals(value) ? place::read_code(scheme, value) : CountryReading{};
        if (reading.kind != Kind::none) {
            return reading;
        }
    }
    for (const place::Match& match :
         gazetteer_.find(value, {.kind = place::Kind::country, .spelling = false})) {
        if (match.role != place::NameRole::demonym) {
            const auto* country = place::country_of_iso2(match.place.iso);
            return country == nullptr ? CountryReading{}
                                      : CountryReading{.kind = Kind::country, .country = country};
        }
    }
    return {};
}

PlaceReading PlaceColumn::of_country(const place::CountryCodes& country,
                                     std::string_view reading) const {
    // Countries come first in a gazetteer.
    for (std::uint32_t i = 0; i < gazetteer_.size(); ++i) {
        const place::Place place = gazetteer_.place(i);
        if (place.kind != place::Kind::country) {
            break;
        }
        if (place.iso == country.iso2) {
            return {.place = place, .reading = std::string{reading}, .confidence = 1};
        }
    }
    return none(fmt::format("is {}, which is not in the gazetteer", country.name));
}

PlaceReading PlaceColumn::of_code(std::string_view value) const {
    const CountryReading code = place::read_code(rule_.scheme, value);
    switch (code.kind) {
        case Kind::country:
            return of_country(*code.country, word_of(rule_.scheme));
        case Kind::aggregate:
            return aggregate();
        case Kind::former:
            return none(code.what);
        case Kind::none:
            break;
    }
    const bool is_group = place::read_country_name(value).kind == Kind::aggregate;
    return is_group ? aggregate() : none(fmt::format("is no {} code", name_of(rule_.scheme)));
}

PlaceReading PlaceColumn::of_country_name(std::string_view value) const {
    const CountryReading name = country_named(value);
    switch (name.kind) {
        case Kind::country:
            return of_country(*name.country, "country");
        case Kind::aggregate:
            return aggregate();
        case Kind::former:
            return none(name.what);
        case Kind::none:
            break;
    }
    return none("is no country, as the other names are");
}

PlaceReading PlaceColumn::of_town(std::string_view value) const {
    const auto matches = gazetteer_.find(value, {.limit = 1, .kind = place::Kind::town});
    return matches.empty() ? PlaceReading{}
                           : PlaceReading{.place = matches.front().place,
                                          .reading = "town",
                                          .confidence = matches.front().edits > 0 ? 0.6 : 1};
}

/// What the gazetteer has by exactly that name comes before what a table may call a country.
PlaceReading PlaceColumn::of_any(std::string_view value) const {
    const CountryReading country = place::read_country_name(value);
    if (country.kind == Kind::aggregate ||
        (has_regions_ && place::is_region_beside_country(value))) {
        return aggregate();
    }
    if (country.kind == Kind::former) {
        return none(country.what);
    }
    if (is_capitals(value)) {
        for (const CodeScheme scheme : {CodeScheme::iso2, CodeScheme::iso3}) {
            if (const CountryReading code = place::read_code(scheme, value);
                code.kind == Kind::country) {
                return of_country(*code.country, word_of(scheme));
            }
        }
    }
    const bool is_exact = !gazetteer_.find(value, {.limit = 1, .spelling = false}).empty();
    return country.kind == Kind::country && !is_exact
               ? of_country(*country.country, "country")
               : found(place_of_row(gazetteer_, {.name = value}));
}

PlaceReading PlaceColumn::read(std::string_view value) const {
    switch (rule_.kind) {
        case PlacesRule::Kind::codes:
            return of_code(value);
        case PlacesRule::Kind::countries:
            return of_country_name(value);
        case PlacesRule::Kind::towns:
            return of_town(value);
        case PlacesRule::Kind::unknown:
            if (place::read_country_name(value).kind == Kind::aggregate) {
                return aggregate();
            }
            return none("is a code or a number, and of no list that is known");
        case PlacesRule::Kind::guessed:
        case PlacesRule::Kind::any:
            break;
    }
    return of_any(value);
}

}  // namespace tamga::geotag
