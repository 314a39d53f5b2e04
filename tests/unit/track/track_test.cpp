// SPDX-License-Identifier: MIT
//
// Each log is typed by hand after the description of its format. Expected positions are computed by
// hand from degrees and minutes; times are those of GNU date.
#include "engine/track/track.hpp"

#include "engine/base/error.hpp"
#include "engine/track/readers.hpp"
#include "tests/temporary_folder.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

using namespace tamga::track;
using Catch::Matchers::Contains;

namespace {

/// What a log with that content says.
Track track(const std::string& content, const std::string& name = "walk.log") {
    const tamga::TemporaryFolder folder;
    return read_track(folder.put(name, content));
}

std::string refusal(const std::string& content, const std::string& name = "walk.log") {
    try {
        track(content, name);
    } catch (const tamga::Error& error) {
        return error.what();
    }
    return "";
}

void check(const Fix& fix, double utc_s, double lat, double lon) {
    CHECK(fix.dated);
    CHECK(fix.utc_s == Approx(utc_s).epsilon(1e-15));
    CHECK(fix.position.lat == Approx(lat).epsilon(1e-14));
    CHECK(fix.position.lon == Approx(lon).epsilon(1e-14));
}

constexpr double noon_s = 1714543200;  // 2024-05-01T06:00:00Z

}  // namespace

TEST_CASE("GPX is read with its waypoints, qualities and prefixes", "[track]") {
    const Track log = track(R"(<?xml version="1.0"?>
<g:gpx xmlns:g="http://www.topografix.com/GPX/1/0" version="1.0">
<g:time>1999-01-01T00:00:00Z</g:time> <!-- <trkpt lat="1" lon="1"> -->
<g:wpt lat='1.5' lon='-2.5'><g:time>2024-05-01T05:00:00Z</g:time></g:wpt>
<g:trk><g:trkseg/><g:trkseg>
<g:trkpt lon = "72.8" lat = "40.5" ><g:ele>960.5</g:ele><g:time>2024-05-01T12:00:00+06:00</g:time>
 <g:course>45</g:course><g:speed>1.25</g:speed><g:sat>7</g:sat><g:hdop>1.5</g:hdop><g:pdop>2</g:pdop></g:trkpt>
<g:trkpt lat="40.6" lon="72.9"/>
<g:trkpt lat="140.6" lon="72.9"><g:time>2024-05-01T06:10:00Z</g:time></g:trkpt>
<g:trkpt lat="40.7" lon="72.7"><g:time><![CDATA[2024-05-01T06:20:00.5Z]]></g:time></g:trkpt>
</g:trkseg></g:trk></g:gpx>)");
    CHECK(log.format == "GPX");
    REQUIRE(log.fixes.size() == 3);
    check(log.fixes[0], noon_s - 3600, 1.5, -2.5);
    check(log.fixes[1], noon_s, 40.5, 72.8);
    CHECK(log.fixes[1].altitude_m == 960.5);
    CHECK(log.fixes[1].speed_mps == 1.25);
    CHECK(log.fixes[1].course_deg == 45);
    CHECK(log.fixes[1].satellites == 7);
    CHECK(log.fixes[1].hdop == 1.5);
    CHECK(log.fixes[1].pdop == 2);
    check(log.fixes[2], noon_s + 1200.5, 40.7, 72.7);
    CHECK_FALSE(log.fixes[2].altitude_m);
    CHECK(log.notes == std::vector<std::string>{"1 fixes without a readable time or position"});
}

TEST_CASE("TCX and Garmin's older files are read", "[track]") {
    const Track tcx = track(R"(<TrainingCenterDatabase><Activities><Activity><Lap><Track>
<Trackpoint><Time>2024-05-01T06:00:00Z</Time><Position><LatitudeDegrees>40.5</LatitudeDegrees>
<LongitudeDegrees>72.8</LongitudeDegrees></Position><AltitudeMeters>960</AltitudeMeters>
<Extensions><ns3:TPX><ns3:Speed>2.5</ns3:Speed></ns3:TPX></Extensions></Trackpoint>
<Trackpoint><Time>2024-05-01T06:00:01Z</Time></Trackpoint>
</Track></Lap></Activity></Activities></TrainingCenterDatabase>)");
    CHECK(tcx.format == "TCX");
    REQUIRE(tcx.fixes.size() == 1);
    check(tcx.fixes[0], noon_s, 40.5, 72.8);
    CHECK(tcx.fixes[0].altitude_m == 960);
    CHECK(tcx.fixes[0].speed_mps == 2.5);
    const Track history = track(
        "<History><Run><Track><Trackpoint><Position><Latitude>40.5</Latitude>"
        "<Longitude>-72.8</Longitude><Altitude>3</Altitude></Position>"
        "<Time>2024-05-01T06:00:00Z</Time></Trackpoint></Track></Run></History>");
    check(history.fixes.at(0), noon_s, 40.5, -72.8);
}

TEST_CASE("KML is read as tracks, time stamps and time spans", "[track]") {
    const Track log = track(R"(<kml><Document><Placemark><gx:Track>
<when>2024-05-01T06:00:00Z</when><when>2024-05-01T06:10:00Z</when>
<gx:coord>72.8 40.5 960</gx:coord><gx:coord>72.9 40.6 0</gx:coord></gx:Track></Placemark>
<Placemark><TimeStamp><when>2024-05-01T06:20:00Z</when></TimeStamp>
<Point><coordinates>72.7,40.4,950</coordinates></Point></Placemark>
<Placemark><TimeSpan><begin>2024-05-01T07:00:00Z</begin><end>2024-05-01T09:00:00Z</end></TimeSpan>
<LineString><coordinates> 72,40 73,41
74,42,1000 </coordinates></LineString></Placemark>
<Placemark><name>no time</name><Point><coordinates>1,2</coordinates></Point></Placemark>
</Document></kml>)");
    CHECK(log.format == "KML");
    REQUIRE(log.fixes.size() == 6);
    check(log.fixes[0], noon_s, 40.5, 72.8);
    CHECK(log.fixes[0].altitude_m == 960);
    check(log.fixes[1], noon_s + 600, 40.6, 72.9);
    CHECK_FALSE(log.fixes[1].altitude_m);
    check(log.fixes[2], noon_s + 1200, 40.4, 72.7);
    check(log.fixes[3], noon_s + 3600, 40, 72);
    check(log.fixes[4], noon_s + 7200, 41, 73);
    check(log.fixes[5], noon_s + 10800, 42, 74);
    CHECK(log.fixes[3].span == 1);
    CHECK(log.fixes[5].span == 1);
    CHECK(log.fixes[2].span == 0);
}

TEST_CASE("NMEA sentences of one time make one fix", "[track]") {
    // 40°31.8' is 40.53, 72°48' is 72.8; a knot is 1852 m an hour.
    const Track log = track(
        "$GPGGA,235958.00,4031.8000,N,07248.0000,E,1,07,1.2,960.0,M,-40.0,M,,\r\n"
        "$GPRMC,235958.00,A,4031.8000,N,07248.0000,E,3.6,250.0,300424,,,A\r\n"
        "$GPGSA,A,3,01,02,03,04,,,,,,,,,2.5,1.3,2.1\r\n"
        "$PTNTHPR,85.9,N,-0.9,N,0.8,N*00\r\n"
        "noise $GNGLL,4031.2000,S,07249.2000,W,000001.50,A\r\n"
        "$GPRMC,000005.00,V,4031.8000,N,07248.0000,E,3.6,250.0,010524,,,A\r\n"
        "$GPGGA,000006.00,4031.8000,N,07248.0000,E,0,00,,,M,,M,,\r\n"
        "$GPRMC,000007.00,A,4031.8000,N,07248.0000,E,3.6,250.0,010524,,,A*00\r\n");
    CHECK(log.format == "NMEA");
    REQUIRE(log.fixes.size() == 2);
    check(log.fixes[0], noon_s - 6 * 3600 - 2, 40.53, 72.8);
    CHECK(log.fixes[0].altitude_m == 960);
    CHECK(*log.fixes[0].speed_mps == Approx(1.852));
    CHECK(log.fixes[0].course_deg == 250);
    CHECK(log.fixes[0].hdop == 1.2);  // What was said first counts.
    CHECK(log.fixes[0].pdop == 2.5);
    CHECK(log.fixes[0].satellites == 7);
    CHECK(log.fixes[0].direction_deg == 85.9);
    check(log.fixes[1], noon_s - 6 * 3600 + 1.5, -40.52, -72.82);  // After midnight.
    CHECK(log.notes == std::vector<std::string>{"1 sentences with a wrong checksum"});
}

TEST_CASE("NMEA gets its date from ZDA, from later sentences, or has none", "[track]") {
    const Track zda = track(
        "$GPGLL,4030.0000,N,07248.0000,E,060000.00,A\n$GPZDA,060001.00,01,05,2024,,\n"
        "$GPGLL,4030.0000,N,07248.0000,E,060002.00,A\n");
    REQUIRE(zda.fixes.size() == 2);
    CHECK_FALSE(zda.fixes[0].dated == false);
    const Track late = track(
        "$GPGLL,4030.0000,N,07248.0000,E,235959.00,A\n"
        "$GPRMC,000001.00,A,4031.8000,N,07248.0000,E,,,010524,,,A\n");
    check(late.fixes.at(0), noon_s - 6 * 3600 - 1, 40.5, 72.8);
    const Track never = track("$GPGLL,4030.0000,N,07248.0000,E,060000.00,A\n");
    CHECK_FALSE(never.fixes.at(0).dated);
    CHECK(never.fixes.at(0).utc_s == 6 * 3600);
}

TEST_CASE("Magellan's sentences are read in metres and feet", "[track]") {
    const Track log = track(
        "$PMGNTRK,4031.800,N,07248.000,W,00960,M,060000.50,A,,010524\n"
        "$PMGNTRK,4031.800,N,07248.000,W,01000,F,060100.50,A,,010524\n");
    check(log.fixes.at(0), noon_s + 0.5, 40.53, -72.8);
    CHECK(log.fixes.at(0).altitude_m == 960);
    CHECK(*log.fixes.at(1).altitude_m == Approx(304.8));
}

TEST_CASE("IGC is read over midnight, with the receiver's altitude", "[track]") {
    const Track log = track(
        "AXXX001 recorder\nHFDTEDATE:300424,01\n"
        "B2359594031800N07248000EA0090000960\nB0000014031800S07248000WV0090000960\nBdamaged\n"
        "LXXX comment\n");
    CHECK(log.format == "IGC");
    REQUIRE(log.fixes.size() == 2);
    check(log.fixes[0], noon_s - 6 * 3600 - 1, 40.53, 72.8);
    CHECK(log.fixes[0].altitude_m == 960);
    check(log.fixes[1], noon_s - 6 * 3600 + 1, -40.53, -72.8);
    CHECK_FALSE(log.fixes[1].altitude_m);
    CHECK(log.notes.size() == 1);
}

TEST_CASE("tables are read by the names of their columns", "[track]") {
    const Track one =
        track("time,lat,lon,ele,speed,course\n2024-05-01T06:00:00Z,40.5,72.8,960,3,9\n");
    CHECK(one.format == "CSV");
    check(one.fixes.at(0), noon_s, 40.5, 72.8);
    CHECK(one.fixes.at(0).altitude_m == 960);
    CHECK(one.fixes.at(0).speed_mps == 3);
    CHECK(one.fixes.at(0).course_deg == 9);
    const Track two = track(
        "GPS Date;GPS Time;PosLat[deg];PosLon[deg];Speed (km/h);N/S;E/W\n"
        "01/05/2024;06:00:00.5;40,5;72,8;36;S;W\n");
    check(two.fixes.at(0), noon_s + 0.5, -40.5, -72.8);
    CHECK(*two.fixes.at(0).speed_mps == Approx(10));
    const Track three = track(
        "timestamp\tlatitude\tlongitude\n1714543200\t40.5\t72.8\n"
        "1714543201500\t40.5\t72.8\nx\t40.5\t72.8\n\t\t\n");
    REQUIRE(three.fixes.size() == 2);
    check(three.fixes[0], noon_s, 40.5, 72.8);
    check(three.fixes[1], noon_s + 1.5, 40.5, 72.8);
    CHECK(three.notes == std::vector<std::string>{"1 rows without a readable time or position"});
}

TEST_CASE("what no receiver can measure is left out, and counted", "[track]") {
    const Track log = track(R"(<gpx><trk><trkseg>
<trkpt lat="40" lon="72"><ele>1e300</ele><time>2024-05-01T06:00:00Z</time><speed>-1</speed>
 <course>-1</course></trkpt>
<trkpt lat="40" lon="72"><ele>960</ele><time>2024-05-01T06:00:01Z</time><speed>2</speed>
 <course>360</course></trkpt></trkseg></trk></gpx>)");
    REQUIRE(log.fixes.size() == 2);
    CHECK_FALSE(log.fixes[0].altitude_m);
    CHECK_FALSE(log.fixes[0].speed_mps);
    CHECK_FALSE(log.fixes[0].course_deg);
    CHECK(log.fixes[1].altitude_m == 960.0);
    CHECK(log.fixes[1].speed_mps == 2.0);
    CHECK(log.fixes[1].course_deg == 360.0);
    CHECK_THAT(log.notes.at(0), Contains("3 speeds, courses and altitudes that cannot be"));
    const Track table = track("time,lat,lon\n1e300,40,72\n1714543200,40,72\n");
    CHECK(table.fixes.size() == 1);
    CHECK_THAT(table.notes.at(0), Contains("1 fixes of no time"));
}

TEST_CASE("a drone's headings may be negative, and are the same directions", "[track]") {
    const Track log = track("time,lat,lon,AngleHeading\n1714543200,40,72,-90\n");
    CHECK(log.fixes.at(0).course_deg == 270.0);
}

TEST_CASE("XML that is cut off or not well-formed is refused with its line", "[track]") {
    const std::string whole =
        "<gpx><trk><trkseg>\n<trkpt lat=\"40\" lon=\"72\"><time>2024-05-01T06:00:00Z</time>"
        "</trkpt>\n</trkseg></trk></gpx>\n";
    CHECK(track(whole).fixes.size() == 1);
    for (std::size_t size = 1; size + 2 < whole.size(); ++size) {
        INFO(whole.substr(0, size));
        CHECK_THAT(refusal(whole.substr(0, size)), Contains("is no well-formed XML"));
    }
    CHECK_THAT(refusal("<gpx>\n<trk>\n</gpx>"), Contains("walk.log:3: ") && Contains("mismatched"));
    CHECK_THAT(refusal("\n\n<gpx>\n<trk a=1/></gpx>"), Contains("walk.log:4: "));
    CHECK_THAT(refusal("<kml><Placemark><when>2024-05-01T06:00:00Z</when>"),
               Contains("the file ends early"));
}

TEST_CASE("entities that stand for more and more are refused", "[track]") {
    std::string document = "<?xml version=\"1.0\"?>\n<!DOCTYPE gpx [\n<!ENTITY a \"aaaaaaaaaa\">\n";
    for (char name = 'b'; name <= 'k'; ++name) {
        document += fmt::format("<!ENTITY {} \"", name);
        for (int i = 0; i < 10; ++i) {
            document += fmt::format("&{};", static_cast<char>(name - 1));
        }
        document += "\">\n";
    }
    CHECK_THAT(refusal(document + "]>\n<gpx>&k;</gpx>"), Contains("walk.log:3: declares entities"));
    const Track harmless = track(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><!DOCTYPE gpx SYSTEM \"/etc/passwd\">"
        "<gpx><wpt lat=\"40\" lon=\"72\"><name>\xCE\xF8</name>"
        "<time>2024-05-01T06:00:00Z</time></wpt></gpx>");
    CHECK(harmless.fixes.size() == 1);
}

TEST_CASE("a gx:Track needs a time for each of its places", "[track]") {
    const std::string start = "<kml xmlns:gx='x'><Placemark><gx:Track>";
    const std::string end = "</gx:Track></Placemark></kml>";
    const std::string place = "<gx:coord>72.8 40.5 960</gx:coord>";
    const std::string time = "<when>2024-05-01T06:00:00Z</when>";
    CHECK_THAT(refusal(start + place + place + end), Contains("holds no position with a time"));
    CHECK_THAT(refusal(start + time + time + end), Contains("holds no position with a time"));
    CHECK_THAT(refusal(start + time + place + place + end), Contains("no position with a time"));
    const Track log = track(start + time + "<when>soon</when>" + place + place + end);
    CHECK(log.fixes.size() == 1);
    CHECK_THAT(log.notes.at(0), Contains("1 fixes without a readable time"));
}

TEST_CASE("a flight's table starts at the time in its name", "[track]") {
    const std::string table =
        "Id,Time(seconds),Time(text),Latitude,Longitude\n1,0.5,0m 0.5s,-44.69,170.42\n";
    ::setenv("TZ", "UTC", 1);
    const Track log = track(table, "DJI_2024-05-01_[06-00-00].csv");
    check(log.fixes.at(0), noon_s + 0.5, -44.69, 170.42);
    CHECK_THAT(refusal(table, "flight.csv"), Contains("start of the flight"));
}

TEST_CASE("what is no track log is refused with the reason", "[track]") {
    CHECK_THAT(refusal("a,b\n1,2\n"), Contains("walk.log: is no track log"));
    CHECK_THAT(refusal("<html></html>"), Contains("begins with <html>"));
    CHECK_THAT(refusal("<gpx><trk/></gpx>"), Contains("holds no position with a time"));
    CHECK_THAT(refusal(""), Contains("is no track log"));
    CHECK(is_track_name("a/walk.GPX"));
    CHECK(is_track_name("walk.nmea.gz"));
    CHECK_FALSE(is_track_name("walk.jpg"));
    CHECK_FALSE(is_track_name("gpx"));
}
