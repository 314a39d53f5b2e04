// SPDX-License-Identifier: MIT
//
// Geometry in well-known text, from a column of a CSV or `--area`: what is taken is on Earth.
#include "engine/ingest/wkt.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <cmath>

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ingest::Geometry geometry;
    ingest::Tally tally;
    model::Features features;
    fuzz::accepted([&] {
        geometry.start(nullptr);
        ingest::parse_wkt(fuzz::text(data, size), geometry);
        geometry.finish(tally);
        geometry.commit(features, {.record = 1}, tally);
    });
    for (std::size_t i = 0; i < features.size(); ++i) {
        const model::FeatureView feature = features[i];
        for (std::size_t part = 0; part < feature.parts.size(); ++part) {
            for (const geo::LonLat at : feature.part(part)) {
                fuzz::require(std::isfinite(at.lon) && std::abs(at.lat) <= 90, "on Earth");
            }
        }
    }
    return 0;
}
