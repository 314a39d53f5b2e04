// SPDX-License-Identifier: MIT
//
// A geometry's BLOB in a store, as `query` and `bake` read it: what was read is written and read
// again as the same.
#include "engine/store/spatialite/geometry_blob.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace tamga;

namespace {

model::GeometryType type_of(model::Shape shape) {
    return shape == model::Shape::points  ? model::GeometryType::multi_point
           : shape == model::Shape::lines ? model::GeometryType::multi_line
                                          : model::GeometryType::multi_polygon;
}

/// Not-a-number is a position, too, here: the same bytes are the same.
bool same(const model::FeatureView& a, const model::FeatureView& b, model::GeometryType type) {
    return store::encode_geometry(a, type) == store::encode_geometry(b, type);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    model::Features features;
    fuzz::accepted([&] {
        const ByteView blob = fuzz::bytes(data, size);
        const model::Shape shape = store::decode_geometry(blob, features);
        fuzz::require(store::looks_like_geometry(blob), "what can be read looks like one");
        features.commit({.shape = shape});
        if (features[0].positions.empty()) {
            return;
        }
        const model::GeometryType type = type_of(shape);
        model::Features again;
        again.commit(
            {.shape = store::decode_geometry(store::encode_geometry(features[0], type), again)});
        fuzz::require(same(features[0], again[0], type), "the same geometry");
    });
    return 0;
}
