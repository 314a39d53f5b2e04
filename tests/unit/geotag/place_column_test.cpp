// SPDX-License-Identifier: MIT
#include "engine/geotag/place_column.hpp"
#include "engine/base/error.hpp"
#include "tests/unit/place/small_gazetteer.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::geotag;
using Catch::Contains;
using Kind = PlacesRule::Kind;
using place::CodeScheme;

namespace {

PlaceColumn column(const std::vector<std::string>& values, const std::string& rule = "") {
    return {small_gazetteer(), places_rule_named(rule), values};
}

std::string name_of(const PlaceReading& reading) {
    return reading.place ? std::string{reading.place->name} : "";
}

/// All codes of a scheme, as one column.
std::vector<std::string> codes_of(CodeScheme scheme) {
    std::vector<std::string> codes;
    for (const place::CountryCodes& country : place::country_codes()) {
        std::string code = scheme == CodeScheme::iso2   ? std::string{country.iso2}
                           : scheme == CodeScheme::iso3 ? std::string{country.iso3}
                           : scheme == CodeScheme::m49  ? std::to_string(country.m49)
                                                        : std::string{country.unhcr};
        if (!code.empty()) {
            codes.push_back(std::move(code));
        }
    }
    return codes;
}

/// Each code of each scheme is its country, or no place at all, with a reason that names it.
void check_all_codes(const place::Gazetteer& gazetteer, std::size_t least_placed) {
    for (const CodeScheme scheme : place::code_schemes) {
        const PlaceColumn codes{gazetteer, {}, codes_of(scheme)};
        CHECK(codes.rule() == PlacesRule{Kind::codes, scheme});
        std::size_t placed = 0;
        for (const std::string& code : codes_of(scheme)) {
            const place::CountryCodes* country = place::read_code(scheme, code).country;
            const PlaceReading reading = codes.read(code);
            INFO(name_of(scheme) << ' ' << code << ' ' << country->name);
            if (reading.place) {
                ++placed;
                CHECK(reading.place->kind == place::Kind::country);
                CHECK(reading.place->iso == country->iso2);
                CHECK(reading.reading == word_of(scheme));
            } else {
                CHECK_THAT(reading.reason, Contains(std::string{country->name}));
            }
        }
        CHECK(placed >= least_placed);
    }
}

}  // namespace

TEST_CASE("each code of all countries is its country or refused by its name", "[geotag]") {
    check_all_codes(small_gazetteer(), 7);
}

TEST_CASE("the installed gazetteer has each country that has a code", "[geotag][gazetteer]") {
    check_all_codes(place::Gazetteer{place::default_gazetteer()}, 227);
}

TEST_CASE("a column of codes is of one scheme, and what is none of it is no town", "[geotag]") {
    const PlaceColumn codes = column({"KGZ", "KAZ", "RUS", "USA", "OSH"});
    CHECK(codes.rule() == PlacesRule{Kind::codes, CodeScheme::iso3});
    CHECK_THAT(codes.note(), Contains("ISO 3166-1 alpha-3 codes: 4 of 5"));
    CHECK(name_of(codes.read("KAZ")) == "Kazakhstan");
    CHECK_FALSE(codes.read("OSH").place);
    CHECK_THAT(codes.read("OSH").reason, Contains("is no ISO 3166-1 alpha-3 code"));
    CHECK_FALSE(codes.read("IND").place);
    CHECK_THAT(codes.read("IND").reason, Contains("is India, which is not in the gazetteer"));
}

TEST_CASE("M49 is read with and without leading zeros", "[geotag]") {
    const PlaceColumn codes = column({"417", "398", "643", "4", "036", "900", "001"});
    CHECK(codes.rule() == PlacesRule{Kind::codes, CodeScheme::m49});
    CHECK(name_of(codes.read("417")) == "Kyrgyzstan");
    CHECK(name_of(codes.read("0417")) == "Kyrgyzstan");
    CHECK_THAT(codes.read("036").reason, Contains("Australia"));
    CHECK(codes.read("900").is_aggregate);
    CHECK(codes.read("001").is_aggregate);
}

TEST_CASE("codes of UNHCR are told from those of ISO by the whole column", "[geotag]") {
    const PlaceColumn unhcr = column({"KGZ", "ALG", "GFR", "AUS", "UKN", "STA"});
    CHECK(unhcr.rule() == PlacesRule{Kind::codes, CodeScheme::unhcr});
    CHECK_THAT(unhcr.read("AUS").reason, Contains("Austria"));
    CHECK(unhcr.read("STA").is_aggregate);
    const PlaceColumn iso = column({"KGZ", "DZA", "DEU", "AUS"});
    CHECK(iso.rule() == PlacesRule{Kind::codes, CodeScheme::iso3});
    CHECK_THAT(iso.read("AUS").reason, Contains("Australia"));
    const PlaceColumn either = column({"KGZ", "AUS"});
    CHECK(either.rule() == PlacesRule{Kind::codes, CodeScheme::iso3});
    CHECK_THAT(either.note(), Contains("--places codes:unhcr"));
}

TEST_CASE("codes that are of no list are no places, and numbers are no codes", "[geotag]") {
    // Cantons: two thirds of them are codes of countries, too.
    const PlaceColumn cantons = column({"ZH", "BE", "LU", "UR", "SZ", "OW", "NW", "GL", "FR"});
    CHECK(cantons.rule().kind == Kind::unknown);
    CHECK_FALSE(cantons.read("FR").place);
    CHECK_THAT(cantons.note(), Contains("locations"));
    const PlaceColumn zones = column({"1", "2", "3", "4", "5", "6"});
    CHECK(zones.rule().kind == Kind::unknown);
    CHECK_FALSE(zones.read("4").place);
}

TEST_CASE("among names of countries none is a town, and aggregates are no places", "[geotag]") {
    const PlaceColumn names =
        column({"Kyrgyzstan", "Kazakhstan", "Russia", "Turkey", "United States", "World", "Africa",
                "Serbia and Montenegro", "Osh"});
    CHECK(names.rule().kind == Kind::countries);
    CHECK(name_of(names.read("Kyrgyz Republic")) == "Kyrgyzstan");
    CHECK(name_of(names.read("Кыргызстан")) == "Kyrgyzstan");
    CHECK(name_of(names.read("USA")) == "United States");
    CHECK_THAT(names.read("Osh").reason, Contains("is no country"));
    CHECK_THAT(names.read("Serbia and Montenegro").reason, Contains("one country until 2006"));
    CHECK(names.read("World").is_aggregate);
    CHECK(names.read("Africa").is_aggregate);
}

TEST_CASE("names of towns and countries together are any places", "[geotag]") {
    const PlaceColumn names = column({"Osh", "Bishkek", "Naryn", "Russia", "World", "KZ"});
    CHECK(names.rule().kind == Kind::any);
    CHECK(names.note().empty());
    CHECK(names.read("Osh").reading == "town");
    CHECK(names.read("Russia").reading == "country");
    CHECK(names.read("KZ").reading == "iso2");
    CHECK(names.read("World").is_aggregate);
    CHECK_FALSE(names.read("IN").place);
}

TEST_CASE("what names are can be said", "[geotag]") {
    CHECK(name_of(column({"OSH"}, "towns").read("OSH")) == "Osh");
    CHECK_FALSE(column({"Russia"}, "towns").read("Russia").place);
    CHECK(name_of(column({"XYZ", "KG"}, "codes:iso2").read("KG")) == "Kyrgyzstan");
    CHECK_FALSE(column({"Osh", "Naryn"}, "countries").read("Osh").place);
    CHECK(name_of(column({"FR", "UR", "ZH"}, "any").read("Osh")) == "Osh");
    CHECK_THROWS_AS(places_rule_named("codes"), Error);
    CHECK_THROWS_WITH(places_rule_named("codes:iso4"), Contains("codes:unhcr"));
}

TEST_CASE("Micronesia is a region beside Polynesia", "[geotag]") {
    const std::vector<std::string> regions{"Kyrgyzstan", "Russia", "Micronesia", "Polynesia"};
    CHECK(column(regions).read("Micronesia").is_aggregate);
    CHECK_THAT(column({"Kyrgyzstan", "Russia", "Micronesia"}).read("Micronesia").reason,
               Contains("not in the gazetteer"));
}
