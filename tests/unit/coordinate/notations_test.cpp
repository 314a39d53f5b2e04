// SPDX-License-Identifier: MIT
//
// Every row of fixtures/geo/notations.tsv is read as it says, or refused. Where the expected values
// come from is in the README beside it.
#include "engine/coordinate/read.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <string>

using namespace tamga::coordinate;

namespace {

struct Row {
    std::string input;
    std::string lat;
    std::string lon;
};

Row row_of(const std::string& line) {
    // A tab may be in the input; lat and lon are behind the last two.
    const std::size_t last = line.rfind('\t');
    const std::size_t first = line.rfind('\t', last - 1);
    return {line.substr(0, first), line.substr(first + 1, last - first - 1), line.substr(last + 1)};
}

void check(const Row& row, const PlaceLookup& places) {
    CAPTURE(row.input);
    const auto outcome = tamga::coordinate::read(row.input, places);
    const auto* reading = std::get_if<Reading>(&outcome);
    if (row.lat == "REJECT") {
        CHECK(reading == nullptr);
        return;
    }
    if (reading == nullptr) {
        FAIL_CHECK(std::get<Refusal>(outcome).reason);
        return;
    }
    constexpr double tolerance = 2e-6;  // Some are written to the hundredth of a second.
    CHECK(reading->position.lat == Approx(std::stod(row.lat)).margin(tolerance));
    CHECK(reading->position.lon == Approx(std::stod(row.lon)).margin(tolerance));
}

}  // namespace

TEST_CASE("coordinates in four hundred notations are read or refused", "[coordinate]") {
    PlaceLookup places;
    places.position = [](std::string_view name) {
        return name.starts_with("Bishkek")
                   ? std::optional{tamga::geo::LonLat{.lon = 74.59, .lat = 42.87}}
                   : std::nullopt;
    };
    std::ifstream file{tamga::in_source("fixtures/geo/notations.tsv")};
    std::string line;
    std::getline(file, line);
    int rows = 0;
    while (std::getline(file, line)) {
        check(row_of(line), places);
        ++rows;
    }
    CHECK(rows >= 400);
}
