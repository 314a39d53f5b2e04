// SPDX-License-Identifier: MIT
#include "engine/place/outline.hpp"

#include "engine/base/error.hpp"
#include "tests/unit/place/small_gazetteer.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <random>

using namespace tamga;
using namespace tamga::place;
using Catch::Matchers::Message;

namespace {

bool is_in(const char* name, double lon, double lat) {
    return area_of_name(small_gazetteer(), name).contains({.lon = lon, .lat = lat});
}

}  // namespace

TEST_CASE("a country and a unit are areas by their names", "[place]") {
    CHECK(is_in("Kyrgyzstan", 72.8, 40.52));
    CHECK(is_in("Кыргызстан", 72.2, 42.5));
    CHECK_FALSE(is_in("Osh Region", 72.2, 42.5));
    CHECK(is_in("KG-O", 72.8, 40.52));
    CHECK_FALSE(is_in("Kyrgyzstan", 37.6, 55.75));
}

TEST_CASE("an enclave is a hole in what is around it", "[place]") {
    CHECK(is_in("Uzbekistan", 71.8, 39.98));
    CHECK_FALSE(is_in("Kyrgyzstan", 71.8, 39.98));
}

TEST_CASE("a name without an area is refused with what is near", "[place]") {
    const auto& gazetteer = small_gazetteer();
    CHECK_THROWS_MATCHES(
        area_of_name(gazetteer, "Kyrgyzstn"), Error,
        Message("no country or unit is called 'Kyrgyzstn'; did you mean Kyrgyzstan?"));
    CHECK_THROWS_MATCHES(area_of_name(gazetteer, "Xyzzyland"), Error,
                         Message("no country or unit is called 'Xyzzyland'"));
    CHECK_THROWS_MATCHES(area_of_name(gazetteer, "Moscow"), Error,
                         Message("Moscow is a town and has no area"));
}

TEST_CASE("an outline holds what the polygons hold", "[place][gazetteer]") {
    const Gazetteer gazetteer{default_gazetteer()};
    std::mt19937_64 random{7};
    std::uniform_real_distribution<double> lon{60, 85};
    std::uniform_real_distribution<double> lat{35, 48};
    const auto country = gazetteer.find("Kyrgyzstan").front().place;
    const index::Area area = outline(gazetteer, country);
    const index::Area osh = area_of_name(gazetteer, "Osh Region");
    int inside = 0;
    for (int i = 0; i < 20'000; ++i) {
        const geo::LonLat at{.lon = lon(random), .lat = lat(random)};
        const Containment where = gazetteer.at(at);
        const bool in_country = where.country && where.country->iso == "KG";
        REQUIRE(area.contains(at) == in_country);
        REQUIRE(osh.contains(at) == (where.admin1 && where.admin1->iso == "KG-O"));
        inside += in_country ? 1 : 0;
    }
    CHECK(inside > 500);
}
