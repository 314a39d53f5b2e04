// SPDX-License-Identifier: MIT
#include "engine/geotag/case_endings.hpp"
#include "engine/geotag/coordinates.hpp"
#include "engine/geotag/geotag.hpp"
#include "engine/geotag/tokens.hpp"
#include "tests/unit/place/small_gazetteer.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace tamga;
using namespace tamga::geotag;

namespace {

/// "Osh=1527534 Moscow=524901": what is found, with GeoNames' ids.
std::string found(std::string_view text, const Options& options = {}) {
    std::string result;
    for (const Tag& tag : find_places(text, small_gazetteer(), options)) {
        result += (result.empty() ? "" : " ") +
                  std::string{text.substr(tag.begin, tag.end - tag.begin)} + "=" +
                  (tag.place ? std::to_string(tag.place->id) : "?");
    }
    return result;
}

std::string journeys(std::string_view text) {
    const auto tags = find_places(text, small_gazetteer());
    std::string result;
    for (const ToldJourney& journey : find_journeys(text, tags)) {
        result += std::string{tags[journey.from].place->name} + ">" +
                  std::string{tags[journey.to].place->name} + " ";
    }
    return result;
}

bool has_form(std::string_view word, std::string_view base) {
    std::vector<std::string> forms;
    base_forms(word, forms);
    return std::ranges::find(forms, base) != forms.end();
}

}  // namespace

TEST_CASE("a place is found where it stands, in characters", "[geotag]") {
    const std::string text = "Où? Il vit à Osh.";
    const auto tags = find_places(text, small_gazetteer());
    REQUIRE(tags.size() == 1);
    CHECK(tags[0].first_character == 13);
    CHECK(tags[0].end_character == 16);
    CHECK(tags[0].begin == 15);  // Two letters of two bytes each come before it.
    CHECK(text.substr(tags[0].sentence_begin) == "Il vit à Osh.");
}

TEST_CASE("the unit that is named after a town says which town it is", "[geotag]") {
    CHECK(found("They met in Talas, Turkey, in spring.") == "Talas=299900 Turkey=298795");
    CHECK(found("They met in Talas, Kyrgyzstan, in spring.") == "Talas=1527299 Kyrgyzstan=1527747");
}

TEST_CASE("one name may be two places of a text, each where it is said to be", "[geotag]") {
    CHECK(found("Talas, Turkey, and Talas, Kyrgyzstan, are far apart. They met in Talas.") ==
          "Talas=299900 Turkey=298795 Talas=1527299 Kyrgyzstan=1527747 Talas=1527299");
    CHECK(found("He was in Talas twice. Talas, Turkey, is old.") ==
          "Talas=299900 Talas=299900 Turkey=298795");
}

TEST_CASE("a definition or \"in\" says which town it is", "[geotag]") {
    CHECK(found("Talas is a small town in central Turkey.") == "Talas=299900 Turkey=298795");
    CHECK(found("They met in Talas in central Turkey.") == "Talas=299900 Turkey=298795");
}

TEST_CASE("a word beside the name says whether it is a town or a unit", "[geotag]") {
    CHECK(found("They live in Naryn.") == "Naryn=1527592");
    CHECK(found("They live in Naryn oblast.") == "Naryn=1527590");
}

TEST_CASE("people are no places", "[geotag]") {
    CHECK(found("Mr. Talas said no.") == "");
    CHECK(found("Sanobar Talas and Sanobar went home.") == "");
}

TEST_CASE("inhabitants are places only if asked for", "[geotag]") {
    const std::string text = "The Kyrgyz embassy in Moscow was closed.";
    CHECK(found(text) == "Moscow=524901");
    CHECK(found(text, {.demonyms = true, .least_likely = 0.1}) == "Kyrgyz=1527747 Moscow=524901");
}

TEST_CASE("codes are in capitals, and words in small letters are words", "[geotag]") {
    CHECK(found("He came from the U.S. to us.") == "U.S.=6252001");
    CHECK(found("I saw a turkey.") == "");
    CHECK(found("It cost US $20, not US$ 30.") == "");
}

TEST_CASE("a country with one letter wrong is the country", "[geotag]") {
    CHECK(found("There was no work in Kyrygyzstan.") == "Kyrygyzstan=1527747");
}

TEST_CASE("coordinates in prose are places, and the centre of a country is named as one",
          "[geotag]") {
    const auto tags = find_places("Geolocation is 41.20438, 74.76609800000006", small_gazetteer());
    REQUIRE(tags.size() == 1);
    CHECK(tags[0].position == geo::LonLat{.lon = 74.76609800000006, .lat = 41.20438});
    CHECK(tags[0].precision == "country centre");
    CHECK(tags[0].place->iso == "KG");
    const auto point = find_places("The camp (40.61, 72.85) is near.", small_gazetteer());
    REQUIRE(point.size() == 1);
    CHECK(point[0].precision == "point");
    CHECK(point[0].place->iso == "KG-O");
}

TEST_CASE("numbers that only look like coordinates are none", "[geotag]") {
    CHECK(find_coordinates("Between 600,000 and 800,000 people, 3.5 or 4.25 percent.").empty());
    CHECK(find_coordinates("On 12.05.2014, 10:30, they paid 20.50.").empty());
    CHECK(find_coordinates("at 41°12′N 74°45′E, they say").size() == 1);
    CHECK(find_coordinates("at 91.25, 12.25").empty());
}

TEST_CASE("Russian and Kyrgyz cases lead back to the name", "[geotag]") {
    CHECK(has_form("москве", "москва"));
    CHECK(has_form("москву", "москва"));
    CHECK(has_form("россии", "россия"));
    CHECK(has_form("оше", "ош"));
    CHECK(has_form("ошскои", "ошская"));
    CHECK(has_form("бишкеком", "бишкек"));
    CHECK(has_form("бишкектен", "бишкек"));
    CHECK(has_form("ошто", "ош"));
    CHECK(has_form("москвага", "москва"));
    CHECK(has_form("облусунда", "облусу"));
    CHECK_FALSE(has_form("да", ""));
    CHECK(found("Она живёт в Москве, он в Оше.") == "Москве=524901 Оше=1527534");
    CHECK(found("Ал Бишкектен Ошко барды.") == "Бишкектен=1528675 Ошко=1527534");
}

TEST_CASE("a text tells a journey by a verb of motion and both its ends", "[geotag]") {
    CHECK(journeys("She moved from Aravan to Moscow.") == "Aravan>Moscow ");
    CHECK(journeys("Unable to find a job in Kyrgyzstan, she moved to Moscow.") ==
          "Kyrgyzstan>Moscow ");
    CHECK(journeys("She lives in Osh. Moscow is far.") == "");
    CHECK(journeys("She moved to Moscow.") == "");
    CHECK(journeys("Она переехала из Оша в Москву.") == "Osh>Moscow ");
}

TEST_CASE("words know what parts them", "[geotag]") {
    Tokens tokens;
    tokenise("Osh's bazaar. New-York, (Osh) U.S.", tokens);
    REQUIRE(tokens.words.size() == 7);
    CHECK(tokens.words[0].possessive);
    CHECK(tokens.words[2].gap == Gap::stop);
    CHECK(tokens.words[2].starts_sentence);
    CHECK(tokens.words[3].gap == Gap::joined);
    CHECK(tokens.words[4].gap == Gap::open);
    CHECK(tokens.key(5, 6) == "u s");
    tokenise("", tokens);
    CHECK(tokens.words.empty());
    tokenise("\xFF\xC3 '’ —", tokens);
    CHECK(tokens.words.empty());
}
