// SPDX-License-Identifier: MIT
#include "engine/base/inflate.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <string>

using namespace tamga;

namespace {

std::string unpacked(ByteView packed) {
    std::string all;
    base::gunzip_to(packed, [&all](ByteView some) { all += as_text(some); });
    return all;
}

}  // namespace

TEST_CASE("gzip members are unpacked piece by piece, one after the other", "[base]") {
    std::string large;
    for (int i = 0; i < 200'000; ++i) {
        large += std::to_string(i);
    }
    Bytes packed = base::Compressor{}.gzip(as_bytes(large));
    const Bytes second = base::Compressor{}.gzip(as_bytes("and a second one"));
    packed.insert(packed.end(), second.begin(), second.end());
    CHECK(unpacked(packed) == large + "and a second one");
    CHECK(unpacked(base::Compressor{}.gzip({})).empty());
}

TEST_CASE("as many gzip members as there are, and what follows the last is left alone", "[base]") {
    Bytes packed;
    std::string content;
    for (int i = 0; i < 3000; ++i) {
        const std::string some = std::string(static_cast<std::size_t>(i % 7), 'a');
        const Bytes member = base::Compressor{1 + i % 12}.gzip(as_bytes(some));
        packed.insert(packed.end(), member.begin(), member.end());
        content += some;
    }
    CHECK(unpacked(packed) == content);
    packed.insert(packed.end(), 100, 0);
    CHECK(unpacked(packed) == content);
    CHECK(unpacked(packed) == as_text(base::gunzip(packed)));
}

TEST_CASE("a member that ends with a piece gives back what was read of the next", "[base]") {
    constexpr std::size_t piece = std::size_t{256} << 10;
    const std::string next = "the next";
    for (std::size_t size = piece - 3; size <= piece + 3; ++size) {
        for (const int level : {1, 6, 12}) {
            std::string content(size, 'x');
            for (std::size_t i = 0; i < size; i += 7) {
                content[i] = static_cast<char>('a' + i % 23);
            }
            Bytes packed = base::Compressor{level}.gzip(as_bytes(content));
            for (int i = 0; i < 3; ++i) {
                const Bytes member = base::Compressor{level}.gzip(as_bytes(next));
                packed.insert(packed.end(), member.begin(), member.end());
            }
            CHECK(unpacked(packed) == content + next + next + next);
        }
    }
}

TEST_CASE("a damaged member that gives back more than it has is refused", "[base]") {
    constexpr std::array<std::uint8_t, 73> damaged{
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x93, 0x32, 0xaa, 0x60, 0xe2,
        0x62, 0x2b, 0xce, 0x48, 0x2c, 0x48, 0x2d, 0x16, 0x62, 0x93, 0x60, 0x54, 0x62, 0xe2, 0x34,
        0x12, 0xe2, 0x92, 0x60, 0x52, 0x62, 0xe3, 0x64, 0x61, 0xe1, 0x62, 0x60, 0x10, 0xe2, 0x97,
        0x60, 0x56, 0xe2, 0xe6, 0x64, 0x10, 0x90, 0x12, 0xe2, 0x67, 0x10, 0x12, 0x1c, 0xe4, 0xd7,
        0x68, 0x50, 0x8d, 0x00, 0x00, 0xdb, 0xa4, 0x5b, 0x8e, 0x34, 0x00, 0x00, 0x00,
    };
    CHECK_THROWS_AS(unpacked(damaged), Error);
}

TEST_CASE("gzip data that is cut short or damaged is refused", "[base]") {
    Bytes packed = base::Compressor{}.gzip(as_bytes(std::string(5000, 'x') + "yz"));
    CHECK_THROWS_AS(unpacked(ByteView{packed}.first(packed.size() - 9)), Error);
    CHECK_THROWS_AS(unpacked(ByteView{packed}.first(4)), Error);
    for (std::size_t size = 0; size < packed.size(); ++size) {
        CHECK_THROWS_AS(unpacked(ByteView{packed}.first(size)), Error);
    }
    for (const std::size_t from_end : {8U, 6U, 4U, 1U}) {  // The checksum, and the length.
        packed[packed.size() - from_end] ^= 1;
        CHECK_THROWS_AS(unpacked(packed), Error);
        packed[packed.size() - from_end] ^= 1;
    }
    CHECK_NOTHROW(unpacked(packed));
}
