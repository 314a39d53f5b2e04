// SPDX-License-Identifier: MIT
//
// Positions in the words of several languages. Expected values by hand: 41°12′16″ is
// 41.20444444444445, 74°45′58″ is 74.76611111111112.
#include "engine/coordinate/read.hpp"

#include "tests/unit/coordinate/checks.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using tamga::coordinate::PlaceLookup;
using tamga::coordinate::Reading;
using tamga::coordinate::Refusal;

using namespace tamga::coordinate::test;

namespace {

/// "LAT,LON", or "- reason".
std::string position_in(const std::string& text, const PlaceLookup& places = {}) {
    const auto outcome = tamga::coordinate::read(text, places);
    if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
        return "- " + refusal->reason;
    }
    const auto& reading = std::get<Reading>(outcome);
    return reading.lat_text + ',' + reading.lon_text;
}

const auto as_read = [](const std::string& text) { return position_in(text); };

}  // namespace

TEST_CASE("hemispheres and labels are read in the languages of Central Asia", "[coordinate]") {
    check_all(
        as_read, "41.20444444444445,74.76611111111112",
        {"41°12'16\" с.ш. 74°45'58\" в.д.", "41° 12' 16\" СШ 74° 45' 58\" ВД",
         "с.ш. 41°12'16\" в.д. 74°45'58\"", "41 гр 12 мин 16 сек с.ш., 74 гр 45 мин 58 сек в.д.",
         "41 градус 12 минут 16 секунд северной широты, 74 градуса 45 минут 58 секунд восточной "
         "долготы",
         "широта 41°12'16\" северная, долгота 74°45'58\" восточная",
         "сев. широта 41°12'16\", вост. долгота 74°45'58\"",
         "Координаты 41°12′16″ с. ш. 74°45′58″ в. д. (G) (O) (Я)",
         "түндүк кеңдиги 41°12′16″ чыгыш узундугу 74°45′58″",
         "41°12′16″ түндүк кеңдик жана 74°45′58″ чыгыш узундук", "41°12′16″ с.е. 74°45′58″ ш.б.",
         "41°12′16″ солтүстік ендік 74°45′58″ шығыс бойлық",
         "41°12′16″ shimoliy kenglik 74°45′58″ sharqiy uzunlik",
         "41°12′16″ sh. k. 74°45′58″ sh. u.", "41°12′16″ шимолий кенглик 74°45′58″ шарқий узунлик",
         "41°12′16″ а. ш. 74°45′58″ т. ш."});
    check_all(
        as_read, "-41.2,-74.75",
        {"41°12′ ю. ш. 74°45′ з. д.", "41°12′ оңтүстік ендік 74°45′ батыс бойлық",
         "41°12′ түштүк кеңдик 74°45′ батыш узундук",
         "41°12′ janubiy kenglik 74°45′ g‘arbiy uzunlik", "41°12′ арзи ҷанубӣ 74°45′ тӯли ғарбӣ"});
}

TEST_CASE("hemispheres and labels are read in other languages", "[coordinate]") {
    check_all(as_read, "41.20444444444445,74.76611111111112",
              {"41°12'16\" nördlicher Breite, 74°45'58\" östlicher Länge",
               "41° 12′ 16″ nord, 74° 45′ 58″ est", "41°12′16″ norte 74°45′58″ este",
               "41°12'16\" kuzey 74°45'58\" doğu", "北緯41度12分16秒 東経74度45分58秒",
               "北纬41°12′16″ 东经74°45′58″"});
    check_all(as_read, "41.20438,-74.766098",
              {"latitud 41,20438 longitud -74,766098", "41.20438 nord, 74.766098 ouest",
               "41.20438 norte 74.766098 oeste", "Breite 41,20438 Länge -74,766098",
               "41.20438° N and 74.766098° W", "41.20438 N by 74.766098 W",
               "latitude 41.20438 and longitude -74.766098"});
    CHECK(position_in("41°12'16\"N 74°45'58\"O") ==
          "- O is east to a German and west to a Frenchman");
    CHECK(position_in("es 41.20438, 74.766098 o cerca") == "41.20438,74.766098");
    CHECK(position_in("Est. 1878 at 41.20438, 74.766098") == "41.20438,74.766098");
}

TEST_CASE("digits of other scripts and broken encodings are read", "[coordinate]") {
    check_all(as_read, "41.20438,74.766098",
              {"٤١٫٢٠٤٣٨، ٧٤٫٧٦٦٠٩٨", "४१.२०४३८, ७४.७६६०९८", "۴۱٫۲۰۴۳۸، ۷۴٫۷۶۶۰۹۸",
               "41·20438, 74·766098", "41.20438%2C74.766098", "41.20438%2C+74.766098",
               "41.20438，74.766098", "41.20438Â°, 74.766098Â°"});
    check_all(as_read, "41.20438,74.76609805555556",
              {"41*12'15.768\"N 74*45'57.953\"E", "41^12'15.768\"N 74^45'57.953\"E",
               "41o12'15.768\"N 74o45'57.953\"E", "41_12_15.768_N_74_45_57.953_E",
               "41Â°12'15.768\"N 74Â°45'57.953\"E", "41d12m15.768sN 74d45m57.953sE",
               "41° 12 m 15.768 s N 74° 45 m 57.953 s E",
               "41%C2%B012'15.768%22N%2074%C2%B045'57.953%22E", "41:12:15.768, 74:45:57.953"});
}

TEST_CASE("labels may stand together, and hemispheres before or behind", "[coordinate]") {
    check_all(as_read, "41.20438,74.766098",
              {"lat/lon: 41.20438, 74.766098", "Lat/Long: 41.20438/74.766098",
               "(lon, lat) = (74.766098, 41.20438)", "41.20438, 74.766098 (lat, lon)",
               "41.20438, E 74.766098", "41.20438, 74.766098 E", "E 74.766098, N 41.20438",
               "41.20438-N 74.766098-E", "\"41.20438\",\"74.766098\"", "'41.20438', '74.766098'",
               R"({"lat":"41.20438","lon":"74.766098"})",
               R"(<meta name="ICBM" content="41.20438, 74.766098">)",
               R"(<node id="1" lat="41.20438" lon="74.766098"/>)",
               R"(<trkpt lon="74.766098" lat="41.20438"><ele>5</ele></trkpt>)",
               "41.20438, 74.766098, 2041 m", "(41.20438 N; 74.766098 E; 2041 m a.s.l.)",
               "41.20438 N, 74.766098 E, 6696 ft"});
    CHECK(position_in("41°12′16″N 74°45′58″E / 41.20444°N 74.76611°E / 41.20444; 74.76611") ==
          "41.20444444444445,74.76611111111112");
    check_refused(as_read,
                  {"-41.2 S, 74.7 E", "41x74", "41.2 and 74.7", "widely between 5.1234 and 6.4567",
                   "41.2N 74.7E / 42.1N 75.1E", "10:30:15, 11:45:30", "41-12-15, 74-45-57",
                   "41.20438, 74.766098, 2041"});
}

TEST_CASE("coordinates of any system are read where it is named", "[coordinate]") {
    // 43N 480389.367 4561471.953 and its Web Mercator, by cs2cs of PROJ.
    for (const char* text :
         {"EPSG:3857 8322923.958 5042534.567", "8322923.958, 5042534.567 (EPSG:3857)",
          "urn:ogc:def:crs:EPSG::3857 8322923.958 5042534.567", "EPSG:32643 480389.367 4561471.953",
          "x: 480389.367, y: 4561471.953 epsg 32643", "SRID=32643;POINT(480389.367 4561471.953)",
          "geo:480389.367,4561471.953;crs=EPSG:32643"}) {
        CAPTURE(text);
        const auto reading = tamga::coordinate::parse(text);
        CHECK(reading.position.lat == Approx(41.20438).epsilon(1e-9));
        CHECK(reading.position.lon == Approx(74.766098).epsilon(1e-9));
    }
    // The example of RFC 5870, by cs2cs.
    const auto reading = tamga::coordinate::parse("geo:323482,4306480;crs=EPSG:32618;u=20");
    CHECK(reading.position.lat == Approx(38.889471596).epsilon(1e-10));
    CHECK(reading.position.lon == Approx(-77.035253804).epsilon(1e-10));
    CHECK(reading.precision_m == 20);
    check_all(as_read, "41.20438,74.766098",
              {"EPSG:4326 41.20438 74.766098", "SRID=4326;POINT(74.766098 41.20438)",
               "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(41.20438 74.766098)"});
    check_refused(as_read,
                  {"EPSG:999999 1 2", "EPSG:3857 1", "EPSG:3857 about 1 2", "SRID=3857;POINT(1)"});
}

TEST_CASE("machines' notations are read", "[coordinate]") {
    check_all(as_read, "41.20438,74.76609833333333",
              {"$GPGGA,092204.999,4112.2628,N,07445.9659,E,1,04,24.4,19.7,M,,,,0000*1F",
               "$GPRMC,092204.999,A,4112.2628,N,07445.9659,E,0.00,89.68,211200,,*25",
               "$GNGLL,4112.2628,N,07445.9659,E,092204.999,A*00"});
    // POINT(1 2) by PostGIS: ST_AsEWKB and ST_AsBinary, in both byte orders.
    check_all(as_read, "2,1",
              {"0101000000000000000000F03F0000000000000040",
               "0101000020E6100000000000000000F03F0000000000000040",
               "00000000013FF00000000000004000000000000000",
               "01E9030000000000000000F03F00000000000000400000000000000840"});
    check_refused(as_read, {"$GPGSV,1,1,00", "0102000000000000000000F03F0000000000000040",
                            "0101000020110F0000000000000000F03F0000000000000040",
                            "0101000000000000000000F87F000000000000F87F"});
}

TEST_CASE("addresses of many sites are read, with or without their scheme", "[coordinate]") {
    check_all(as_read, "41.42866,75.99111",
              {"google.com/maps/@41.42866,75.99111,12z",
               "maps.google.com/?q=41.42866,75.99111",
               "@41.42866,75.99111,13z",
               "!3d41.42866!4d75.99111",
               "#map=12/41.42866/75.99111",
               "https://www.google.com/maps/dir//41.42866,75.99111",
               "https://www.google.com/maps/embed?pb=!1m1!1d1000!2d75.99111!3d41.42866",
               "https://www.google.com/maps/@?api=1&map_action=pano&viewpoint=41.42866%2C75.99111",
               "https://maps.googleapis.com/maps/api/staticmap?center=41.42866,75.99111&zoom=8",
               "comgooglemaps://?center=41.42866,75.99111",
               "waze://?ll=41.42866,75.99111",
               "https://www.waze.com/ul?ll=41.42866%2C75.99111&navigate=yes",
               "https://openstreetmap.org/search?query=41.42866%2C75.99111#map=8/41/74",
               "https://maps.apple.com/?daddr=41.42866,75.99111",
               "https://bing.com/maps/default.aspx?where1=41.42866,75.99111",
               "https://maps.yandex.ru/?ll=75.99111,41.42866",
               "https://yandex.com/maps/?text=41.42866,75.99111",
               "https://2gis.ru/geo/70000001/75.99111,41.42866",
               "https://wego.here.com/?map=41.42866,75.99111,12,normal",
               "https://wikimapia.org/#lang=en&lat=41.42866&lon=75.99111&z=12",
               "https://mapy.cz/zakladni?x=75.99111&y=41.42866&z=12",
               "https://geohack.toolforge.org/geohack.php?params=41.42866_N_75.99111_E_type:city",
               "https://www.flightradar24.com/41.42866,75.99111/8"});
    CHECK(position_in(
              "https://www.google.com/maps/place/41%C2%B012'16%22N+74%C2%B045'58%22E/@41,74,17z") ==
          "41.20444444444445,74.76611111111112");
    CHECK(position_in("https://plus.codes/8FVC9G8F+6X") == "47.3655625,8.5249375");
    CHECK(position_in("http://geohash.org/txm4mm") == "41.20697021484375,74.7674560546875");
    // Big Ben, the example of OpenStreetMap's wiki: 51.50488, -0.12429 or near it.
    const auto big_ben = tamga::coordinate::parse("http://osm.org/go/euu4gj");
    CHECK(big_ben.position.lat == Approx(51.505).margin(0.001));
    CHECK(big_ben.position.lon == Approx(-0.124).margin(0.001));
    check_refused(as_read,
                  {"https://www.google.com/maps/dir/42.87,74.59/41.20438,74.766098/",
                   "https://example.com/41.20438/74.766098", "https://what3words.com/a.b.c",
                   "https://osm.org/go/", "https://tile.example/7/x=12&y=5"});
}

TEST_CASE("metres on a grid are read in any order", "[coordinate]") {
    for (const char* text :
         {"UTM 43T 480389 4561472", "UTM zone 43N, 480389 mE, 4561472 mN", "480389E 4561472N 43T",
          "480389 4561472 43T", "zone 43T E480389 N4561472", "43T N4561472 E480389",
          "Zone 43 N, Easting 480389, Northing 4561472", "WGS84 UTM 43T 480389 4561472",
          "WGS 84 UTM 43T 480389m 4561472m"}) {
        CAPTURE(text);
        CHECK(position_in(text) == "41.20438041121937,74.7660936225165");
    }
    CHECK(position_in("31N 500000 0") == "0,3");
    CHECK(position_in("UPS S 2000000 2000000") == "-90,0");
    CHECK(position_in("MGRS: 43TDF8038961471") == position_in("43TDF8038961471"));
    CHECK(position_in("geohash txm4mm") == position_in("txm4mm"));
}

TEST_CASE("a short plus code counts from its place", "[coordinate]") {
    const PlaceLookup places{
        .position = [](std::string_view name) -> std::optional<tamga::geo::LonLat> {
            return name == "Bishkek" || name == "Bishkek, Kyrgyzstan"
                       ? std::optional{tamga::geo::LonLat{.lon = 74.59, .lat = 42.87}}
                       : std::nullopt;
        },
        .centre_of = {}};
    CHECK(position_in("6Q38+QC Bishkek", places) == "43.2044375,74.7660625");
    CHECK(position_in("6q38+qc, Bishkek, Kyrgyzstan", places) == "43.2044375,74.7660625");
    CHECK(position_in("Bishkek 6Q38+QC", places) == "43.2044375,74.7660625");
    CHECK(position_in("6Q38+QC 41.2, 74.7") == "41.2044375,74.7660625");
    // The test data of the Open Location Code project: 51.3701125,-1.217765625 is 9C3W9QCJ+2VX.
    CHECK(position_in("9QCJ+2VX 51.3708675, -1.217765625") == "51.3701125,-1.217765625");
    CHECK(position_in("CJ+2VX 51.3701125, -1.217765625") == "51.3701125,-1.217765625");
    CHECK(position_in("6Q38+QC Atlantis", places) ==
          "- a short plus code counts from a place, and Atlantis is not known");
    CHECK(position_in("8JHP6Q38+QC Naryn, Kyrgyzstan") == "41.2044375,74.7660625");
}

TEST_CASE("the centre point of a country has a warning", "[coordinate]") {
    const PlaceLookup places{.position = {}, .centre_of = [](tamga::geo::LonLat position) {
                                 return std::string{position.lat == 41.20438 ? "Kyrgyzstan" : ""};
                             }};
    const auto warnings = [&](const char* text) {
        return std::get<Reading>(tamga::coordinate::read(text, places)).warnings;
    };
    CHECK(warnings("41.20438, 74.766098") ==
          std::vector<std::string>{"this is the centre point of Kyrgyzstan, which often stands for "
                                   "a place unknown in it"});
    CHECK(warnings("41.3, 74.766098").empty());
}
