// SPDX-License-Identifier: MIT
#include "engine/base/compress.hpp"

#include <catch2/catch.hpp>

#include <random>

using tamga::Bytes;
using tamga::base::Compressor;
using tamga::base::gunzip;

namespace {

/// Bytes that repeat themselves now and then, as a tile's do.
Bytes like_a_tile(std::size_t size) {
    std::mt19937 random{42};
    Bytes bytes;
    while (bytes.size() < size) {
        bytes.push_back(static_cast<std::uint8_t>(random() % 40));
        if (random() % 4 == 0 && bytes.size() > 100) {
            const std::size_t from = random() % (bytes.size() - 20);
            for (std::size_t i = 0; i < 20; ++i) {
                bytes.push_back(bytes[from + i]);
            }
        }
    }
    bytes.resize(size);
    return bytes;
}

Bytes random_bytes(std::size_t size) {
    std::mt19937 random{7};
    Bytes bytes(size);
    for (auto& byte : bytes) {
        byte = static_cast<std::uint8_t>(random());
    }
    return bytes;
}

}  // namespace

TEST_CASE("what is compressed comes back, whoever compresses it", "[base]") {
    for (const int level : {1, 6, 12}) {
        Compressor compressor{level};
        for (const std::size_t size :
             {0U, 1U, 60U, 511U, 512U, 4095U, 4096U, 4097U, 70000U, 3000000U}) {
            CAPTURE(level, size);
            const Bytes tile = like_a_tile(size);
            const Bytes packed = compressor.gzip(tile);
            CHECK(gunzip(packed) == tile);
            CHECK((size < 4000 || packed.size() < size * 3 / 4));
            CHECK(gunzip(compressor.gzip(random_bytes(size))) == random_bytes(size));
        }
    }
}

TEST_CASE("the same bytes give the same member, whatever was compressed before", "[base]") {
    for (const std::size_t size : {100U, 500U, 3000U, 5000U, 20000U, 500000U}) {
        CAPTURE(size);
        const Bytes tile = like_a_tile(size);
        Compressor used;
        used.gzip(random_bytes(300000));
        used.gzip(like_a_tile(9000));
        CHECK(used.gzip(tile) == Compressor{}.gzip(tile));
    }
}

TEST_CASE("what cannot be made smaller grows by little", "[base]") {
    const Bytes noise = random_bytes(1000000);
    CHECK(Compressor{}.gzip(noise).size() < noise.size() + 200);
}

TEST_CASE("empty members cost nothing, and a limit holds for all members together", "[base]") {
    const Bytes empty = Compressor{}.gzip({});
    const Bytes tile = like_a_tile(5000);
    Bytes packed;
    for (int i = 0; i < 20'000; ++i) {
        packed.insert(packed.end(), empty.begin(), empty.end());
    }
    const Bytes last = Compressor{}.gzip(tile);
    packed.insert(packed.end(), last.begin(), last.end());
    CHECK(gunzip(packed) == tile);
    packed.insert(packed.end(), last.begin(), last.end());
    CHECK(gunzip(packed, 10'000).size() == 10'000);
    CHECK_THROWS_WITH(gunzip(packed, 9999), Catch::Contains("unpacks to over 9999 bytes"));
    CHECK_FALSE(tamga::base::gunzip_within(packed, 9999).has_value());
    CHECK(gunzip(empty, 0).empty());
}
