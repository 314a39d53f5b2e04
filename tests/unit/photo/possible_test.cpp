// SPDX-License-Identifier: MIT
//
// What photos say that cannot be, and files that are no photos.
#include "engine/base/error.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/photo/angles.hpp"
#include "engine/photo/gps_tags.hpp"
#include "engine/photo/photo.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>

using namespace tamga;
using namespace tamga::photo;
using Catch::Matchers::Contains;

namespace {

std::string text_of(const Bytes& bytes) { return std::string{as_text(bytes)}; }

std::string tagged(const GpsTags& tags) {
    const base::MappedFile file{in_source("fixtures/photos/noon.jpg")};
    return text_of(tagged_photo(file.bytes(), tags));
}

Photo read(const std::string& file) { return read_photo(as_bytes(file)); }

void replace(std::string& text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    REQUIRE(what.size() == by.size());
    text.replace(at, what.size(), by);
}

/// A JPEG with nothing but an XMP packet.
std::string with_xmp(const std::string& lat, const std::string& lon) {
    const std::string packet =
        std::string{"http://ns.adobe.com/xap/1.0/\0", 29} +
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
        "xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='" +
        lat + "' exif:GPSLongitude='" + lon + "'/></rdf:RDF></x:xmpmeta>";
    const std::size_t size = packet.size() + 2;
    return std::string{"\xFF\xD8\xFF\xE1"} + static_cast<char>(size >> 8) +
           static_cast<char>(size & 0xFF) + packet + "\xFF\xD9";
}

}  // namespace

TEST_CASE("an angle is degrees, minutes and seconds on a side that is named", "[photo]") {
    CHECK(angle_of(std::array{12.0, 30.0}, "N", "NS") == 12.5);
    CHECK(angle_of(std::array{12.0, 30.0, 36.0}, "w", "EW") == Approx(-12.51));
    CHECK(angle_of(std::array{12.0, 60.0}, "E", "EW") == 13.0);
    CHECK_FALSE(angle_of(std::array{12.0, 61.0}, "N", "NS"));
    CHECK_FALSE(angle_of(std::array{12.0, 0.0, -100.0}, "N", "NS"));
    CHECK_FALSE(angle_of(std::array{12.0}, "", "NS"));
    CHECK_FALSE(angle_of(std::array{12.0}, "E", "NS"));
    CHECK_FALSE(angle_of({}, "N", "NS"));
}

TEST_CASE("an angle of XMP is numbers, commas and a side, and nothing else", "[photo]") {
    CHECK(xmp_angle("48,30N", "NS") == 48.5);
    CHECK(xmp_angle("48,30,36.0S", "NS") == Approx(-48.51));
    for (const char* text : {"nanN", "infN", "-infN", "48,nanN", "0x10N", "48,30", "48,30E", "N",
                             "", "48,30,0,0N", "48;30N", "-48N", "48,99N", "1e400N", "48,,N"}) {
        INFO(text);
        CHECK_FALSE(xmp_angle(text, "NS"));
    }
}

TEST_CASE("a position in XMP counts only if it is one", "[photo]") {
    const Photo good = read(with_xmp("40,30.0N", "72,48.0E"));
    REQUIRE(good.position);
    CHECK(good.position->lat == Approx(40.5));
    CHECK_FALSE(read(with_xmp("nanN", "72,48.0E")).position);
    CHECK_FALSE(read(with_xmp("inf", "72,48.0E")).position);
    const Photo outside = read(with_xmp("91,0.0N", "72,48.0E"));
    CHECK_FALSE(outside.position);
    CHECK_THAT(outside.warnings.at(0), Contains("outside"));
}

TEST_CASE("a position in Exif without its side is not guessed", "[photo]") {
    std::string file = tagged({.position = {.lon = 72.5, .lat = 40.5}});
    REQUIRE(read(file).position);
    const std::string north{"\0\0\0\2N\0", 6};  // Two characters in the entry.
    replace(file, north, std::string{"\0\0\0\2X\0", 6});
    const Photo photo = read(file);
    CHECK_FALSE(photo.position);
    CHECK_THAT(photo.warnings.at(0), Contains("whether it is N or S"));
}

TEST_CASE("a degree of zero parts is none", "[photo]") {
    std::string file = tagged({.position = {.lon = 72.5, .lat = 41}});
    const std::string degrees{"\x29\0\0\0\1\0\0\0", 8};
    replace(file, degrees, std::string{"\x29\0\0\0\0\0\0\0", 8});
    CHECK_FALSE(read(file).position);
}

TEST_CASE("numbers of a photo that cannot be are left out with a note", "[photo]") {
    std::string file = tagged({.position = {.lon = 72.5, .lat = 40.5},
                               .altitude_m = 735.25,
                               .speed_mps = 2.5,
                               .course_deg = 45});
    const std::string altitude{"\0\x70\x30\xB4\0\0\x27\x10", 8};  // 7,352,500 / 10,000
    replace(file, altitude, std::string{"\xFF\xFF\xFF\xFF\0\0\0\1", 8});
    const std::string speed{"\0\1\x5F\x90\0\0\x27\x10", 8};  // 90,000 / 10,000 km/h
    replace(file, speed, std::string{"\xFF\xFF\xFF\xFF\0\0\0\1", 8});
    const std::string course{"\0\0\xAF\xC8\0\0\3\xE8", 8};  // 45,000 / 1,000
    replace(file, course, std::string{"\xFF\xFF\xFF\xFF\0\0\0\1", 8});
    const Photo photo = read(file);
    CHECK(photo.position);
    CHECK_FALSE(photo.altitude_m);
    CHECK_FALSE(photo.speed_mps);
    CHECK_FALSE(photo.course_deg);
    CHECK(photo.warnings.size() == 3);
}

TEST_CASE("a number too large for its digits is written with fewer, and none overflows",
          "[photo]") {
    const auto altitude = [](double m) {
        return read(tagged({.position = {.lon = 1, .lat = 2}, .altitude_m = m})).altitude_m;
    };
    CHECK(altitude(960.1234) == 960.1234);
    CHECK(altitude(429'496.7) == Approx(429'496.7));
    CHECK(altitude(999'999.5) == Approx(999'999.5));
    CHECK_FALSE(altitude(1e300));
    CHECK_FALSE(read(tagged({.position = {.lon = 1, .lat = 2}, .speed_mps = 1e9})).speed_mps);
    CHECK_FALSE(read(tagged({.position = {.lon = 1, .lat = 2}, .speed_mps = -1})).speed_mps);
}

TEST_CASE("films and sounds are no photos, however they are damaged", "[photo]") {
    const std::string zeros(4000, '\0');
    for (const std::string& start :
         {std::string{"RIFF\xFF\xFF\0\0AVI LIST\0\0\0\x80hdrl", 24},
          std::string{"RIFF9\xEA*8WAVEIDIT\0\0\0\x80", 20}, std::string{"RIFFaaaaWEBQVP8 "},
          std::string{"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\0\xAA\0\x62\xCE\x6C", 16},
          std::string{"\x1A\x45\xDF\xA3"}, std::string{"just text"}, std::string{}}) {
        try {
            read(start.empty() ? start : start + zeros);
            FAIL("was read");
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::input);
        }
    }
}
