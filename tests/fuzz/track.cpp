// SPDX-License-Identifier: MIT
//
// A track log of any format (GPX, KML, TCX, NMEA, IGC, CSV), as `geotag photos --track` reads it:
// fixes are on Earth, and a time is asked for in vain or answered.
#include "engine/track/timeline.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <cmath>

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::MemoryFile file{{data, size}};
    fuzz::accepted([&] {
        const track::Track track = track::read_track(file.path());
        for (const track::Fix& fix : track.fixes) {
            fuzz::require(std::abs(fix.position.lat) <= 90 && std::abs(fix.position.lon) <= 180,
                          "on Earth");
            fuzz::require(std::isfinite(fix.utc_s), "at a time");
        }
        track::Timeline timeline;
        timeline.add(track, {.max_hdop = 20.0, .max_pdop = {}, .min_satellites = {}});
        timeline.sort();
        for (const track::Fix& fix : track.fixes) {
            timeline.at(fix.utc_s + 0.5, {});
            if (&fix - track.fixes.data() > 20) {
                break;
            }
        }
    });
    return 0;
}
