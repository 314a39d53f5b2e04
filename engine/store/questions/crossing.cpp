// SPDX-License-Identifier: MIT
#include "engine/geo/geodesic.hpp"
#include "engine/index/passage.hpp"
#include "engine/store/query.hpp"
#include "engine/store/questions/tested_answer.hpp"
#include "engine/store/rounded.hpp"

#include <array>
#include <optional>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

/// What of a route lies in an area.
struct Passage {
    double inside_m = 0;
    std::optional<geo::LonLat> entry;
    std::optional<geo::LonLat> exit;
};

std::optional<Passage> passage(const Row& route, const index::Area& area) {
    const geo::GeodesicLine line{route.origin, route.destination};
    if (line.length_m() <= 0) {
        return area.contains(route.origin) ? std::optional{Passage{}} : std::nullopt;
    }
    const auto stretches = index::stretches_inside(line, area);
    if (stretches.empty()) {
        return std::nullopt;
    }
    Passage passage;
    for (const index::Stretch& stretch : stretches) {
        passage.inside_m += (stretch.to - stretch.from) * line.length_m();
    }
    if (stretches.front().from > 0) {
        passage.entry = line.at(stretches.front().from);
    }
    if (stretches.back().to < 1) {
        passage.exit = line.at(stretches.back().to);
    }
    return passage;
}

void push(std::vector<model::Value>& values, const std::optional<geo::LonLat>& position) {
    values.push_back(position ? model::Value{rounded_deg(position->lon)} : model::Value{});
    values.push_back(position ? model::Value{rounded_deg(position->lat)} : model::Value{});
}

}  // namespace

std::unique_ptr<Answer> crossing(Reader& reader, const Filter& filter, index::Area area,
                                 const Wanted& wanted) {
    std::vector<std::string> notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    const Filter at = at_one_period(layer, filter, notes);
    Selection selection{
        reader, layer, at, {.reach = Scan::Reach::passing, .windows = area.boxes()}};
    auto test = [area = std::move(area)](const Selection&, const Row& route,
                                         std::vector<model::Value>& further) {
        const auto found = passage(route, area);
        if (found) {
            further.emplace_back(rounded_m(found->inside_m));
            push(further, found->entry);
            push(further, found->exit);
        }
        return found.has_value();
    };
    return std::make_unique<TestedAnswer>(
        TestedAnswer::Parts{
            .selection = std::move(selection),
            .further = {"inside_m", "entry_lon", "entry_lat", "exit_lon", "exit_lat"},
            .notes = std::move(notes),
            .test = std::move(test)},
        wanted);
}

}  // namespace tamga::store
