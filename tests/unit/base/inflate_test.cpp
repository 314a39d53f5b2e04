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

TEST_CASE("gzip data that is cut short or damaged is refused", "[base]") {
    Bytes packed = base::Compressor{}.gzip(as_bytes(std::string(5000, 'x') + "yz"));
    CHECK_THROWS_AS(unpacked(ByteView{packed}.first(packed.size() - 9)), Error);
    CHECK_THROWS_AS(unpacked(ByteView{packed}.first(4)), Error);
    packed[packed.size() - 6] ^= 1;  // Of the checksum.
    CHECK_THROWS_AS(unpacked(packed), Error);
}
