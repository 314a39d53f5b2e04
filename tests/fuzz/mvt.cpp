// SPDX-License-Identifier: MIT
//
// The bytes of a tile, as `verify` and `decode` read them: where no rule is broken, everything can
// be read.
#include "engine/mvt/decode.hpp"
#include "engine/mvt/validate.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView tile = fuzz::bytes(data, size);
    const auto found = mvt::violations(tile);
    const bool valid = std::ranges::none_of(found, &mvt::Violation::must);
    std::vector<mvt::Layer> layers;
    bool readable = fuzz::accepted([&] { layers = mvt::decode(tile); });
    for (const mvt::Layer& layer : layers) {
        for (const mvt::Feature& feature : layer.features) {
            readable &= fuzz::accepted([&] { mvt::attributes_of(layer, feature); });
            readable &= fuzz::accepted([&] {
                const mvt::Geometry geometry = mvt::geometry_of(feature);
                for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
                    mvt::doubled_area(geometry.part(i));
                }
            });
        }
    }
    fuzz::require(readable || !valid, "what is valid can be read");
    return 0;
}
