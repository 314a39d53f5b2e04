// SPDX-License-Identifier: MIT
#include "engine/archive/pmtiles.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace tamga;
using namespace tamga::archive::pmtiles;

namespace {

std::vector<Entry> random_entries(std::size_t count) {
    std::mt19937 random{static_cast<std::mt19937::result_type>(count)};
    std::vector<Entry> entries;
    std::uint64_t id = 0;
    std::uint64_t offset = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto run = static_cast<std::uint32_t>(random() % 3 + 1);
        const auto size = static_cast<std::uint32_t>(random() % 100000 + 1);
        entries.push_back({id, random() % 5 == 0 ? 0 : offset, size, run});
        offset += size;
        id += run + random() % 1000;
    }
    return entries;
}

}  // namespace

TEST_CASE("a header is 127 bytes, laid out as the specification says", "[archive]") {
    Header header;
    header.root = {127, 25};
    header.tiles = {0x0102030405060708, 9};
    header.clustered = true;
    header.tile_compression = Compression::gzip;
    header.tile_type = TileType::mvt;
    header.max_zoom = 14;
    header.bounds_e7 = {-1800000000, -1, 1, 1800000000};
    header.center_zoom = 3;
    const Bytes bytes = encode(header);
    REQUIRE(bytes.size() == header_size);
    CHECK(as_text(ByteView{bytes}.first(8)) == "PMTiles\3");
    CHECK(bytes[8] == 127);
    CHECK(Bytes{bytes.begin() + 56, bytes.begin() + 64} == Bytes{8, 7, 6, 5, 4, 3, 2, 1});
    CHECK(Bytes{bytes.begin() + 96, bytes.begin() + 102} == Bytes{1, 0, 2, 1, 0, 14});
    CHECK(Bytes{bytes.begin() + 106, bytes.begin() + 110} == Bytes{255, 255, 255, 255});
    CHECK(bytes[118] == 3);
    CHECK(decode_header(bytes) == header);
}

TEST_CASE("a directory is written in columns, and 0 says that a tile follows the last",
          "[archive]") {
    const std::vector<Entry> entries = {{5, 0, 300, 2}, {42, 300, 1, 1}, {43, 7, 1, 0}};
    const Bytes bytes = {3, 5, 37, 1, 2, 1, 0, 0xac, 0x02, 1, 1, 1, 0, 8};
    CHECK(encode(entries) == bytes);
    CHECK(decode_directory(bytes) == entries);
}

TEST_CASE("property: directories come back as they were", "[archive][property]") {
    for (const std::size_t count : {1U, 2U, 100U, 5000U}) {
        const auto entries = random_entries(count);
        CHECK(decode_directory(encode(entries)) == entries);
    }
}

TEST_CASE("each damage to a directory is refused by name", "[archive]") {
    const auto refusal = [](const Bytes& bytes) {
        try {
            decode_directory(bytes);
        } catch (const Error& error) {
            return std::string{error.what()};
        }
        return std::string{"accepted"};
    };
    CHECK_THAT(refusal({}), Catch::Contains("cut short"));
    CHECK_THAT(refusal({200, 200, 200, 1}), Catch::Contains("cut short"));
    CHECK_THAT(refusal({1, 5, 1, 9}), Catch::Contains("cut short"));
    CHECK_THAT(refusal({1, 5, 1, 9, 1, 7}), Catch::Contains("goes on"));
    CHECK_THAT(refusal({1, 5, 1, 9, 0}), Catch::Contains("first offset"));
    CHECK_THAT(refusal({1, 5, 1, 0, 1}), Catch::Contains("has no size"));
    CHECK_THAT(refusal({2, 5, 0, 1, 1, 9, 9, 1, 0}), Catch::Contains("do not ascend"));
    CHECK_THAT(refusal({1, 5, 0xff, 0xff, 0xff, 0xff, 0x7f, 9, 1}),
               Catch::Contains("over 32 bits"));
    CHECK_THAT(refusal(Bytes(12, 0xff)), Catch::Contains("more than 64 bits"));
}

TEST_CASE("a root directory fits where a client looks for it, however many tiles", "[archive]") {
    for (const std::size_t count : {10U, 20000U, 300000U}) {
        const auto entries = random_entries(count);
        const Directories made = directories(entries);
        CAPTURE(count, made.root.size());
        CHECK(made.root.size() <= root_end - header_size);
        const auto root = decode_directory(base::gunzip(made.root));
        if (count == 10) {
            CHECK(root == entries);
            continue;
        }
        std::vector<Entry> found;
        for (const Entry& leaf : root) {
            CHECK(leaf.run == 0);
            const auto bytes = ByteView{made.leaves}.subspan(leaf.offset, leaf.size);
            const auto some = decode_directory(base::gunzip(bytes));
            CHECK(some.front().id == leaf.id);
            found.insert(found.end(), some.begin(), some.end());
        }
        CHECK(found == entries);
    }
}
