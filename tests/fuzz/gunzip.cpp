// SPDX-License-Identifier: MIT
//
// gzip members, from any input, archive or tile: both ways to unpack agree, and what is packed
// comes out as it was.
#include "engine/base/compress.hpp"
#include "engine/base/inflate.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t limit = std::size_t{1} << 20;
    const ByteView packed = fuzz::bytes(data, size);
    Bytes whole;
    Bytes streamed;
    const bool at_once = fuzz::accepted([&] { whole = base::gunzip(packed, limit); });
    const bool in_pieces = fuzz::accepted([&] {
        base::gunzip_to(packed, [&](ByteView piece) {
            if (streamed.size() + piece.size() > limit) {
                throw Error{Fault::input, "too large for this test"};
            }
            streamed.insert(streamed.end(), piece.begin(), piece.end());
        });
    });
    fuzz::require(!at_once || !in_pieces || whole == streamed, "both unpack the same");
    static base::Compressor fast{1};
    static base::Compressor small{9};
    for (base::Compressor* compressor : {&fast, &small}) {
        fuzz::require(std::ranges::equal(base::gunzip(compressor->gzip(packed)), packed),
                      "what is packed comes out as it was");
    }
    return 0;
}
