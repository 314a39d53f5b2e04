// SPDX-License-Identifier: MIT
//
// The header and the directories of PMTiles: what was read is written and read again as the same.
// The first byte of the input says which of the two follows.
#include "engine/archive/pmtiles.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace tamga;
namespace pmtiles = tamga::archive::pmtiles;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const ByteView rest = fuzz::bytes(data + 1, size - 1);
    if (data[0] % 2 == 0) {
        pmtiles::Header header;
        if (fuzz::accepted([&] { header = pmtiles::decode_header(rest); })) {
            const Bytes written = pmtiles::encode(header);
            fuzz::require(pmtiles::decode_header(written) == header, "the same header");
        }
        return 0;
    }
    std::vector<pmtiles::Entry> entries;
    if (fuzz::accepted([&] { entries = pmtiles::decode_directory(rest); })) {
        const Bytes written = pmtiles::encode(entries);
        fuzz::require(pmtiles::decode_directory(written) == entries, "the same directory");
    }
    return 0;
}
