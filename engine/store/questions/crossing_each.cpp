// SPDX-License-Identifier: MIT
#include "engine/store/query.hpp"
#include "engine/store/questions/each_area.hpp"
#include "engine/store/questions/end_areas.hpp"
#include "engine/store/questions/pairs.hpp"
#include "engine/store/rounded.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

/// What of a route lies in one area: all its stretches as one.
struct Passage {
    double inside_m = 0;
    const index::Stay* first = nullptr;
    const index::Stay* last = nullptr;
};

std::map<std::uint32_t, Passage> passages(const std::vector<index::Stay>& stays) {
    std::map<std::uint32_t, Passage> by_area;
    for (const index::Stay& stay : stays) {
        Passage& passage = by_area[stay.area];
        passage.inside_m += stay.length_m;
        passage.first = passage.first == nullptr ? &stay : passage.first;
        passage.last = &stay;
    }
    return by_area;
}

void push(std::vector<model::Value>& values, geo::LonLat position, bool is_known) {
    values.push_back(is_known ? model::Value{rounded_deg(position.lon)} : model::Value{});
    values.push_back(is_known ? model::Value{rounded_deg(position.lat)} : model::Value{});
}

std::vector<model::Value> values_of(const Passage& passage) {
    std::vector<model::Value> values{rounded_m(passage.inside_m)};
    push(values, passage.first->entry, passage.first->from > 0);
    push(values, passage.last->exit, passage.last->to < 1);
    return values;
}

}  // namespace

std::unique_ptr<Answer> crossing_each(Reader& reader, const Filter& filter, NamedAreas areas,
                                      const Wanted& wanted) {
    InAreas found{.names = names_of(areas),
                  .further = {"inside_m", "entry_lon", "entry_lat", "exit_lon", "exit_lat"},
                  .notes = areas.notes};
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Selection selection{reader,
                        layer,
                        at_one_period(layer, filter, found.notes),
                        {.values = std::vector<std::string>{}}};
    Pairs pairs;
    struct Route {
        std::int64_t fid;
        std::uint32_t pair;
        route::Weight weight;
    };
    std::vector<Route> routes;
    while (const Row* row = selection.next()) {
        routes.push_back({row->fid, pairs.number_of(*row), row->weight});
    }
    const std::vector<std::vector<index::Stay>> stays = stays_of(set_of(areas), pairs);
    LeftOut nowhere;
    for (const Route& route : routes) {
        for (const auto& [area, passage] : passages(stays[route.pair])) {
            found.rows.push_back({.area = area, .fid = route.fid, .further = values_of(passage)});
        }
        if (stays[route.pair].empty()) {
            nowhere.add(route.weight);
        }
    }
    for (std::string& note : selection.notes()) {
        found.notes.push_back(std::move(note));
    }
    if (nowhere.rows > 0) {
        found.notes.push_back(fmt::format("{} of the routes {} none of the areas{}", nowhere.rows,
                                          nowhere.rows == 1 ? "crosses" : "cross",
                                          nowhere.weighing()));
    }
    return each_area(reader, layer, std::move(found), wanted);
}

}  // namespace tamga::store
