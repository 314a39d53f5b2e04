// SPDX-License-Identifier: MIT
//
// Inside place: the tables that a gazetteer is made from.
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/place/gazetteer.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tamga::place {

/// A place as the tables describe it.
struct RawPlace {
    std::string key;      ///< What other tables call it: "KG", "KG.08", "KG.08.7910403".
    std::string country;  ///< A key.
    std::string admin1;
    std::string admin2;
    std::string name;
    std::string iso;
    std::string code;
    Kind kind = Kind::town;
    std::uint32_t id = 0;
    std::uint32_t population = 0;
    std::optional<geo::LonLat> position;
};

struct RawName {
    std::uint32_t place = 0;  ///< Its number in RawPlaces::places.
    NameRole role = NameRole::name;
    std::string name;
};

/// Everything with a name, as read.
struct RawPlaces {
    std::vector<RawPlace> places;
    std::vector<RawName> names;
    std::unordered_map<std::string, std::uint32_t> by_key;
    std::vector<std::pair<std::uint32_t, geo::LonLat>> centres;
    std::unordered_map<std::string, std::uint16_t> words;  ///< KeyBits of folded words.

    std::uint32_t add(RawPlace place);
};

/// Calls `use` for each row of a tab-separated file; the first is its headings and is left out if
/// `headings`. Messages of errors start with the file and the line.
void for_each_row(const std::string& path, bool headings,
                  const std::function<void(std::span<const std::string_view>)>& use);

/// places.tsv: key, id, kind, code, country, admin1, iso, name, lat, lon, population.
void read_places(const std::string& path, RawPlaces& into);
/// names.tsv: key, name, role. Names of unknown keys are left out.
void read_names(const std::string& path, RawPlaces& into);
/// GeoNames' table: 19 columns without headings (https://download.geonames.org/export/dump/).
void read_geonames(const std::string& path, RawPlaces& into);
/// words.tsv: word, class ("first name", "name" of a person, "word" of the language).
void read_words(const std::string& path, RawPlaces& into);
/// centres.tsv: country, lat, lon.
void read_centres(const std::string& path, RawPlaces& into);

}  // namespace tamga::place
