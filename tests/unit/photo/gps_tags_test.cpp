// SPDX-License-Identifier: MIT
#include "engine/photo/gps_tags.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/photo/photo.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace tamga;
using namespace tamga::photo;
using namespace tamga::track;

namespace {

const std::string photos = tamga::in_source("fixtures/photos/");

Bytes content(const std::string& name) {
    const base::MappedFile file{photos + name};
    return {file.bytes().begin(), file.bytes().end()};
}

GpsTags aravan() {
    return {.position = {.lon = 72.4996, .lat = 40.51608},
            .altitude_m = 735.25,
            .speed_mps = 2.5,
            .course_deg = 45,
            .direction_deg = -90,
            .utc_s = 1714543200.5,
            .dated = true};
}

bool contains(ByteView bytes, ByteView part) {
    return as_text(bytes).find(as_text(part)) != std::string_view::npos;
}

void append(Bytes& bytes, const std::string& more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

std::string big_endian(std::size_t value, std::size_t size) {
    std::string text;
    for (std::size_t i = size; i-- > 0;) {
        text += static_cast<char>(value >> (8 * i) & 0xFF);
    }
    return text;
}

std::string box(const std::string& type, const std::string& content) {
    return big_endian(8 + content.size(), 4) + type + content;
}

/// The least that is a HEIC with an Exif item, and pixels behind it in the same box: ISO/IEC 14496-12,
/// sections 8.11.3 and 8.11.6.
Bytes heic(const std::string& tiff, const std::string& pixels) {
    const std::string item = big_endian(6, 4) + std::string{"Exif\0\0", 6} + tiff;
    const std::string none(4, '\0');  // Version and flags.
    const std::string entry = box("infe", std::string{"\2\0\0\0\0\7\0\0Exif\0", 13});
    const std::string type = box("ftyp", "heic" + none + "mif1heic");
    const auto meta = [&](std::size_t place) {
        return box("meta",
                   none + box("hdlr", none + none + "pict" + std::string(13, '\0')) +
                       box("iinf", none + big_endian(1, 2) + entry) +
                       box("iloc", none + "\x44" + std::string(1, '\0') + big_endian(1, 2) +
                                       big_endian(7, 2) + big_endian(0, 2) + big_endian(1, 2) +
                                       big_endian(place, 4) + big_endian(item.size(), 4)));
    };
    Bytes file;
    append(file, type + meta(type.size() + meta(0).size() + 8) + box("mdat", item + pixels));
    return file;
}

/// A big-endian block with a model, a maker note that points into the block, and no GPS directory.
Bytes block_with_note() {
    return {'M',  'M',  0,    42,  0, 0, 0, 8,                     //
            0,    2,                                               // Two tags.
            1,    16,   0,    2,   0, 0, 0, 4, 'C', 'a', 'm', 0,   // 0x110, ASCII.
            0x92, 0x7C, 0,    7,   0, 0, 0, 4, 0,   0,   0,   38,  // 0x927C: a note,
            0,    0,    0,    0,                                   // no next directory,
            0xDE, 0xAD, 0xBE, 0xEF};                               // and the note.
}

}  // namespace

TEST_CASE("what is written is read back, in every format", "[photo]") {
    for (const char* name : {"noon.jpg", "noon.png", "noon.tif", "noon.webp", "undated.jpg"}) {
        CAPTURE(name);
        const Bytes before = content(name);
        const Photo photo = read_photo(tagged_photo(before, aravan()));
        REQUIRE(photo.position);
        CHECK(photo.source == "exif");
        CHECK(photo.position->lat == Approx(40.51608).epsilon(1e-11));
        CHECK(photo.position->lon == Approx(72.4996).epsilon(1e-11));
        CHECK(*photo.altitude_m == Approx(735.25));
        CHECK(*photo.speed_mps == Approx(2.5));
        CHECK(*photo.course_deg == Approx(45));
        CHECK(*photo.direction_deg == Approx(270));
        CHECK(photo.gps_utc_s == 1714543200.5);
        const Photo old = read_photo(before);
        CHECK(photo.camera == old.camera);
        CHECK(photo.taken.has_value() == old.taken.has_value());
    }
}

TEST_CASE("positions anywhere keep their digits", "[photo]") {
    std::mt19937_64 random{7};
    std::uniform_real_distribution<double> lat{-90, 90};
    std::uniform_real_distribution<double> lon{-180, 180};
    const Bytes jpeg = content("noon.jpg");
    for (int i = 0; i < 500; ++i) {
        GpsTags tags{.position = {.lon = lon(random), .lat = lat(random)}};
        if (i < 4) {
            tags.position = {.lon = i % 2 == 0 ? 180.0 : -180.0, .lat = i < 2 ? 90.0 : -90.0};
        }
        const Photo photo = read_photo(tagged_photo(jpeg, tags));
        REQUIRE(photo.position);
        CHECK(std::abs(photo.position->lat - tags.position.lat) < 2e-11);
        CHECK(std::abs(photo.position->lon - tags.position.lon) < 2e-11);
        CHECK_FALSE(photo.altitude_m);
        CHECK_FALSE(photo.gps_utc_s);
    }
}

TEST_CASE("nothing that was there moves", "[photo]") {
    const Bytes before = block_with_note();
    const Bytes after = with_gps(before, aravan());
    REQUIRE(after.size() > before.size());
    CHECK(ByteView{after}.first(4).front() == 'M');
    // All but the offset of the first directory, which is written again behind.
    CHECK(std::equal(before.begin() + 8, before.end(), after.begin() + 8));
    const Bytes again = with_gps(after, {.position = {.lon = 1, .lat = 2}});
    std::size_t changed = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        changed += after[i] != again[i] ? 1U : 0U;
    }
    CHECK(changed <= 4);  // The pointer to the GPS directory.
}

TEST_CASE("pixels and other blocks are as they were", "[photo]") {
    for (const char* name : {"noon.jpg", "noon.png", "noon.webp"}) {
        CAPTURE(name);
        const Bytes before = content(name);
        const Bytes after = tagged_photo(before, aravan());
        const std::string_view mark = std::string_view{name} == "noon.jpg"   ? "\xFF\xDB"
                                      : std::string_view{name} == "noon.png" ? "IDAT"
                                                                             : "VP8L";
        const auto start = as_text(before).find(mark);
        REQUIRE(start != std::string_view::npos);
        CHECK(contains(after, ByteView{before}.subspan(start, 30)));
    }
    const Bytes tiff = content("noon.tif");
    const Bytes tagged = tagged_photo(tiff, aravan());
    CHECK(std::equal(tiff.begin() + 8, tiff.end(), tagged.begin() + 8));
}

TEST_CASE("a new position replaces an old one, and other GPS tags stay", "[photo]") {
    const Bytes before = content("bazaar.jpg");
    const Bytes after = tagged_photo(before, {.position = {.lon = -1, .lat = -2}});
    const Photo photo = read_photo(after);
    CHECK(*photo.position == geo::LonLat{.lon = -1, .lat = -2});
    CHECK_FALSE(photo.altitude_m);  // That of the old place.
    CHECK_FALSE(photo.gps_utc_s);
    CHECK(photo.direction_deg == 45);  // The camera's compass.
    CHECK(contains(after, as_bytes("WGS-84")));
}

TEST_CASE("a plain WebP gets the header that announces tags", "[photo]") {
    const Bytes lossless{0x52, 0x49, 0x46, 0x46, 0x2a, 0x00, 0x00, 0x00, 0x57, 0x45,
                         0x42, 0x50, 0x56, 0x50, 0x38, 0x4c, 0x1d, 0x00, 0x00, 0x00,
                         0x2f, 0x0f, 0xc0, 0x02, 0x00, 0xcd, 0x64, 0x44, 0xff, 0x03,
                         0x6a, 0x22, 0x49, 0x61, 0x3e, 0x90, 0x44, 0xe1, 0xdf, 0x1a,
                         0x1d, 0x75, 0x44, 0x4c, 0xc0, 0xce, 0x35, 0xde, 0x05, 0x00};
    const Bytes after = tagged_photo(lossless, aravan());
    CHECK(as_text(after).substr(12, 4) == "VP8X");
    CHECK(after[20] == 0x08);  // Exif, no alpha.
    CHECK(after[24] == 15);    // 16 pixels wide,
    CHECK(after[27] == 11);    // 12 high.
    CHECK(after[4] + after[5] * 256U == after.size() - 8);
    CHECK(read_photo(after).position);
}

TEST_CASE("the Exif item of a HEIC moves to the end, and nothing of the old one is left",
          "[photo]") {
    const Bytes block = block_with_note();
    const Bytes before = heic(std::string{block.begin(), block.end()}, "pixels");
    REQUIRE(read_photo(before).camera == "Cam");
    const Bytes after = tagged_photo(before, aravan());
    const Photo photo = read_photo(after);
    REQUIRE(photo.position);
    CHECK(photo.position->lat == Approx(40.51608).epsilon(1e-11));
    CHECK(photo.camera == "Cam");
    std::size_t changed = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        changed += before[i] != after[i] ? 1U : 0U;
    }
    const std::size_t old_size = 10 + block.size();
    CHECK(changed <= 8 + old_size);  // The item's place and length, and zeros where it was.
    CHECK_FALSE(contains(ByteView{after}.first(before.size()), as_bytes("\xDE\xAD\xBE\xEF")));
    CHECK(contains(after, as_bytes("\xDE\xAD\xBE\xEF")));
    const Bytes again = tagged_photo(after, {.position = {.lon = 1, .lat = 2}});
    CHECK(read_photo(again).position->lon == 1);
    CHECK(std::equal(before.begin() + 60, before.begin() + 90, again.begin() + 60));
    CHECK(as_text(again).substr(before.size() + 4, 4) == "mdat");  // In the place of our box.
    CHECK_FALSE(contains(again, ByteView{after}.last(40)));
    for (std::size_t size = 12; size < before.size(); ++size) {
        CHECK_THROWS_AS(tagged_photo(ByteView{before}.first(size), aravan()), Error);
    }
    Bytes plain;
    append(plain, box("ftyp", "heic" + std::string(4, '\0')) + box("mdat", "pixels"));
    CHECK_THROWS_WITH(tagged_photo(plain, aravan()), Catch::Matchers::Contains("no Exif block"));
}

TEST_CASE("a damaged photo is an error, wherever it ends", "[photo]") {
    for (const char* name : {"bazaar.jpg", "noon.png", "noon.tif", "noon.webp"}) {
        const Bytes whole = content(name);
        std::size_t refused = 0;
        for (std::size_t size = 0; size < whole.size(); ++size) {
            try {
                tagged_photo(ByteView{whole}.first(size), aravan());
            } catch (const Error& error) {
                ++refused;
                CHECK(error.fault() == Fault::input);
            }
        }
        CAPTURE(name);
        CHECK(refused > whole.size() / 4);
    }
    Bytes flipped = content("bazaar.jpg");
    std::mt19937 random{3};
    for (int i = 0; i < 3000; ++i) {
        Bytes broken = flipped;
        broken[random() % broken.size()] = static_cast<std::uint8_t>(random());
        try {
            read_photo(tagged_photo(broken, aravan()));
        } catch (const Error&) {
        }
    }
}

TEST_CASE("a JPEG segment without room for its length is an error", "[photo]") {
    const Bytes jpeg{0xFF, 0xD8, 0xFF, 0xE1, 0, 1, 0xFF, 0xD9};
    CHECK_THROWS_AS(tagged_photo(jpeg, aravan()), Error);
}

TEST_CASE("a JPEG whose Exif block is full is refused", "[photo]") {
    Bytes block = block_with_note();
    block.resize(65'400);
    Bytes jpeg{0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0x80, 'E', 'x', 'i', 'f', 0, 0};
    jpeg.insert(jpeg.end(), block.begin(), block.end());
    jpeg.insert(jpeg.end(), {0xFF, 0xD9});
    CHECK_THROWS_WITH(tagged_photo(jpeg, aravan()), Catch::Matchers::Contains("has room for"));
    CHECK_THROWS_WITH(tagged_photo(as_bytes("GIF89a"), aravan()),
                      Catch::Matchers::Contains("cannot be written into this format"));
}

namespace {

std::string entry(const std::string& tag, std::size_t type, std::size_t count, std::size_t value) {
    return tag + big_endian(type, 2) + big_endian(count, 4) + big_endian(value, 4);
}

/// A maker note that says where a preview is, from the start of the block: Minolta's in two tags, or
/// as the bytes of one, and Olympus's.
std::string note(const std::string& maker, std::size_t place, std::size_t length) {
    if (maker == "one tag") {
        return big_endian(1, 2) + entry(std::string{"\0\x81", 2}, 7, length, place) +
               big_endian(0, 4);
    }
    const bool olympus = maker == "Olympus";
    return (olympus ? std::string{"OLYMP\0\1\0", 8} : std::string{}) + big_endian(2, 2) +
           entry(olympus ? "\x10\x36" : std::string{"\0\x88", 2}, 4, 1, place) +
           entry(olympus ? "\x10\x37" : std::string{"\0\x89", 2}, 4, 1, length) + big_endian(0, 4);
}

}  // namespace

TEST_CASE("a preview behind the Exif block is found again after the block has grown", "[photo]") {
    const std::string maker = GENERATE("Minolta", "one tag", "Olympus");
    const std::string preview = "\xFF\xD8 the preview \xFF\xD9";
    const std::string picture = "\xFF\xDA the picture \xFF\xD9";
    const auto block =
        [&](std::size_t place) {  // A pointer to Exif's directory, and the note there.
            const std::string text = note(maker, place, preview.size());
            return std::string{"MM\0*\0\0\0\x08", 8} + big_endian(1, 2) +
                   entry("\x87\x69", 4, 1, 26) + big_endian(0, 4) + big_endian(1, 2) +
                   entry("\x92\x7C", 7, text.size(), 44) + big_endian(0, 4) + text;
        };
    const std::size_t size = block(0).size();
    const std::size_t place = size + picture.size();
    Bytes file;
    append(file, "\xFF\xD8\xFF\xE1" + big_endian(8 + size, 2) + std::string{"Exif\0\0", 6} +
                     block(place) + picture + preview);
    const Bytes after = tagged_photo(file, aravan());
    const std::size_t moved = place + after.size() - file.size();
    CHECK(contains(after, as_bytes(note(maker, moved, preview.size()))));
    CHECK(as_text(after).substr(12 + moved) == preview);
}
