// SPDX-License-Identifier: MIT
//
// Boxes and pieces of meridians on a grid, so that comparing whole numbers says what lies where.
#include "engine/store/query.hpp"
#include "engine/store/writer.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/store/answers.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::store;

namespace {

/// A box of whole degrees; a piece of a meridian if its west is its east.
struct Extent {
    int west, south, east, north;

    bool meets(const Extent& other) const {
        return west <= other.east && other.west <= east && south <= other.north &&
               other.south <= north;
    }
    bool holds(const Extent& other) const {
        return west <= other.west && other.east <= east && south <= other.south &&
               other.north <= north;
    }
    bool is_strictly_in(const Extent& other) const {
        return other.west < west && east < other.east && other.south < south && north < other.north;
    }
    /// Have the insides something in common?
    bool overlaps(const Extent& other) const {
        return west < other.east && other.west < east && south < other.north && other.south < north;
    }
};

constexpr Extent shell{0, 0, 12, 12};
constexpr Extent hole{4, 4, 8, 8};

std::string ring(const Extent& box) {
    return fmt::format("[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]", box.west, box.south,
                       box.east, box.north);
}

struct Made {
    TemporaryFolder folder = {};
    std::vector<Extent> extents = {};
    std::string path = folder / "made.sqlite";
    std::string area = folder.put("area.geojson", R"({"type":"Polygon","coordinates":[)" +
                                                      ring(shell) + "," + ring(hole) + "]}");

    explicit Made(bool meridians) {
        std::mt19937 random{4};
        std::uniform_int_distribution<int> at{-3, 13};
        std::uniform_int_distribution<int> size{1, 9};
        std::string text = R"({"type":"FeatureCollection","features":[)";
        for (int i = 0; i < 600; ++i) {
            const int west = at(random);
            const int south = at(random);
            Extent box{west, south, meridians ? west : west + size(random), south + size(random)};
            if (i < 2 && !meridians) {
                box = i == 0 ? hole : shell;
            }
            extents.push_back(box);
            const std::string geometry =
                meridians ? fmt::format(R"("LineString","coordinates":[[{0},{1}],[{0},{2}]])", west,
                                        south, box.north)
                          : R"("Polygon","coordinates":[)" + ring(box) + "]";
            text +=
                fmt::format(R"({}{{"type":"Feature","properties":{{}},"geometry":{{"type":{}}}}})",
                            i == 0 ? "" : ",", geometry);
        }
        const std::string file = folder.put("made.geojson", text + "]}");
        const auto writer = create(path, false);
        writer->add_layer("made", {.path = file});
        writer->commit();
    }

    template <class Test>
    std::vector<std::int64_t> fids_where(const Test& test) const {
        std::vector<std::int64_t> fids;
        for (std::size_t i = 0; i < extents.size(); ++i) {
            if (test(extents[i])) {
                fids.push_back(static_cast<std::int64_t>(i) + 1);
            }
        }
        return fids;
    }
};

/// A piece of a meridian runs through the hole's inside.
bool runs_through_hole(const Extent& line) {
    return hole.west < line.west && line.west < hole.east && line.south < hole.north &&
           hole.south < line.north;
}

}  // namespace

TEST_CASE("polygons are in an area if a part of them is, or wholly if none is outside", "[store]") {
    const Made made{false};
    const auto store = open(made.path);
    const auto found = [&](Part part) {
        return whole(within(*store, {}, parse_area(made.area), {}, part)).fids();
    };
    CHECK(found(Part::any) == made.fids_where([](const Extent& box) {
        return shell.meets(box) && !box.is_strictly_in(hole);
    }));
    CHECK(found(Part::whole) == made.fids_where([](const Extent& box) {
        return shell.holds(box) && !box.overlaps(hole);
    }));
    // The area lies within some.
    CHECK(whole(within(*store, {}, parse_area("5.25,5.25,5.75,5.75"))).fids() ==
          made.fids_where([](const Extent& box) {
              return box.meets({5, 5, 6, 6}) && box.holds({5, 5, 6, 6});
          }));
}

TEST_CASE("lines are in an area if a part of them is, or wholly if none is outside", "[store]") {
    const Made made{true};
    const auto store = open(made.path);
    const auto found = [&](Part part) {
        return whole(within(*store, {}, parse_area(made.area), {}, part)).fids();
    };
    CHECK(found(Part::any) == made.fids_where([](const Extent& line) {
        return shell.meets(line) && !line.is_strictly_in(hole);
    }));
    CHECK(found(Part::whole) == made.fids_where([](const Extent& line) {
        return shell.holds(line) && !runs_through_hole(line);
    }));
}

TEST_CASE("a line of two positions is found where only its geodesic is", "[store]") {
    const TemporaryFolder folder;
    const std::string file =
        folder.put("line.geojson", R"({"type":"LineString","coordinates":[[0,50],[90,50]]})");
    const std::string path = folder / "line.sqlite";
    const auto writer = create(path, false);
    writer->add_layer("line", {.path = file});
    writer->commit();
    const auto store = open(path);
    CHECK(whole(within(*store, {}, parse_area("40,58,50,62"))).rows.size() == 1);
    CHECK(whole(within(*store, {}, parse_area("40,49,50,51"))).rows.empty());
    CHECK(whole(near(*store, {}, {.lon = 45, .lat = 60}, 200'000)).rows.size() == 1);
}
