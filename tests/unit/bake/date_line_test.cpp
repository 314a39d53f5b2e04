// SPDX-License-Identifier: MIT
//
// Flights over the date line, and some that only come near it, from tables to tiles.
#include "tests/unit/bake/date_line.hpp"

#include "engine/bake/bake.hpp"
#include "tests/unit/bake/baking.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using namespace tamga::tests;

namespace {

constexpr const char* airports = R"(id,name,lat,lon
NRT,Tokyo,35.765,140.386
LAX,Los Angeles,33.943,-118.408
AKL,Auckland,-37.008,174.792
SYD,Sydney,-33.946,151.177
SCL,Santiago,-33.393,-70.786
NAN,Nadi,-17.755,177.443
APW,Apia,-13.830,-172.008
HNL,Honolulu,21.319,-157.922
MAJ,Majuro,7.065,171.272
DYR,Anadyr,64.735,177.741
OME,Nome,64.512,-165.445
ADK,Adak,51.878,-176.646
ANC,Anchorage,61.174,-149.996
TRW,Tarawa,1.382,173.147
FUN,Funafuti,-8.525,179.196
SUV,Suva,-18.043,178.559
)";

/// Twelve pairs over it, both ways of some; two flights that stay west of it, one east.
constexpr const char* flights = R"(from,to,n
NRT,LAX,12
LAX,NRT,11
AKL,LAX,10
SYD,LAX,9
SYD,SCL,8
SCL,AKL,7
NAN,HNL,6
HNL,MAJ,5
DYR,OME,4
ADK,NRT,3
APW,AKL,2
APW,SUV,1
FUN,SUV,4
TRW,MAJ,3
ADK,ANC,2
)";

Drawing drawn(int zoom) {
    const BakeFolder folder;
    plan::Layer layer = layer_of("flights", folder.file("f.csv", flights), plan::Kind::routes);
    layer.route = {.origin = {"from"},
                   .destination = {"to"},
                   .weight = "n",
                   .locations = folder.file("a.csv", airports)};
    layer.clusters.radius_px = 0;
    plan::Map map;
    map.max_zoom = zoom;
    map.layers = {layer};
    bake::bake(map, {.output = folder.path("f.pmtiles")});
    return read_drawing(folder.path("f.pmtiles"), "flights", zoom);
}

}  // namespace

TEST_CASE("a flight over the date line is drawn on both sides of it, the shorter way",
          "[bake][route]") {
    for (const int zoom : {0, 1, 3, 5}) {
        const DateLineFindings found = look_at_date_line(drawn(zoom));
        CAPTURE(zoom, found.faults);
        CHECK(found.lines == 15);
        CHECK(found.over_it == 12);
        CHECK(found.faults.empty());
    }
}

TEST_CASE("a flight that is cut or goes the long way is noticed", "[bake][route]") {
    Drawing good = drawn(3);
    good.lines.resize(1);  // Tokyo - Los Angeles.
    Drawing broken = good;
    broken.lines[0].pieces = 2;
    CHECK(look_at_date_line(broken).faults.size() == 1);
    Drawing long_way = good;
    std::ranges::reverse(long_way.lines[0].points);
    CHECK(look_at_date_line(long_way).faults.size() == 2);
    Drawing elsewhere = good;
    elsewhere.lines[0].date_line_y[0] += 3;
    CHECK(look_at_date_line(elsewhere).faults.size() == 1);
}
