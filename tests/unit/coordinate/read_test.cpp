// SPDX-License-Identifier: MIT
//
// Expected values: by hand for decimals and whole minutes; 41°12'15.768" is 41.20438 and
// 74°45'57.953" is 74.76609805555556; grids by GeographicLib's GeoConvert; plus codes by the test
// data of the Open Location Code project.
#include "engine/coordinate/read.hpp"

#include "engine/base/error.hpp"
#include "tests/unit/coordinate/checks.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using tamga::coordinate::Reading;
using tamga::coordinate::Refusal;

using namespace tamga::coordinate::test;

namespace {

/// "LAT,LON notation", or "- reason".
std::string position_in(const std::string& text) {
    const auto outcome = tamga::coordinate::read(text);
    if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
        return "- " + refusal->reason;
    }
    const auto& reading = std::get<Reading>(outcome);
    CHECK(reading.position.lat == std::stod(reading.lat_text));
    CHECK(reading.position.lon == std::stod(reading.lon_text));
    CHECK(reading.precision_m > 0);
    return reading.lat_text + ',' + reading.lon_text + ' ' + reading.notation;
}

const auto as_read = [](const std::string& text) { return position_in(text); };

std::vector<std::string> warnings(const std::string& text) {
    return tamga::coordinate::parse(text).warnings;
}

}  // namespace

TEST_CASE("decimal degrees keep every digit", "[coordinate]") {
    CHECK(position_in("41.20438, 74.76609800000006") == "41.20438,74.76609800000006 decimal");
    CHECK(position_in("1.20,-3.450") == "1.20,-3.450 decimal");
    CHECK(position_in("+041.20 -0.0") == "41.20,0.0 decimal");
    CHECK(position_in("-.5;.25") == "-0.5,0.25 decimal");
    CHECK(position_in("90,-180") == "90,-180 decimal");
}

TEST_CASE("a position that was computed is written without an exponent", "[coordinate]") {
    // Well-known binary: 72.4 and the millionth of a degree, then hardly anything.
    CHECK(position_in("0000000001405219999999999A3EB0C6F7A0B5ED8D") == "0.000001,72.4 wkb");
    CHECK(position_in("0000000001405219999999999A24B0C6F7A0B5ED8D") == "0,72.4 wkb");
}

TEST_CASE("a text may end within a character", "[coordinate]") {
    check_refused(as_read,
                  {"\xC2", "41.2, 74.7 \xC2", "33\xC2\xB0 \xD1\x8E.\xD1\x88.#/51,20933\xC2",
                   "41.2 \xE2\x80", "41.2 \xF0\x9F"});
}

TEST_CASE("a text of any size that no position has is refused", "[coordinate]") {
    CHECK(position_in(std::string(70'000, ' ') + "41,74") ==
          "- the text is longer than 65536 bytes, and no position is");
}

TEST_CASE("decimal degrees are read in any punctuation", "[coordinate]") {
    check_all(as_read, "41.20438,74.766098 decimal",
              {"41.20438,74.766098",
               "41.20438, 74.766098",
               "41.20438;74.766098",
               "41.20438 74.766098",
               "41.20438\t74.766098",
               "(41.20438, 74.766098)",
               "\"41.20438, 74.766098\"",
               "41.20438/74.766098",
               "41.20438\u00A0, 74.766098",
               "41.20438°, 74.766098°",
               "41,20438; 74,766098",
               "41,20438 74,766098",
               "４１.２０４３８, ７４.７６６０９８",
               "WGS84 41.20438 74.766098",
               "41.20438 N, 74.766098 E",
               "N41.20438 E74.766098",
               "41.20438N74.766098E",
               "74.766098E 41.20438N",
               "41.20438N, E74.766098",
               "41.20438 N - 74.766098 E",
               "lat 41.20438 lon 74.766098",
               "lon=74.766098&lat=41.20438",
               "41.20438 lat, 74.766098 lng",
               "x: 74.766098, y: 41.20438",
               "широта 41.20438, долгота 74.766098",
               "С 41.20438 В 74.766098",
               "41,20438° с.ш., 74,766098° в.д."});
    check_all(as_read, "-33.8688,-151.2093 decimal",
              {"−33.8688, −151.2093", "33.8688 S 151.2093 W", "33.8688° ю. ш. 151.2093° з. д."});
}

TEST_CASE("degrees, minutes and seconds are read in any punctuation", "[coordinate]") {
    check_all(as_read, "41.20438,74.76609805555556 degrees-minutes-seconds",
              {"41°12′15.768″N 74°45′57.953″E", "41º12’15.768”N 74º45’57.953”E",
               "N 41°12'15.768\" E 74°45'57.953\"", "41 12 15.768 N 74 45 57.953 E",
               "41 12 15.768, 74 45 57.953", "41d12'15.768\"N 74d45'57.953\"E",
               "41d12m15.768s N 74d45m57.953s E", "41:12:15.768N 74:45:57.953E",
               "41-12-15.768N 074-45-57.953E", "411215.768N 0744557.953E",
               "41°12'15.768''N 74°45'57.953''E" + std::string{}, "41°12'15,768\" 74°45'57,953\"",
               "41&deg;12&prime;15.768&Prime;N 74&deg;45&prime;57.953&Prime;E",
               "41°12′15.768″ с. ш. 74°45′57.953″ в. д.",
               "41 град 12 мин 15,768 сек с. ш. 74 град 45 мин 57,953 сек в. д.",
               "41°12′15,768″ северной широты, 74°45′57,953″ восточной долготы"});
    check_all(
        as_read, "41.2,74.75 degrees-minutes-seconds",
        {"41°12′N 74°45′E", "N41 12 E074 45", "4112N 07445E", "41°12' 74°45'",
         "түндүк кеңдик 41°12′, чыгыш узундук 74°45′",
         "солтүстік ендік 41°12′, шығыс бойлық 74°45′", "арзи шимолӣ 41°12′, тӯли шарқӣ 74°45′"});
    CHECK(position_in("-0°30', 0°15'") == "-0.5,0.25 degrees-minutes-seconds");
}

TEST_CASE("what contradicts itself is refused with the reason", "[coordinate]") {
    CHECK(position_in("41.2 N 74.7 N") == "- two latitudes");
    CHECK(position_in("-33.8 N 151.2 E") == "- the sign of -33 contradicts its hemisphere");
    CHECK(position_in("+33.8 S 151.2 E") == "- the sign of +33 contradicts its hemisphere");
    CHECK(position_in("lat 41.2 E, lon 74.7 N") ==
          "- a label and a hemisphere contradict each other");
    CHECK(position_in("41°12'60\"N 74°45'0\"E") == "- 60 seconds are not less than 60");
    CHECK(position_in("41°60'N 74°E") == "- 60 minutes are not less than 60");
    CHECK(position_in("41.5°12'15\"N 74°45'57\"E") ==
          "- 41.5 has a fraction, but is not the last part");
    CHECK(position_in("174.7,41.2") == "- latitude 174.7 is outside -90..90; latitude comes first");
    CHECK(position_in("91 S 20 E") == "- latitude -91 is outside -90..90");
    CHECK(position_in("41.20438, 180.5") == "- longitude 180.5 is outside -180..180");
    CHECK(position_in("41.20438") == "- one number is not a position");
    CHECK(position_in("41°12'15\"N") == "- one coordinate is not a position");
    CHECK(position_in("") == "- there is nothing to read");
    CHECK(position_in("41,20438,74,766098") == "- 4 numbers that do not make two coordinates");
}

TEST_CASE("what only looks like a position is refused", "[coordinate]") {
    check_refused(as_read, {"+996 312 66-66-66",
                            "12:30 14:45",
                            "2015-03-12 14:41:20",
                            "12.03.2015",
                            "192.168.1.1",
                            "1,234.5 2,345.6",
                            "4.12e1, 7.4e1",
                            "41.12.15 N 74.45.57 E",
                            "41.20438,74.766098,2041",
                            "41 12 15 74 45 57",
                            "NaN, NaN",
                            "123456",
                            "O 41 N 74",
                            "41.2 C 74.7 B",
                            "41.2 - 74.7",
                            "41,5 30,5,1",
                            "N E",
                            "°'\"",
                            "\xFF\xFE 41",
                            "row 41 74 of the table"});
}

TEST_CASE("a position within prose is found", "[coordinate]") {
    CHECK(position_in("Aravan, 40.51608 72.4996") == "40.51608,72.4996 decimal");
    CHECK(position_in("мы стоим в 41.20438, 74.766098 с утра") == "41.20438,74.766098 decimal");
    CHECK(position_in("Founded in 1878, at 42.8746, 74.5698 (capital)") ==
          "42.8746,74.5698 decimal");
    CHECK(position_in("from 41.20438, 74.766098 to 42.1, 75.2") ==
          "- there are several positions in it");
}

TEST_CASE("a doubtful position has a warning", "[coordinate]") {
    CHECK(warnings("41.20438, 74.766098").empty());
    CHECK(warnings("0, 0").size() == 1);
    CHECK(warnings("74.766098, 41.20438") ==
          std::vector<std::string>{
              "latitude comes first; longitude first would be 41.20438,74.766098"});
    CHECK(warnings("74.766098 N, 41.20438 E").empty());
}

TEST_CASE("the precision follows the last digit or the cell", "[coordinate]") {
    using tamga::coordinate::parse;
    CHECK(tamga::coordinate::parse("0.1,0.1").precision_m == Approx(5560).epsilon(0.001));
    CHECK(tamga::coordinate::parse("60.001,0.01").precision_m == Approx(278).epsilon(0.01));
    CHECK(tamga::coordinate::parse("0°1', 0°1'").precision_m == Approx(926).epsilon(0.001));
    CHECK(tamga::coordinate::parse("43T 480389 4561472").precision_m == Approx(0.5));
    CHECK(tamga::coordinate::parse("43TDF8061").precision_m == Approx(500));
    CHECK(tamga::coordinate::parse("geo:41.20438,74.766098;u=35").precision_m == 35);
}

TEST_CASE("standards and file formats are read in their own order", "[coordinate]") {
    CHECK(position_in("-33.8688+151.2093/") == "-33.8688,151.2093 iso6709");
    CHECK(position_in("+4112-07445.0/") == "41.2,-74.75 iso6709");
    CHECK(position_in("+411215.768+0744557.953+2041.5CRSWGS_84/") ==
          "41.20438,74.76609805555556 iso6709");
    CHECK(position_in("+4112+07445CRSFOO/") == "- the CRS foo is not WGS_84");
    CHECK(position_in("GEO:41.20438,74.766098,12;CRS=WGS84") == "41.20438,74.766098 geo-uri");
    CHECK(position_in("geo:0,0?q=41.20438,74.766098(Naryn)") == "41.20438,74.766098 geo-uri");
    check_all(as_read, "41.20438,74.766098 wkt",
              {"POINT(74.766098 41.20438)", "point z (74.766098 41.20438 1200)",
               "SRID=4326;POINT(74.766098 41.20438)", "POINT ( 74.766098  41.20438 )"});
    CHECK(position_in("<coordinates>74.766098,41.20438,0</coordinates>") ==
          "41.20438,74.766098 kml");
    CHECK(position_in(R"({"type":"Point","coordinates":[74.766098, 41.20438]})") ==
          "41.20438,74.766098 geojson");
    CHECK(position_in("43/1 28/1 281400000/100000000 N, 11/1 53/1 645599999/100000000 E") ==
          "43.46744833333333,11.885126666663888 exif");
    check_refused(as_read, {"POINT EMPTY", "POINT(1)", "POINT(1 2", "POINT(1 2 3 4 5)",
                            "LINESTRING(1 2, 3 4)", "geo:41.2", "geo:1,2;crs=nad27",
                            R"({"type":"LineString","coordinates":[[1,2],[3,4]]})",
                            R"({"type":"Point","coordinates":[1]})", "<coordinates>1</coordinates>",
                            "<coordinates>1,2 3,4</coordinates>", "POINT(1 91)"});
}

TEST_CASE("a marker in a map's address counts before the view", "[coordinate]") {
    check_all(as_read, "41.42866,75.99111 url",
              {"https://www.google.com/maps/place/Naryn/@41.4,75.9,13z/data=!3d41.42866!4d75.99111",
               "https://www.google.com/maps/search/?api=1&query=41.42866%2C75.99111",
               "https://maps.google.com/maps?q=41.42866,75.99111&z=3",
               "https://www.google.com/maps/@41.42866,75.99111,15z",
               "https://www.openstreetmap.org/?mlat=41.42866&mlon=75.99111#map=6/42.0/73.0",
               "https://www.openstreetmap.org/#map=15/41.42866/75.99111",
               "https://www.bing.com/maps?cp=41.42866~75.99111&lvl=8",
               "https://maps.apple.com/?ll=41.42866,75.99111",
               "https://yandex.ru/maps/?ll=75.99111%2C41.42866&z=12",
               "https://2gis.kg/bishkek/geo/75.99111,41.42866"});
    check_refused(as_read, {"https://goo.gl/maps/abcDEF123", "https://example.org/41.2,74.7",
                            "https://www.google.com/maps/place/Naryn", "https://"});
}

TEST_CASE("grids in metres are read", "[coordinate]") {
    CHECK(position_in("43T 480389 4561472") == "41.20438041121937,74.7660936225165 utm");
    CHECK(position_in("43T 480389mE 4561472mN") == position_in("43T 480389 4561472"));
    CHECK(position_in("43N 480389 4561472") == position_in("43T 480389 4561472"));
    CHECK(position_in("43tdf8038961471") == "41.20437591940999,74.76609960215896 mgrs");
    CHECK(position_in("43T DF 80389 61471") == position_in("43TDF8038961471"));
    CHECK(position_in("Z 2000000 2000000") == "90,180 ups");
    CHECK(position_in("61T 480389 4561472") == "- UTM zone 61 is outside 1..60");
    CHECK(position_in("43S 480389 3900000") ==
          "- 43S may be a latitude band or a hemisphere, and both fit");
    check_refused(
        as_read, {"43I 480389 4561472", "43T 480389 9561472", "43TDI8038961471", "43TDF803896147"});
}

TEST_CASE("names of cells are read", "[coordinate]") {
    CHECK(position_in("8FVC9G8F+6X") == "47.3655625,8.5249375 plus-code");
    CHECK(position_in("6ph57vp3+pr") == "1.2868125,103.8545625 plus-code");
    CHECK(position_in("8JHP0000+") == "41.5,74.5 plus-code");
    CHECK(position_in("8FVC9G8F+6XQ") == "47.3655875,8.524984375 plus-code");
    const std::string finest = position_in("8FVC9G8F+6XQHF7V");  // 15 digits; more say nothing.
    CHECK(finest == "47.36558738,8.52499481201172 plus-code");
    CHECK(position_in("8FVC9G8F+6XQHF7VW") == finest);
    CHECK(position_in("8FVC9G8F+6XQHF7VWWWWWWWWWW") == finest);
    CHECK(position_in("txm4mm") == "41.20697021484375,74.7674560546875 geohash");
    CHECK(position_in("geohash:txm") == "41.484375,75.234375 geohash");
    check_refused(as_read, {"8JHA6Q38+QC", "6Q38+QC", "6Q38+QC Bishkek", "8FVC9G8F+6",
                            "X2VC9G8F+6X", "8F00000+", "geohash:abc", "sezam4"});
}

TEST_CASE("a caller without a use for refusals gets an exception", "[coordinate]") {
    CHECK_THROWS_MATCHES(
        tamga::coordinate::parse("91,0"), tamga::Error,
        Catch::Matchers::Message("latitude 91 is outside -90..90; latitude comes first"));
}
