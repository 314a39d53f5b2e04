// SPDX-License-Identifier: MIT
#include "engine/geo/crs.hpp"

#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <string>

using namespace tamga;

namespace {

geo::LonLat transformed(const std::string& crs, double x, double y) {
    std::array<geo::LonLat, 1> at{{{.lon = x, .lat = y}}};
    geo::ToLonLat{crs}.transform(at);
    return at[0];
}

void check(geo::LonLat at, double lon, double lat) {
    CHECK(at.lon == Approx(lon).margin(1e-7));
    CHECK(at.lat == Approx(lat).margin(1e-7));
}

}  // namespace

TEST_CASE("x comes first, whatever order a CRS has", "[geo]") {
    // Computed with the formula of Web Mercator, apart from PROJ.
    check(transformed("EPSG:3857", 8322806.5, 5048290.5), 74.76504286, 41.24327052);
    check(transformed("urn:ogc:def:crs:EPSG::3857", 8322806.5, 5048290.5), 74.76504286,
          41.24327052);
    // By definition, 500 km east on the equator of UTM zone 43 is that zone's meridian.
    check(transformed("EPSG:32643", 500000, 0), 75, 0);
    check(transformed("EPSG:4326", 74.5, 41), 74.5, 41);         // Its authority: latitude first.
    check(transformed("OGC:CRS84", 74.5, 41), 74.5, 41);         // Longitude first.
    check(transformed("EPSG:2193", 1600000, 10000000), 173, 0);  // New Zealand: northing first.
}

TEST_CASE("WGS 84 in degrees needs no work", "[geo]") {
    CHECK(geo::ToLonLat{"EPSG:4326"}.identity());
    CHECK(geo::ToLonLat{"OGC:CRS84"}.identity());
    CHECK(geo::ToLonLat{"urn:ogc:def:crs:OGC:1.3:CRS84"}.identity());
    CHECK_FALSE(geo::ToLonLat{"EPSG:3857"}.identity());
    CHECK_FALSE(geo::ToLonLat{"EPSG:4284"}.identity());  // Pulkovo 1942: degrees, another datum.
}

TEST_CASE("a position from which there is no way becomes NaN", "[geo]") {
    const geo::LonLat at = transformed("EPSG:32643", 1e30, 1e30);
    CHECK(std::isnan(at.lon));
    CHECK(std::isnan(at.lat));
    CHECK(std::isnan(transformed("EPSG:3857", std::numeric_limits<double>::quiet_NaN(), 0).lon));
}

TEST_CASE("a CRS nobody knows is the command line's fault", "[geo]") {
    for (const std::string crs : {"EPSG:1", "", "nonsense", "+proj=pipeline +step +proj=noop"}) {
        CAPTURE(crs);
        try {
            geo::ToLonLat{crs};
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::usage);
            CHECK(std::string{error.what()} ==
                  "CRS '" + crs + "' is unknown; expected something like EPSG:3857");
        }
    }
}
