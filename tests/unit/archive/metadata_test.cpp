// SPDX-License-Identifier: MIT
#include "engine/archive/metadata.hpp"

#include <catch2/catch.hpp>

using namespace tamga::archive;

TEST_CASE("a name of digits between control characters is a text", "[archive]") {
    Description about;
    about.name =
        "\x01"
        "5\x01";
    about.description =
        "\x01"
        "12345678901234567890.5\x01";
    about.attribution = "\x01\x01";
    const std::string json = pmtiles_metadata(about);
    const Description again = from_pmtiles_metadata(json);
    CHECK(again.name == about.name);
    CHECK(again.description == about.description);
    CHECK(again.attribution == about.attribution);
    CHECK(pmtiles_metadata(again) == json);
}
