// SPDX-License-Identifier: MIT
#include "engine/base/inflate.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

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
