// SPDX-License-Identifier: MIT
#include "engine/place/gazetteer.hpp"
#include "engine/base/error.hpp"
#include "engine/geo/geodesic.hpp"
#include "tests/source_folder.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/place/small_gazetteer.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <nlohmann/json.hpp>

using namespace tamga;
using namespace tamga::place;

namespace {

std::uint32_t first(std::string_view name) {
    const auto found = small_gazetteer().find(name);
    return found.empty() ? 0 : found.front().place.id;
}

}  // namespace

// The ids are GeoNames'.
TEST_CASE("a place is found by its names in any script", "[place]") {
    for (const char* name : {"Osh", "OSH", "Ош", "أوش", "オシ", "O'sh", "Osh, Kyrgyzstan"}) {
        CAPTURE(name);
        CHECK(first(name) == 1527534);
    }
    CHECK(first("Арави") == 0);
    CHECK(first("Араван") == 1528831);
    CHECK(first("Кыргызстан") == 1527747);
    CHECK(first("Kirgisistan") == 0);  // Danish; the fixture has names in Cyrillic only.
}

TEST_CASE("one letter may be wrong", "[place]") {
    CHECK(first("Bishkekk") == 1528675);
    CHECK(first("Bihskek") == 1528675);
    CHECK(first("Бишкет") == 1528675);
    CHECK(first("Almay") == 1526384);
    CHECK(first("Kyrygyzstan") == 1527747);
    CHECK(small_gazetteer().find("Bishkekk").front().edits == 1);
    CHECK(small_gazetteer().find("Bishkekk", {.spelling = false}).empty());
}

TEST_CASE("names come before other spellings, whatever the population", "[place]") {
    // Taraz, with nine times the inhabitants, was called Talas once; Auch is "Osh" in some tables.
    CHECK(first("Talas") == 1527299);
    CHECK(small_gazetteer().find("Osh").front().place.name == "Osh");
}

TEST_CASE("Turkey is the country, not New Providence in New Jersey", "[place]") {
    CHECK(first("Turkey") == 298795);
    CHECK(first("Türkiye") == 298795);
}

TEST_CASE("a town comes before the unit that is called after it", "[place]") {
    const auto found = small_gazetteer().find("Naryn");
    REQUIRE(found.size() >= 2);
    CHECK(found[0].place.kind == Kind::town);
    CHECK(found[1].place.kind == Kind::admin1);
    CHECK(first("New York") == 5128581);
}

TEST_CASE("the label of Osh oblast is not that of the town", "[place]") {
    const auto unit = small_gazetteer().find("Ош облусу");
    REQUIRE(unit.size() == 1);
    CHECK(unit[0].place.kind == Kind::admin1);
    CHECK(unit[0].place.name == "Osh Region");
    CHECK(unit[0].place.iso == "KG-O");
    CHECK(first("KG-O") == 1346798);
}

TEST_CASE("Aravan, of whose inhabitants nobody has told GeoNames, is found all the same",
          "[place]") {
    const auto found = small_gazetteer().find("Aravan");
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].place.population == 0);
    // Its district says no position, and is where the town is.
    REQUIRE(found.size() == 2);
    CHECK(found[1].place.kind == Kind::admin2);
    CHECK(found[1].place.position == found[0].place.position);
}

TEST_CASE("answers can be held to a country and a kind", "[place]") {
    CHECK(small_gazetteer().find("Talas", {.country = "TR"}).front().place.id == 299900);
    CHECK(small_gazetteer().find("Naryn", {.kind = Kind::admin1}).front().place.id == 1527590);
    CHECK(small_gazetteer().find("Osh", {.country = "US"}).empty());
    CHECK(first("Talas, Turkey") == 299900);
}

TEST_CASE("a position is in the unit and the country that hold it", "[place]") {
    const auto osh = small_gazetteer().at({.lon = 72.7985, .lat = 40.52828});
    REQUIRE(osh.country);
    CHECK(osh.country->iso == "KG");
    CHECK(osh.admin1->iso == "KG-O");
    CHECK_FALSE(small_gazetteer().at({.lon = 0, .lat = 0}).country);
    // Shohimardon is an enclave of Uzbekistan.
    CHECK(small_gazetteer().at({.lon = 71.805, .lat = 39.983}).country->iso == "UZ");
}

TEST_CASE("the nearest towns come with their geodesic distance", "[place]") {
    const geo::LonLat from{.lon = 72.7, .lat = 40.5};
    const auto found = small_gazetteer().nearest(from, 3);
    REQUIRE(found.size() == 3);
    CHECK(found[0].place.id == 1527534);
    CHECK(found[1].place.id == 1528831);
    CHECK(found[0].distance_m == geo::distance_m(from, found[0].place.position));
    CHECK(found[0].azimuth_deg == Approx(69.3).margin(0.5));  // East by north.
    CHECK(small_gazetteer().nearest(from, 99).size() == 14);
    CHECK(small_gazetteer().nearest_town(from)->place.id == 1527534);
}

TEST_CASE("the centre of a country is known as one", "[place]") {
    const auto centre = small_gazetteer().country_centred_at({.lon = 74.766098, .lat = 41.20438});
    REQUIRE(centre);
    CHECK(centre->iso == "KG");
    CHECK_FALSE(small_gazetteer().country_centred_at({.lon = 72.7985, .lat = 40.52828}));
}

TEST_CASE("a gazetteer names its sources and licences", "[place]") {
    const auto about = nlohmann::json::parse(small_gazetteer().metadata());
    CHECK(about["sources"][0]["licence"] == "CC BY 4.0");
    CHECK(about["counts"]["town"] == 14);
    CHECK(about["missing"].empty());
}

TEST_CASE("keys know whether people, too, are called so, and whether they are words", "[place]") {
    const KeyTable& keys = small_gazetteer().keys();
    CHECK((keys.find("talas").bits & key_human) != 0);
    CHECK((keys.find("turkey").bits & key_word) != 0);
    CHECK((keys.find("sanobar").bits & key_first_name) != 0);
    CHECK(keys.find("sanobar").postings.empty());
    CHECK((keys.find("new").bits & key_continues) != 0);
    CHECK((keys.find("osh").bits & (key_human | key_word)) == 0);
}

TEST_CASE("what is no gazetteer, or half of one, is refused", "[place]") {
    CHECK_THROWS_WITH(Gazetteer{"/nowhere/at.all"}, Catch::Contains("No such file"));
    CHECK_THROWS_WITH(Gazetteer{tamga::in_source("fixtures/place/towns.txt")},
                      Catch::Contains("is not a gazetteer"));
    const tamga::TemporaryFolder folder;
    const std::string path = folder / "half";
    build_gazetteer(tamga::in_source("fixtures/place"), path);
    std::filesystem::resize_file(path, 100000);
    CHECK_THROWS_WITH(Gazetteer{path}, Catch::Contains("cut short"));
}

TEST_CASE("the same tables make the same bytes, and a bad row names its line", "[place]") {
    namespace fs = std::filesystem;
    const tamga::TemporaryFolder made;
    const fs::path folder = made.path();
    fs::copy(tamga::in_source("fixtures/place"), folder);
    const auto built = [&](const char* name) {
        build_gazetteer(folder, folder / name);
        std::ifstream file{folder / name, std::ios::binary};
        return std::string{std::istreambuf_iterator<char>{file}, {}};
    };
    CHECK(built("one") == built("two"));
    std::ofstream{folder / "towns.txt", std::ios::app} << "12\tNowhere\n";
    CHECK_THROWS_WITH(built("three"), Catch::Contains("towns.txt:15: 2 columns instead of 19"));
    fs::remove(folder / "towns.txt");
    fs::remove(folder / "centres.tsv");
    CHECK(build_gazetteer(folder, folder / "four").missing ==
          std::vector<std::string>{"towns.txt", "centres.tsv"});
}
