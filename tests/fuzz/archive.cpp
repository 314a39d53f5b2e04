// SPDX-License-Identifier: MIT
//
// A whole PMTiles file, as `verify`, `inspect` and `decode` read it: each ends, and what breaks no
// rule can be read.
#include "engine/archive/archive.hpp"
#include "engine/archive/verify.hpp"
#include "engine/mvt/decode.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (!fuzz::text(data, size).starts_with("PMTiles")) {
        return -1;  // Of no use: another reader's.
    }
    const fuzz::MemoryFile file{{data, size}};
    archive::VerifyReport report;
    const bool checked = fuzz::accepted([&] { report = archive::verify(file.path(), {}); });
    const bool readable = fuzz::accepted([&] {
        const auto reader = archive::open(file.path());
        std::size_t looked_at = 0;
        reader->visit([&](tile::TileId id, std::uint64_t) {
            if (++looked_at > 1000) {
                return;
            }
            if (const auto stored = reader->tile(id)) {
                mvt::decode(mvt::unpacked(*stored));
            }
        });
    });
    fuzz::require(readable || !checked || report.violations > 0, "what is valid can be read");
    return 0;
}
