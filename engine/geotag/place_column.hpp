// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geotag/table.hpp"
#include "engine/place/country_codes.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tamga::geotag {

/// How the places are named in the columns of a table.
struct PlacesRule {
    enum class Kind : std::uint8_t {
        guessed,    ///< To be found out from all their values.
        codes,      ///< Codes of countries, of one scheme.
        countries,  ///< Names of countries.
        towns,      ///< Names of towns.
        any,        ///< Names of anything, countries first.
        unknown     ///< Codes or numbers of no scheme; only guessed, never asked for.
    };
    Kind kind = Kind::guessed;
    place::CodeScheme scheme = place::CodeScheme::iso2;  ///< Of codes.

    bool operator==(const PlacesRule&) const = default;
};

/// "codes:iso2", "codes:iso3", "codes:m49", "codes:unhcr", "countries", "towns", "any", or nothing
/// for what is to be guessed. Throws Error{Fault::usage} for anything else.
PlacesRule places_rule_named(const std::string& text);

/// How one value of a column was read.
struct PlaceReading {
    std::optional<place::Place> place;
    std::string reading;  ///< "iso3", "country", "town", "aggregate" ...; empty: not at all.
    std::string reason;   ///< Why there is no place: "is no M49 code"; empty: none is called so.
    bool is_aggregate = false;  ///< World, Africa, Unknown: not a place, and not one that is lost.
    double confidence = 0;      ///< See RowPlace.
};

/// The values of the columns of a table that name places of one sort. What they are is decided by
/// all of them together: IN is India among US and KZ, and a town in Russia nowhere.
///
/// A column whose values look like codes is one of codes, of the scheme that knows most of them;
/// what is no code of it is no place. Where four in five are countries, none is a town. Aggregates
/// are never places.
class PlaceColumn {
public:
    /// The gazetteer must outlive the column. `values` are distinct; positions are not among them.
    PlaceColumn(const place::Gazetteer& gazetteer, PlacesRule rule,
                std::span<const std::string> values);

    /// Any rule but guessed.
    PlacesRule rule() const noexcept { return rule_; }
    /// What was decided and why, in a sentence; empty if nothing was, or nothing has to be said.
    const std::string& note() const noexcept { return note_; }

    /// May be called by several threads.
    PlaceReading read(std::string_view value) const;

private:
    void guess(std::span<const std::string> values);
    bool guess_codes(std::span<const std::string> values);
    void guess_countries(std::span<const std::string> values);
    place::CountryReading country_named(std::string_view value) const;
    PlaceReading of_country(const place::CountryCodes& country, std::string_view reading) const;
    PlaceReading of_code(std::string_view value) const;
    PlaceReading of_country_name(std::string_view value) const;
    PlaceReading of_town(std::string_view value) const;
    PlaceReading of_any(std::string_view value) const;

    const place::Gazetteer& gazetteer_;
    PlacesRule rule_;
    std::string note_;
    bool has_regions_ = false;  ///< Polynesia: then Micronesia is a region, too.
};

}  // namespace tamga::geotag
