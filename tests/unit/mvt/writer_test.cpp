// SPDX-License-Identifier: MIT
#include "engine/mvt/writer.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <string>

using namespace tamga;
using mvt::GridPoint;

namespace {

Bytes value_bytes(const model::Value& value) {
    Bytes out;
    mvt::append_value(out, value);
    return out;
}

template <class Draw>
Bytes drawn(const Draw& draw) {
    Bytes out;
    mvt::GeometryWriter writer{out};
    draw(writer);
    return out;
}

}  // namespace

// The examples of the vector tile specification 2.1, section 4.3.5; every number is below 128 and
// so is its own varint.
TEST_CASE("geometries are written as the specification's examples show", "[mvt]") {
    const std::array point = {GridPoint{25, 17}};
    CHECK(drawn([&](auto& to) { to.points(point); }) == Bytes{9, 50, 34});

    const std::array points = {GridPoint{5, 7}, GridPoint{3, 2}};
    CHECK(drawn([&](auto& to) { to.points(points); }) == Bytes{17, 10, 14, 3, 9});

    const std::array line = {GridPoint{2, 2}, GridPoint{2, 10}, GridPoint{10, 10}};
    CHECK(drawn([&](auto& to) { to.line(line); }) == Bytes{9, 4, 4, 18, 0, 16, 16, 0});

    const std::array second = {GridPoint{1, 1}, GridPoint{3, 5}};
    CHECK(drawn([&](auto& to) {
              to.line(line);
              to.line(second);
          }) == Bytes{9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8});

    const std::array ring = {GridPoint{3, 6}, GridPoint{8, 12}, GridPoint{20, 34}};
    CHECK(drawn([&](auto& to) { to.ring(ring); }) == Bytes{9, 6, 12, 18, 10, 12, 24, 44, 15});
}

TEST_CASE("a polygon with a hole and a second polygon are the specification's example", "[mvt]") {
    const std::array first = {GridPoint{0, 0}, GridPoint{10, 0}, GridPoint{10, 10},
                              GridPoint{0, 10}};
    const std::array second = {GridPoint{11, 11}, GridPoint{20, 11}, GridPoint{20, 20},
                               GridPoint{11, 20}};
    const std::array hole = {GridPoint{13, 13}, GridPoint{13, 17}, GridPoint{17, 17},
                             GridPoint{17, 13}};
    CHECK(drawn([&](auto& to) {
              to.ring(first);
              to.ring(second);
              to.ring(hole);
          }) == Bytes{9, 0,  0,  26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0,
                      0, 18, 17, 0,  15, 9, 4, 13, 26, 0, 8,  8, 0,  0, 7,  15});
}

TEST_CASE("a step from one end of the grid to the other does not overflow", "[mvt]") {
    const std::array far = {GridPoint{std::numeric_limits<std::int32_t>::min(), 0},
                            GridPoint{std::numeric_limits<std::int32_t>::max(), 0}};
    // -2^31 is 2^32 - 1 in zigzag; the step of 2^32 - 1 is 2^33 - 2.
    CHECK(drawn([&](auto& to) { to.line(far); }) ==
          Bytes{9, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 10, 0xfe, 0xff, 0xff, 0xff, 0x1f, 0});
}

TEST_CASE("values take the shortest type that keeps them whole", "[mvt]") {
    // Field numbers of Tile.Value: string 1, float 2, double 3, int 4, uint 5, sint 6, bool 7.
    CHECK(value_bytes(std::string_view{"Osh"}) == Bytes{0x0a, 3, 'O', 's', 'h'});
    CHECK(value_bytes(true) == Bytes{0x38, 1});
    CHECK(value_bytes(std::int64_t{300}) == Bytes{0x20, 0xac, 0x02});
    CHECK(value_bytes(std::int64_t{-1}) == Bytes{0x30, 1});
    CHECK(value_bytes(std::uint64_t{7}) == Bytes{0x20, 7});
    CHECK(value_bytes(std::uint64_t{1} << 63)[0] == 0x28);
    CHECK(value_bytes(3.0) == Bytes{0x20, 3});
    CHECK(value_bytes(-3.0) == Bytes{0x30, 5});
    CHECK(value_bytes(0.5) == Bytes{0x15, 0, 0, 0, 0x3f});
    CHECK(value_bytes(0.1)[0] == 0x19);
    CHECK(value_bytes(-0.0) == Bytes{0x15, 0, 0, 0, 0x80});
    CHECK(value_bytes(1e300)[0] == 0x19);
    CHECK(value_bytes(std::numeric_limits<double>::infinity())[0] == 0x15);
    CHECK(value_bytes(std::nan("")).size() == 9);
}

TEST_CASE("a layer is written field by field, with keys and values in order of first use",
          "[mvt]") {
    const std::array<std::string_view, 2> keys = {"name", "people"};
    mvt::LayerWriter writer{keys};
    const Bytes geometry = {9, 50, 34};
    const Bytes osh = value_bytes(std::string_view{"Osh"});
    const Bytes five = value_bytes(std::int64_t{5});
    const std::array first = {mvt::Tag{1, five}, mvt::Tag{0, osh}};
    const std::array second = {mvt::Tag{0, osh}};
    writer.add({.id = 1, .type = mvt::GeometryType::point, .geometry = geometry, .tags = first});
    writer.add({.id = {}, .type = mvt::GeometryType::point, .geometry = geometry, .tags = second});
    CHECK(writer.features() == 2);

    Bytes tile;
    writer.append_to(tile, "towns", 4096);
    const Bytes expected = {
        0x1a, 67,                              // layer
        0x78, 2,                               // version
        0x0a, 5,    't',  'o', 'w', 'n', 's',  // name
        0x12, 15,                              // feature
        0x08, 1,    0x12, 4,   0,   0,   1,    1,   0x18, 1, 0x22, 3,  9,
        50,   34,  // id, tags, type, geometry
        0x12, 11,   0x12, 2,   1,   1,   0x18, 1,   0x22, 3, 9,    50, 34,  // feature
        0x1a, 6,    'p',  'e', 'o', 'p', 'l',  'e',                         // keys
        0x1a, 4,    'n',  'a', 'm', 'e',                                    //
        0x22, 2,    0x20, 5,                                                // values
        0x22, 5,    0x0a, 3,   'O', 's', 'h',                               //
        0x28, 0x80, 0x20,                                                   // extent
    };
    CHECK(tile == expected);
}

TEST_CASE("a layer writer used again writes what a new one writes", "[mvt]") {
    const std::array<std::string_view, 2> keys = {"a", "b"};
    mvt::LayerWriter writer{keys};
    const auto fill = [](mvt::LayerWriter& to, int from) {
        const Bytes geometry = {9, 0, 0};
        for (int i = from; i < from + 1000; ++i) {  // Past the table's first size.
            const Bytes value = value_bytes(std::to_string(i));
            const std::array tags = {mvt::Tag{static_cast<std::uint32_t>(i % 2), value}};
            to.add(
                {.id = {}, .type = mvt::GeometryType::point, .geometry = geometry, .tags = tags});
        }
    };
    Bytes ignored;
    fill(writer, 500);
    writer.append_to(ignored, "x", 4096);
    CHECK(writer.features() == 0);

    Bytes again;
    fill(writer, 0);
    const std::size_t size = writer.size_bytes();
    writer.append_to(again, "x", 4096);
    CHECK(again.size() >= size);
    CHECK(again.size() < size + 32);

    mvt::LayerWriter fresh{keys};
    Bytes once;
    fill(fresh, 0);
    fresh.append_to(once, "x", 4096);
    CHECK(again == once);
}

TEST_CASE("a layer without features is not written", "[mvt]") {
    mvt::LayerWriter writer{{}};
    Bytes tile;
    writer.append_to(tile, "empty", 4096);
    CHECK(tile.empty());
}
