// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/geometry_blob.hpp"
#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace tamga;
using namespace tamga::store;

namespace {

std::string hex(const Bytes& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += fmt::format("{:02X}", byte);
    }
    return text;
}

model::Features two_polygons() {
    model::Features batch;
    for (const double west : {0.0, 20.0}) {
        batch.positions(
            std::vector<geo::LonLat>{{west, 0}, {west + 10, 0}, {west + 10, 10}, {west, 10}});
        batch.end_part();
        batch.positions(std::vector<geo::LonLat>{{west + 2, 2}, {west + 4, 2}, {west + 2, 4}});
        batch.end_part(true);
    }
    batch.commit({.shape = model::Shape::polygons, .record = 1});
    return batch;
}

}  // namespace

TEST_CASE("a point is written as SpatiaLite writes it", "[store]") {
    model::Features batch;
    batch.position({.lon = 1, .lat = 2});
    batch.end_part();
    batch.commit({.shape = model::Shape::points, .record = 1});
    // SELECT hex(MakePoint(1, 2, 4326)) in spatialite 5.0.1.
    CHECK(hex(encode_geometry(batch[0], model::GeometryType::point)) ==
          "0001E6100000000000000000F03F0000000000000040000000000000F03F00000000000000407C0100000000"
          "0000000000F03F0000000000000040FE");
}

TEST_CASE("a geometry comes back as it was written", "[store]") {
    const model::Features batch = two_polygons();
    const Bytes blob = encode_geometry(batch[0], model::GeometryType::multi_polygon);
    CHECK(looks_like_geometry(blob));
    model::Features again;
    CHECK(decode_geometry(blob, again) == model::Shape::polygons);
    again.commit({.shape = model::Shape::polygons, .record = 1});
    CHECK(std::ranges::equal(again[0].positions, batch[0].positions));
    REQUIRE(again[0].parts.size() == 4);
    CHECK(again[0].parts[1].hole);
    CHECK_FALSE(again[0].parts[2].hole);
}

TEST_CASE("a damaged geometry is refused", "[store]") {
    const model::Features batch = two_polygons();
    const Bytes whole = encode_geometry(batch[0], model::GeometryType::multi_polygon);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        model::Features features;
        CHECK_THROWS_AS(decode_geometry(ByteView{whole}.first(size), features), Error);
    }
    Bytes wrong = whole;
    wrong[39] = 9;  // The kind.
    model::Features features;
    CHECK_THROWS_AS(decode_geometry(wrong, features), Error);
    Bytes longer = whole;
    longer.push_back(whole.back());
    CHECK_THROWS_AS(decode_geometry(longer, features), Error);
}
