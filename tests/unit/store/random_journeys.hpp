// SPDX-License-Identifier: MIT
//
// Journeys between positions on a grid, many of them on the borders of areas that are boxes, so that
// what questions answer can be computed again by comparing whole numbers.
#pragma once

#include "engine/route/table/weight.hpp"
#include "engine/store/writer.hpp"
#include "tests/temporary_folder.hpp"

#include <fmt/format.h>

#include <array>
#include <random>
#include <string>
#include <vector>

namespace tamga {

struct Trip {
    geo::LonLat from;
    geo::LonLat to;
    std::int64_t halves = 0;  ///< Its weight, in halves.
    std::string year;         ///< Empty: it has none.
    std::string why;
};

/// A box of whole degrees; its east may be past 180.
struct GridBox {
    int west, south, east, north;

    bool reaches(geo::LonLat at) const {
        return south <= at.lat && at.lat <= north &&
               ((west <= at.lon && at.lon <= east) ||
                (west <= at.lon + 360 && at.lon + 360 <= east));
    }
    bool has_inside(geo::LonLat at) const {
        return south < at.lat && at.lat < north &&
               ((west < at.lon && at.lon < east) || (west < at.lon + 360 && at.lon + 360 < east));
    }
};

/// A store of journeys, some without a time, and a file of areas: "left" and "right" share a border,
/// "ring" has a hole, "far" lies across the antimeridian, and "empty" has no geometry.
struct RandomJourneys {
    TemporaryFolder folder = {};
    std::vector<Trip> trips = {};
    std::string store = folder / "journeys.sqlite";
    std::string areas = {};

    static constexpr std::size_t elsewhere = 5;
    static constexpr std::array<GridBox, 4> boxes{
        {{0, 0, 10, 10}, {10, 0, 20, 10}, {20, 10, 40, 30}, {170, 0, 190, 10}}};
    static constexpr GridBox hole{25, 15, 35, 25};

    explicit RandomJourneys(int count, unsigned seed = 1) {
        std::mt19937_64 random{seed};
        const auto one_of = [&](int low, int high) {
            return std::uniform_int_distribution<int>{low, high}(random);
        };
        const auto position = [&] {
            const int lon = one_of(0, 5) == 0 ? one_of(-185, -165) : 5 * one_of(-1, 9);
            return geo::LonLat{.lon = lon < -180 ? lon + 360.0 : lon, .lat = 5.0 * one_of(-1, 7)};
        };
        std::string table = "from_lon,from_lat,to_lon,to_lat,people,year,why,hours\n";
        for (int i = 0; i < count; ++i) {
            Trip trip{position(), position(), one_of(0, 1000), "", one_of(0, 2) == 0 ? "work" : ""};
            trip.year = one_of(0, 4) == 0 ? "" : std::to_string(2010 + 5 * one_of(0, 2));
            trips.push_back(trip);
            table += fmt::format("{},{},{},{},{},{},{},{}\n", trip.from.lon, trip.from.lat,
                                 trip.to.lon, trip.to.lat, text_of(trip.halves), trip.year,
                                 trip.why, i % 3 == 0 ? "" : std::to_string(i));
        }
        const route::JourneyReader reader{{.origin = {"from_lat", "from_lon"},
                                           .destination = {"to_lat", "to_lon"},
                                           .weight = "people",
                                           .time = "year",
                                           .category = "why"}};
        const std::string file = folder.put("journeys.csv", table);
        const auto writer = store::create(store, false);
        writer->add_routes({.name = "journeys", .source = {.path = file}, .called = file}, reader);
        writer->commit();
        write_areas();
    }

    /// The area that an end counts for: the first that it is inside of, else the first on whose
    /// boundary it is.
    static std::size_t area_of(geo::LonLat at) {
        std::size_t touched = elsewhere;
        for (std::size_t i = boxes.size(); i-- > 0;) {
            const bool in_hole = i == 2 && hole.has_inside(at);
            touched = boxes[i].reaches(at) && !in_hole ? i : touched;
        }
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (boxes[i].has_inside(at) && !(i == 2 && hole.reaches(at))) {
                return i;
            }
        }
        return touched;
    }

    static std::string text_of(std::int64_t halves) {
        return to_string(route::Weight{route::Int128{halves} * 500'000});
    }

private:
    void write_areas() {
        const auto ring = [](const GridBox& box) {
            return fmt::format("[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]", box.west,
                               box.south, box.east, box.north);
        };
        const std::array<std::string, 4> names{"left", "right", "ring", "far"};
        std::string text = R"({"type":"FeatureCollection","features":[)";
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            text += fmt::format(
                R"({{"type":"Feature","properties":{{"label":"{}"}},"geometry":{{"type":"Polygon","coordinates":[{}{}]}}}},)",
                names[i], ring(boxes[i]), i == 2 ? "," + ring(hole) : "");
        }
        text += R"({"type":"Feature","properties":{"label":"empty"},"geometry":null}]})";
        areas = folder.put("areas.geojson", text);
    }
};

}  // namespace tamga
