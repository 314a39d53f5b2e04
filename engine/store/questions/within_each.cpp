// SPDX-License-Identifier: MIT
#include "engine/store/query.hpp"
#include "engine/store/questions/each_area.hpp"
#include "engine/store/questions/end_areas.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

namespace tamga::store {
namespace {

constexpr std::array points_only{Kind::points};

}  // namespace

std::unique_ptr<Answer> within_each(Reader& reader, const Filter& filter, NamedAreas areas,
                                    const Wanted& wanted) {
    const Layer& layer = reader.layer(filter.layer, points_only);
    InAreas found{.names = names_of(areas), .notes = areas.notes};
    const index::AreaSet set = set_of(areas);
    Selection selection{reader, layer, filter, {.values = std::vector<std::string>{}}};
    std::vector<index::AreaSet::Hit> hits;
    LeftOut nowhere;
    while (const Row* row = selection.next()) {
        std::set<std::uint32_t> in;
        const model::Features place = selection.place();
        for (const geo::LonLat position : place[0].positions) {
            set.at(position, hits);
            for (const index::AreaSet::Hit& hit : hits) {
                in.insert(hit.area);
            }
        }
        for (const std::uint32_t area : in) {
            found.rows.push_back({.area = area, .fid = row->fid});
        }
        if (in.empty()) {
            nowhere.add(row->weight);
        }
    }
    for (std::string& note : selection.notes()) {
        found.notes.push_back(std::move(note));
    }
    if (nowhere.rows > 0) {
        found.notes.push_back(fmt::format("{} of the points {} in none of the areas", nowhere.rows,
                                          nowhere.rows == 1 ? "is" : "are"));
    }
    return each_area(reader, layer, std::move(found), wanted);
}

}  // namespace tamga::store
