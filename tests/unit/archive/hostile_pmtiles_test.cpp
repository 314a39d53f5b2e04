// SPDX-License-Identifier: MIT
#include "engine/archive/archive.hpp"
#include "engine/archive/units.hpp"
#include "engine/archive/verify.hpp"
#include "engine/base/error.hpp"
#include "engine/mvt/decode.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/archive/hostile_files.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using namespace tamga::archive::test;

namespace {

std::string refusal(const TemporaryFolder& folder, const Parts& parts) {
    return archive::test::refusal(folder.put("a.pmtiles", pmtiles_of(parts)));
}

const Bytes stored = packed(tile_of("a", point()));
const auto size = static_cast<std::uint32_t>(stored.size());

}  // namespace

TEST_CASE("runs that claim billions of tiles are looked at as runs", "[hostile]") {
    constexpr std::uint32_t most = 0xffffffff;
    const TemporaryFolder folder;
    const Parts parts{
        .root = packed_directory(
            {{0, 0, size, 1}, {1, 0, size, most}, {std::uint64_t{1} << 32, 0, size, most}}),
        .tiles = stored,
        .max_zoom = 17};
    const auto reader = archive::open(folder.put("a.pmtiles", pmtiles_of(parts)));
    CHECK(reader->count().addressed == 1 + 2 * std::uint64_t{most});
    const archive::Units all = archive::units(*reader);
    REQUIRE(all.units.size() == 18);  // One content at zooms 0 to 17.
    CHECK(all.count.distinct == 1);
    CHECK(all.units[7].tiles == std::uint64_t{1} << 14);
    CHECK(all.units[7].max_x == 127);
    CHECK(all.units[7].max_y == 127);
}

TEST_CASE("property: the span of a run is that of its tiles", "[hostile][property]") {
    const TemporaryFolder folder;
    for (std::uint64_t first = 0; first < 340; first += 7) {
        for (const std::uint32_t run : {1U, 2U, 5U, 16U, 63U, 100U}) {
            const Parts parts{.root = packed_directory({{first, 0, size, run}}), .tiles = stored};
            const auto reader = archive::open(folder.put("a.pmtiles", pmtiles_of(parts)));
            std::vector<archive::Unit> expected;
            reader->visit([&](tile::TileId id, std::uint64_t) {
                if (expected.empty() || expected.back().first.zoom != id.zoom) {
                    expected.push_back({id, 0, 0, id.x, id.y, id.x, id.y});
                }
                archive::Unit& unit = expected.back();
                ++unit.tiles;
                unit.max_x = std::max(unit.max_x, id.x);
                unit.max_y = std::max(unit.max_y, id.y);
                unit.min_x = std::min(unit.min_x, id.x);
                unit.min_y = std::min(unit.min_y, id.y);
            });
            const auto found = archive::units(*reader).units;
            REQUIRE(found.size() == expected.size());
            for (std::size_t i = 0; i < found.size(); ++i) {
                CHECK(found[i].first == expected[i].first);
                CHECK(found[i].tiles == expected[i].tiles);
                CHECK(found[i].max_x == expected[i].max_x);
                CHECK(found[i].max_y == expected[i].max_y);
                CHECK(found[i].min_x == expected[i].min_x);
                CHECK(found[i].min_y == expected[i].min_y);
            }
        }
    }
}

TEST_CASE("directories that are packed bombs, or lead in circles, are refused", "[hostile]") {
    const TemporaryFolder folder;
    const Bytes bomb = regular_directory(0, std::size_t{5} << 20);
    CHECK(bomb.size() < 30'000);
    const auto to = [](const Bytes& leaf) {
        return packed_directory({{0, 0, static_cast<std::uint32_t>(leaf.size()), 0}});
    };
    CHECK_THAT(refusal(folder, {.root = to(bomb), .leaves = bomb, .tiles = stored}),
               Catch::Contains("unpacks to over 16777216 bytes"));
    const Bytes many = regular_directory(0, (std::size_t{1} << 21) + 1);
    CHECK_THAT(refusal(folder, {.root = many, .tiles = stored}),
               Catch::Contains("has 2097153 entries, over 2097152"));
    Bytes circle = packed_directory({{0, 0, 0x40, 0}});  // Leads to itself, once it has its size.
    circle = packed_directory({{0, 0, static_cast<std::uint32_t>(circle.size()), 0}});
    const Parts parts{.root = to(circle), .leaves = circle, .tiles = stored};
    CHECK_THAT(refusal(folder, parts), Catch::Contains("without end"));
    const auto reader = archive::open(folder / "a.pmtiles");
    for (int twice = 0; twice < 2; ++twice) {  // From the file, and from what was kept of it.
        CHECK_THROWS_WITH(reader->tile({0, 0, 0}), Catch::Contains("without end"));
    }
    const Bytes none = packed_directory({});
    CHECK_THAT(refusal(folder, {.root = to(none), .leaves = none, .tiles = stored}),
               Catch::Contains("a leaf directory is empty"));
}

TEST_CASE("leaves may not hold the tiles of others, nor contents the bytes of others",
          "[hostile]") {
    const TemporaryFolder folder;
    const Bytes leaf = packed_directory({{3, 0, size, 2}});
    const auto leaf_size = static_cast<std::uint32_t>(leaf.size());
    CHECK_THAT(
        refusal(folder, {.root = packed_directory({{3, 0, leaf_size, 0}, {5, 0, leaf_size, 0}}),
                         .leaves = leaf,
                         .tiles = stored}),
        Catch::Contains("directories overlap: tile id 3 comes after 4"));
    CHECK_THAT(refusal(folder, {.root = packed_directory({{0, 0, size, 1}, {1, 1, size - 1, 1}}),
                                .tiles = stored}),
               Catch::Contains("the contents of tiles overlap"));
    CHECK_THAT(refusal(folder, {.root = packed_directory({{0, 0, size + 1, 1}}), .tiles = stored}),
               Catch::Contains("end after the file's"));
    CHECK_THAT(refusal(folder, {.root = packed_directory({{~std::uint64_t{0}, 0, size, 9}}),
                                .tiles = stored}),
               Catch::Contains("is deeper than zoom 24"));
}

TEST_CASE("two entries with one place and two sizes are two contents", "[hostile]") {
    const TemporaryFolder folder;
    const Bytes two = joined({stored, stored});
    const Parts parts{.root = packed_directory({{0, 0, size, 1}, {1, 0, size - 3, 1}}),
                      .tiles = two,
                      .max_zoom = 1};
    const std::string path = folder.put("a.pmtiles", pmtiles_of(parts));
    CHECK(archive::open(path)->count().distinct == 2);
    CHECK_THAT(findings(path), Catch::Contains("1/0/0: the gzip data is damaged or cut short"));
}

TEST_CASE("tiles of a method that is not read are said to be, once", "[hostile]") {
    const TemporaryFolder folder;
    for (const auto& [method, name] : {std::pair{archive::Compression::brotli, "brotli"},
                                       std::pair{archive::Compression::zstd, "zstd"}}) {
        const Parts parts{.root = packed_directory({{0, 0, size, 1}}),
                          .tiles = stored,
                          .tile_compression = method};
        const std::string path = folder.put("a.pmtiles", pmtiles_of(parts));
        CHECK(archive::open(path)->compression() == method);
        CHECK_THAT(findings(path),
                   Catch::Contains(std::string{"the tiles are compressed with "} + name));
        CHECK_THROWS_WITH(archive::unpacked(stored, method), Catch::Contains(name));
    }
    CHECK_THROWS_WITH(
        archive::unpacked(Bytes{0x28, 0xb5, 0x2f, 0xfd, 1}, archive::Compression::unknown),
        Catch::Contains("zstd"));
}

TEST_CASE("metadata that nests without end is refused, and control characters are data",
          "[hostile]") {
    const TemporaryFolder folder;
    Parts parts{.root = packed_directory({{0, 0, size, 1}}), .tiles = stored};
    parts.metadata = R"({"a":)" + std::string(200'000, '[') + std::string(200'000, ']') + "}";
    CHECK_THAT(refusal(folder, parts), Catch::Contains("nests deeper than 200 levels"));
    parts.metadata = R"({"vector_layers":[],"x":"\u0001.\u0001","y":"\u00011\u0001",)"
                     R"("\u00012\u0001":1e999,"name":"\u00013\u0001\u001b[2J"})";
    REQUIRE(refusal(folder, parts) == "accepted");
    const auto about = archive::open(folder / "a.pmtiles")->description();
    CHECK(about.name ==
          "\x01"
          "3\x01\x1b[2J");
    CHECK(about.json == R"({"\u00012\u0001":"1e999","vector_layers":[],"x":"\u0001.\u0001",)"
                        R"("y":"\u00011\u0001"})");
    CHECK_THAT(findings(folder / "a.pmtiles"), Catch::Contains("is not in vector_layers"));
}

TEST_CASE("a tile that unpacks to more than any tile has is one violation", "[hostile]") {
    const TemporaryFolder folder;
    const Bytes bomb = packed(Bytes(mvt::most_tile_bytes + 1));
    const auto bomb_size = static_cast<std::uint32_t>(bomb.size());
    const Parts parts{.root = packed_directory({{0, 0, bomb_size, 1}}), .tiles = bomb};
    CHECK_THAT(findings(folder.put("a.pmtiles", pmtiles_of(parts))),
               Catch::Contains("0/0/0: the gzip data unpacks to over 33554432 bytes"));
}
