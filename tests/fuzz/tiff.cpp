// SPDX-License-Identifier: MIT
//
// The directories of a TIFF file or an Exif block, as `geotag photos` writes into them: nothing
// that was there moves, and what was written can be written again.
#include "engine/photo/gps_tags.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView block = fuzz::bytes(data, size);
    const photo::GpsTags tags{.position = {.lon = 72.8, .lat = 40.5},
                              .altitude_m = 963.0,
                              .speed_mps = 1.5,
                              .course_deg = 90.0,
                              .direction_deg = {},
                              .utc_s = 1.7e9};
    Bytes written;
    if (!fuzz::accepted([&] { written = photo::with_gps(block, tags); })) {
        return 0;
    }
    fuzz::require(written.size() > block.size(), "a directory is appended");
    std::size_t changed = 0;
    for (std::size_t i = 0; i < block.size(); ++i) {
        changed += written[i] != block[i] ? 1 : 0;
    }
    fuzz::require(changed <= 4, "only a pointer is changed");
    fuzz::require(fuzz::accepted([&] { photo::with_gps(written, tags); }), "it is read again");
    return 0;
}
