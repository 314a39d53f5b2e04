// SPDX-License-Identifier: MIT
#include "engine/mvt/validate.hpp"

#include "engine/base/error.hpp"
#include "engine/mvt/decode.hpp"
#include "engine/mvt/varint.hpp"
#include "engine/mvt/writer.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace tamga;
using mvt::GridPoint;

namespace {

Bytes field(unsigned number, const Bytes& content) {
    Bytes out;
    mvt::append_field(out, number, content);
    return out;
}

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes out;
    for (const Bytes& part : parts) {
        mvt::append(out, part);
    }
    return out;
}

Bytes text(std::string_view letters) { return {letters.begin(), letters.end()}; }

const Bytes version{0x78, 2};
const Bytes name = field(1, text("x"));
const Bytes extent{0x28, 0x80, 0x20};
const Bytes keys = field(3, text("k"));
const Bytes values = field(4, {0x20, 5});

Bytes geometry_of_type(std::uint8_t type, const Bytes& commands) {
    return field(2, joined({{0x18, type}, field(4, commands)}));
}

Bytes tile_with(const Bytes& features) {
    return field(3, joined({version, name, features, keys, values, extent}));
}

/// The first violation's section and message, or "" if there is none.
std::string first(const Bytes& tile, bool must = true) {
    for (const mvt::Violation& violation : mvt::violations(tile)) {
        if (violation.must == must) {
            return std::string{violation.section} + ": " + violation.message;
        }
    }
    return "";
}

std::string first_of_geometry(std::uint8_t type, const Bytes& commands) {
    return first(tile_with(geometry_of_type(type, commands)));
}

}  // namespace

TEST_CASE("the specification's example geometries break no rule", "[mvt]") {
    CHECK(first_of_geometry(1, {9, 50, 34}) == "");
    CHECK(first_of_geometry(1, {17, 10, 14, 3, 9}) == "");
    CHECK(first_of_geometry(2, {9, 4, 4, 18, 0, 16, 16, 0}) == "");
    CHECK(first_of_geometry(2, {9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8}) == "");
    CHECK(first_of_geometry(3, {9, 6, 12, 18, 10, 12, 24, 44, 15}) == "");
    CHECK(first_of_geometry(3, {9, 0,  0,  26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0,
                                0, 18, 17, 0,  15, 9, 4, 13, 26, 0, 8,  8, 0,  0, 7,  15}) == "");
}

TEST_CASE("each rule for commands is checked", "[mvt]") {
    CHECK_THAT(first_of_geometry(1, {10, 2, 2}), Catch::StartsWith("4.3.4.2: a point starts with"));
    CHECK_THAT(first_of_geometry(1, {1}), Catch::StartsWith("4.3.4.2: a point starts with"));
    CHECK_THAT(first_of_geometry(1, {9, 2, 2, 9, 2, 2}), Catch::Contains("goes on after"));
    CHECK_THAT(first_of_geometry(1, {17, 2, 2}), Catch::StartsWith("4.3.1: a MoveTo of 2"));
    CHECK_THAT(first_of_geometry(1, {9, 2, 0x82}), Catch::StartsWith("4.3.2"));
    CHECK_THAT(first_of_geometry(2, {9, 2, 2}), Catch::Contains("not by a LineTo"));
    CHECK_THAT(first_of_geometry(2, {17, 2, 2, 2, 2}), Catch::Contains("MoveTo of one point"));
    CHECK_THAT(first_of_geometry(2, {9, 2, 2, 18, 2, 2}), Catch::Contains("ends early"));
    CHECK_THAT(first_of_geometry(2, {9, 2, 2, 10, 0, 0}), Catch::StartsWith("4.3.3.2"));
    CHECK_THAT(first_of_geometry(2, {9, 2, 2, 10, 2, 2, 15}), Catch::StartsWith("4.3.4.3"));
    CHECK_THAT(first_of_geometry(3, {9, 6, 12, 10, 10, 12, 15}), Catch::Contains("only two"));
    CHECK_THAT(first_of_geometry(3, {9, 6, 12, 18, 10, 12, 24, 44}), Catch::Contains("ClosePath"));
    CHECK_THAT(first_of_geometry(3, {9, 6, 12, 18, 10, 12, 24, 44, 23}),
               Catch::Contains("count 2"));
    CHECK_THAT(first_of_geometry(3, {9, 0, 0, 26, 8, 0, 0, 8, 7, 7, 15}),
               Catch::Contains("last point is its first"));
    CHECK_THAT(first_of_geometry(4, {9, 2, 2}), Catch::Contains("no type 4"));
    CHECK_THAT(first_of_geometry(1, {}), Catch::Contains("no geometry"));
}

TEST_CASE("polygons are checked for winding, area, crossing and holes", "[mvt]") {
    const auto rings = [](const std::vector<std::vector<GridPoint>>& all) {
        Bytes commands;
        mvt::GeometryWriter writer{commands};
        for (const auto& ring : all) {
            writer.ring(ring);
        }
        return tile_with(geometry_of_type(3, commands));
    };
    const std::vector<GridPoint> square = {{0, 0}, {9, 0}, {9, 9}, {0, 9}};
    const std::vector<GridPoint> hole = {{2, 2}, {2, 4}, {4, 4}, {4, 2}};
    CHECK(first(rings({square, hole})) == "");
    CHECK_THAT(first(rings({hole})), Catch::Contains("wound like an interior"));
    CHECK_THAT(first(rings({{{0, 8}, {9, 0}, {9, 9}, {0, 0}}})),
               Catch::Contains("self-intersection"));
    CHECK_THAT(first(rings({square, {{20, 2}, {20, 4}, {24, 4}, {24, 2}}})),
               Catch::Contains("hole lies outside shell"));
    CHECK_THAT(first(rings({square, {{4, 4}, {14, 4}, {14, 14}, {4, 14}}})),
               Catch::Contains("polygons 0 and 1 overlap"));
    // Two countries' halves may share a border.
    CHECK(first(rings({square, {{9, 0}, {18, 0}, {18, 9}, {9, 9}}})) == "");
    CHECK_THAT(first(rings({{{0, 0}, {4, 4}, {8, 8}}}), false), Catch::Contains("has no area"));
}

TEST_CASE("each rule for layers, features and tags is checked", "[mvt]") {
    const Bytes feature = geometry_of_type(1, {9, 2, 2});
    const auto layer = [&](std::initializer_list<Bytes> fields) {
        return field(3, joined(fields));
    };
    CHECK(first(layer({version, name, feature, extent})) == "");
    CHECK_THAT(first(layer({name, feature, extent})), Catch::Contains("no version"));
    CHECK_THAT(first(layer({{0x78, 3}, name, feature, extent})), Catch::Contains("version is 3"));
    CHECK_THAT(first(layer({version, feature, extent})), Catch::Contains("no name"));
    CHECK_THAT(first(layer({version, name, feature, {0x28, 0}})), Catch::Contains("extent is 0"));
    CHECK_THAT(first(layer({version, field(1, {0xff}), feature, extent})),
               Catch::Contains("not UTF-8"));
    CHECK_THAT(first(layer({version, {0x08, 1}, feature, extent})), Catch::Contains("wire type 0"));
    CHECK_THAT(first(joined({tile_with(feature), tile_with(feature)})),
               Catch::Contains("has this name"));
    CHECK_THAT(first(layer({version, name, feature, field(4, {}), extent})),
               Catch::Contains("0 fields"));
    CHECK_THAT(first(layer({version, name, feature, field(4, {0x20, 5, 0x38, 1}), extent})),
               Catch::Contains("2 fields"));
    CHECK_THAT(first(tile_with(field(2, {0x18, 1}))), Catch::Contains("no geometry"));
    CHECK_THAT(first(tile_with(field(2, field(4, {9, 2, 2})))), Catch::Contains("no type"));

    const auto tags = [&](const Bytes& numbers) {
        return tile_with(field(2, joined({field(2, numbers), {0x18, 1}, field(4, {9, 2, 2})})));
    };
    CHECK(first(tags({0, 0})) == "");
    CHECK_THAT(first(tags({0})), Catch::Contains("key without a value"));
    CHECK_THAT(first(tags({1, 0})), Catch::Contains("point past"));
    CHECK_THAT(first(tags({0, 1})), Catch::Contains("point past"));
    CHECK_THAT(first(tags({0, 0, 0, 0})), Catch::Contains("two values"));
}

TEST_CASE("recommendations are told apart from rules", "[mvt]") {
    const Bytes feature = geometry_of_type(1, {9, 2, 2});
    CHECK_THAT(first({}, false), Catch::Contains("no layers"));
    CHECK_THAT(first(tile_with({}), false), Catch::Contains("no features"));
    CHECK_THAT(first(field(3, joined({name, version, feature, extent})), false),
               Catch::Contains("first field"));
    CHECK_THAT(first(field(3, joined({version, name, feature, keys, keys, extent})), false),
               Catch::Contains("'k' is there twice"));
    const Bytes with_id = field(2, joined({{0x08, 7}, {0x18, 1}, field(4, {9, 2, 2})}));
    CHECK_THAT(first(tile_with(joined({with_id, with_id})), false), Catch::Contains("the id 7"));
    CHECK_THAT(first(tile_with(geometry_of_type(1, {9, 0x84, 0x84, 1, 0})), false),
               Catch::Contains("more than a tile outside"));
}

TEST_CASE("what the layer writer writes is decoded, and breaks no rule", "[mvt][property]") {
    std::mt19937 random{5};
    const std::string_view names[] = {"name", "people", "share"};
    mvt::LayerWriter writer{names};
    for (int round = 0; round < 50; ++round) {
        const std::size_t count = random() % 20 + 1;
        std::vector<std::vector<GridPoint>> lines(count);
        for (std::size_t i = 0; i < count; ++i) {
            for (std::int32_t x = 0; x < static_cast<std::int32_t>(random() % 9 + 2); ++x) {
                lines[i].push_back({x, static_cast<std::int32_t>(random() % 4096)});
            }
            Bytes commands;
            mvt::GeometryWriter{commands}.line(lines[i]);
            Bytes people;
            mvt::append_value(people, static_cast<std::int64_t>(i) - 5);
            Bytes share;
            mvt::append_value(share, 0.1 * static_cast<double>(i));
            const mvt::Tag tags[] = {{1, people}, {2, share}};
            writer.add({i, mvt::GeometryType::linestring, commands, tags});
        }
        Bytes tile;
        writer.append_to(tile, "lines", 4096);
        REQUIRE(mvt::violations(tile).empty());
        const auto layers = mvt::decode(tile);
        REQUIRE(layers.size() == 1);
        CHECK(layers[0].name == "lines");
        REQUIRE(layers[0].features.size() == count);
        for (std::size_t i = 0; i < count; ++i) {
            const mvt::Feature& feature = layers[0].features[i];
            CHECK(feature.id == i);
            CHECK(mvt::geometry_of(feature).points == lines[i]);
            const auto attributes = mvt::attributes_of(layers[0], feature);
            REQUIRE(attributes.size() == 2);
            CHECK(attributes[0].name == "people");
            CHECK(std::get<std::int64_t>(attributes[0].value) == static_cast<std::int64_t>(i) - 5);
            CHECK(attributes[1].name == "share");
        }
    }
}

TEST_CASE("property: damaged tiles are refused or read, never a crash", "[mvt][property]") {
    const Bytes whole =
        joined({tile_with(geometry_of_type(3, {9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15})),
                tile_with(geometry_of_type(2, {9, 4, 4, 18, 0, 16, 16, 0}))});
    std::mt19937 random{6};
    for (int round = 0; round < 5000; ++round) {
        Bytes damaged = whole;
        damaged.resize(round % 3 == 0 ? random() % whole.size() : whole.size());
        for (std::size_t flips = random() % 4; flips > 0 && !damaged.empty(); --flips) {
            damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
        }
        mvt::violations(damaged);
        try {
            for (const mvt::Layer& layer : mvt::decode(damaged)) {
                for (const mvt::Feature& feature : layer.features) {
                    mvt::attributes_of(layer, feature);
                    mvt::geometry_of(feature);
                }
            }
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::input);
        }
    }
}

TEST_CASE("a type that is said to be unknown is allowed, one that is missing is not", "[mvt]") {
    // MVT 2.1, 4.2 and 4.3.4: a feature must have a type, and UNKNOWN is one.
    CHECK(first(tile_with(geometry_of_type(0, {9, 50, 34}))) == "");
    CHECK_THAT(first(tile_with(field(2, field(4, {9, 50, 34})))), Catch::Contains("no type"));
}

TEST_CASE("what a tile claims costs no more than its bytes", "[mvt][hostile]") {
    const auto repeated = [](const Bytes& field, std::size_t count) {
        Bytes all;
        for (std::size_t i = 0; i < count; ++i) {
            all.insert(all.end(), field.begin(), field.end());
        }
        return all;
    };
    const auto said = [](const Bytes& tile) {
        const mvt::Judgement found = mvt::judged(tile, 3);
        CHECK(found.violations.size() <= 6);  // Three rules, three recommendations.
        return found;
    };
    const Bytes billion = geometry_of_type(2, {9, 2, 2, 0xfa, 0xff, 0xff, 0xff, 0x0f, 2, 2});
    CHECK_THAT(first(tile_with(billion)), Catch::Contains("ends early"));

    const mvt::Judgement empty = said(tile_with(repeated(field(2, {}), 500'000)));
    CHECK(empty.more_musts == 2 * 500'000 - 3);  // Neither type nor geometry.

    Bytes still{9, 2, 2, 0x82, 0x89, 0x7a};  // LineTo of 250,000 points.
    still.resize(still.size() + 500'000);
    CHECK_THAT(first(tile_with(geometry_of_type(2, still))),
               Catch::Contains("a LineTo at 1 1 has no length, and 249999 more"));

    CHECK_THAT(first(repeated(field(3, {}), 10'001), true), Catch::Contains("over 10000 layers"));
    CHECK_THROWS_WITH(mvt::decode(repeated(field(3, {}), 10'001)),
                      Catch::Contains("over 10000 layers"));
    const Bytes long_name = field(1, Bytes(70'000, 'n'));
    CHECK_THROWS_WITH(mvt::decode(field(3, joined({version, long_name}))),
                      Catch::Contains("70000 bytes"));
    for (const mvt::Violation& one : said(field(3, joined({version, long_name}))).violations) {
        CHECK(one.layer.size() < 300);
    }
}

TEST_CASE("a length of more than 32 bits is not taken for its lower ones", "[mvt][hostile]") {
    const Bytes four_gigabytes{0x80, 0x80, 0x80, 0x80, 0x10};
    for (const Bytes& tag :
         {Bytes{0x0a}, {0x12}, {0x1a}, {0x22}}) {  // name, features, keys, values
        const Bytes tile = field(3, joined({version, tag, four_gigabytes}));
        CHECK_THAT(first(tile), Catch::Contains("the layer is damaged"));
        CHECK_THROWS_WITH(mvt::decode(tile), Catch::Contains("the layer is damaged"));
    }
}
