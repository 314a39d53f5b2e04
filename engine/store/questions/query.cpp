// SPDX-License-Identifier: MIT
#include "engine/store/query.hpp"

#include "engine/store/questions/shapes_in_area.hpp"
#include "engine/store/questions/tested_answer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tamga::store {
namespace {

constexpr std::array features_only{Kind::points, Kind::lines, Kind::polygons};
constexpr std::array routes_only{Kind::routes};

/// A pole has every longitude: it is in an area that reaches it anywhere.
bool holds(const index::Area& area, geo::LonLat position) {
    if (std::abs(position.lat) < 90) {
        return area.contains(position);
    }
    return std::ranges::any_of(area.boxes(), [&](const geo::Box& box) {
        const double west = box.south_west.lon;
        const double east = box.north_east.lon;
        const auto touches = [&](double lon) {
            return area.contains({.lon = lon, .lat = position.lat});
        };
        return touches(west) || touches(std::midpoint(west, east)) || touches(east);
    });
}

/// What may touch an area: its boxes, with those around the Earth at the poles that it reaches.
Scan touching(const index::Area& area) {
    std::vector<geo::Box> windows = area.boxes();
    for (const double pole : {-90.0, 90.0}) {
        const bool reached = std::ranges::any_of(windows, [&](const geo::Box& box) {
            return box.south_west.lat <= pole && box.north_east.lat >= pole;
        });
        if (reached) {
            windows.push_back({{.lon = -180, .lat = pole}, {.lon = 180, .lat = pole}});
        }
    }
    return {.reach = Scan::Reach::touching, .windows = std::move(windows)};
}

}  // namespace

std::unique_ptr<Answer> within(Reader& reader, const Filter& filter, index::Area area,
                               const Wanted& wanted, Part part) {
    const Layer& layer = reader.layer(filter.layer, features_only);
    Scan scan = touching(area);
    if (layer.kind == Kind::lines) {  // A geodesic may leave the box around its positions.
        scan = {};
    }
    Selection selection{reader, layer, filter, std::move(scan)};
    auto test = [shapes = ShapesInArea{area}, part](const Selection& rows, const Row&, auto&) {
        const model::Features place = rows.place();
        return part == Part::any ? shapes.has_part_of(place[0]) : shapes.holds(place[0]);
    };
    return std::make_unique<TestedAnswer>(
        TestedAnswer::Parts{.selection = std::move(selection), .test = std::move(test)}, wanted);
}

std::unique_ptr<Answer> between(Reader& reader, const Filter& filter, index::Area from,
                                index::Area to, const Wanted& wanted) {
    std::vector<std::string> notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    const Filter at = at_one_period(layer, filter, notes);
    Selection selection{reader, layer, at, touching(from)};
    auto test = [from = std::move(from), to = std::move(to)](const Selection&, const Row& route,
                                                             auto&) {
        return holds(from, route.origin) && holds(to, route.destination);
    };
    return std::make_unique<TestedAnswer>(
        TestedAnswer::Parts{
            .selection = std::move(selection), .notes = std::move(notes), .test = std::move(test)},
        wanted);
}

std::unique_ptr<Answer> run_sql(Reader& reader, const std::string& sql, const Wanted& wanted) {
    return reader.statement(sql, wanted);
}

}  // namespace tamga::store
