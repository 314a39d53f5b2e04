// SPDX-License-Identifier: MIT
//
// Expected values: the middles that npm's h3-js 4.4 (cellToLatLng) prints, at every resolution, in
// pentagons, and beside the corners and edges of the icosahedron.
#include "engine/coordinate/read.hpp"

#include <catch2/catch.hpp>

#include <string>

using tamga::coordinate::parse;

namespace {

struct Expected {
    const char* cell;
    double lat;
    double lon;
};

const Expected cells[] = {
    {"8021fffffffffff", 46.04189431883772, 71.52790329909925},
    {"81083ffffffffff", 64.70000012793487, 10.536199075467675},
    {"829007fffffffff", -10.447345187511035, -121.8422941604274},
    {"83754efffffffff", 0.41590091884368713, 0.2300477727620658},
    {"8403263ffffffff", 89.95859680815384, -50.396941349729964},
    {"85f29383fffffff", -89.95859680815384, 129.60305865028155},
    {"864c0002fffffff", 23.689009157504515, -67.10164959857318},
    {"871c0002cffffff", 50.09781976250767, -143.4055118369825},
    {"8862000001fffff", 10.447345187511043, 58.157705839572586},
    {"89be0e35cbbffff", -33.86733858922612, 151.2104115665237},
    {"8a1f5280e35ffff", 52.62016942152395, 20.00049655230681},
    {"8b20a92eb26cfff", 41.20455996800708, 74.76628427038645},
    {"8c08000000009ff", 64.7000686541317, 10.535975824266218},
    {"8d90000056a9d7f", -10.440000405731114, -121.8499895933325},
    {"8e754e64992d6df", 0.000002077039495638502, 0.000002363229520764459},
    {"8f03262316a48cd", 89.99000231255829, 0.019127838471978877},
    {"830806fffffffff", 64.02576948943758, 9.646197906548801},
    {"831c30fffffffff", 51.948577974230005, -144.81139789932385},
    {"833099fffffffff", 31.598032674129524, 121.87047752050101},
    {"834cc2fffffffff", 17.7124295097003, -68.49307669489772},
    {"8362e3fffffffff", 7.738108646746938, 61.962352148521894},
    {"83750cfffffffff", 6.112192104170659, -2.0622393327925685},
    {"837f2dfffffffff", -8.177420469982312, 170.7581068539237},
    {"839156fffffffff", -11.13411686171088, -125.31206882802604},
    {"83a780fffffffff", -23.853843797075715, 119.14385161828935},
    {"83c3a1fffffffff", -44.66297607373049, -56.839357998214055},
    {"83d613fffffffff", -48.172459774141934, 38.63120237728693},
    {"83ea34fffffffff", -62.37289718795876, -166.38297076360965},
    {"8920a92eb27ffff", 41.20310095107301, 74.76610645993033},
};

bool is_refused(const std::string& text) {
    return std::holds_alternative<tamga::coordinate::Refusal>(tamga::coordinate::read(text));
}

}  // namespace

TEST_CASE("cells of H3 are read, pentagons and the cells around them too", "[coordinate]") {
    for (const auto& [cell, lat, lon] : cells) {
        CAPTURE(cell);
        const auto reading = tamga::coordinate::parse(cell);
        CHECK(reading.notation == "h3");
        CHECK(reading.position.lat == Approx(lat).margin(1e-12));
        CHECK(reading.position.lon == Approx(lon).margin(1e-11));
    }
    CHECK(tamga::coordinate::parse("h3:8920A92EB27FFFF").lat_text ==
          tamga::coordinate::parse("8920a92eb27ffff").lat_text);
    CHECK(tamga::coordinate::parse("8920a92eb27ffff").precision_m == Approx(201).epsilon(0.01));
}

TEST_CASE("what only looks like a cell of H3 is refused", "[coordinate]") {
    for (const char* text :
         {"8920a92eb27fff7",   // A digit of 7 in use... of a resolution that has fewer.
          "8920a92eb3fffff",   // Resolution 9, and one digit is missing.
          "89f4a92eb27ffff",   // Base cell 122 and more.
          "8120a92eb27ffff",   // Digits beyond resolution 1.
          "81084ffffffffff0",  // 16 digits.
          "81087ffffffffff",   // The direction that a pentagon lacks.

          "h3:nothing", "h3:"}) {
        CAPTURE(text);
        CHECK(is_refused(text));
    }
}
