// SPDX-License-Identifier: MIT
//
// A photo, as `geotag photos` reads and writes it (JPEG, HEIC, PNG, WebP, TIFF): what is written
// into a photo that can be read is read back.
#include "engine/photo/photo.hpp"
#include "engine/photo/gps_tags.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <cmath>

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView file = fuzz::bytes(data, size);
    photo::Photo photo;
    const bool readable = fuzz::accepted([&] { photo = photo::read_photo(file); });
    if (photo.position) {
        fuzz::require(std::abs(photo.position->lat) <= 90 && std::abs(photo.position->lon) <= 180,
                      "on Earth");
    }
    const photo::GpsTags tags{.position = {.lon = 72.8, .lat = 40.5},
                              .altitude_m = 963.0,
                              .speed_mps = {},
                              .course_deg = {},
                              .direction_deg = {},
                              .utc_s = 1.7e9};
    Bytes written;
    if (fuzz::accepted([&] { written = photo::tagged_photo(file, tags); }) && readable) {
        // Damage elsewhere in the file may hide what was written; `geotag photos` looks and
        // refuses.
        fuzz::accepted([&] { photo::read_photo(written); });
    }
    return 0;
}
