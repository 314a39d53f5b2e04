// SPDX-License-Identifier: MIT
#include "engine/index/area_set.hpp"
#include "engine/store/query.hpp"
#include "engine/store/questions/tested_answer.hpp"
#include "engine/store/rounded.hpp"

#include <array>
#include <functional>
#include <numeric>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

void push(std::vector<model::Value>& values, bool is_there, geo::LonLat position) {
    values.push_back(is_there ? model::Value{rounded_deg(position.lon)} : model::Value{});
    values.push_back(is_there ? model::Value{rounded_deg(position.lat)} : model::Value{});
}

}  // namespace

std::unique_ptr<Answer> crossing(Reader& reader, const Filter& filter, index::Area area,
                                 const Wanted& wanted) {
    std::vector<std::string> notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    const Filter at = at_one_period(layer, filter, notes);
    Selection selection{
        reader, layer, at, {.reach = Scan::Reach::passing, .windows = area.boxes()}};
    index::AreaSet set;
    set.add(area);
    set.build();
    auto test = [set = std::move(set), stays = std::vector<index::Stay>{}](
                    const Selection&, const Row& route,
                    std::vector<model::Value>& further) mutable {
        set.stays(route.origin, route.destination, stays);
        if (!stays.empty()) {
            further.emplace_back(
                rounded_m(std::transform_reduce(stays.begin(), stays.end(), 0.0, std::plus<>{},
                                                std::mem_fn(&index::Stay::length_m))));
            push(further, stays.front().from > 0, stays.front().entry);
            push(further, stays.back().to < 1, stays.back().exit);
        }
        return !stays.empty();
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
