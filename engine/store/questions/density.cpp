// SPDX-License-Identifier: MIT
#include "engine/store/areas/area_rings.hpp"
#include "engine/store/query.hpp"
#include "engine/store/questions/computed_answer.hpp"
#include "engine/store/questions/end_areas.hpp"
#include "engine/store/questions/pair_sums.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>

namespace tamga::store {
namespace {

constexpr std::array points_or_routes{Kind::points, Kind::routes};

/// What density() answers.
struct Table {
    NamedAreas areas;
    Grouping grouping;
    std::vector<std::uint32_t> groups;             ///< In order.
    std::vector<std::optional<double>> sizes_km2;  ///< Of areas.
    std::vector<Sum> sums = {};  ///< Of each area, and of elsewhere, for each group.

    Sum& at(std::size_t area, std::uint32_t group) { return sums[area * groups.size() + group]; }

    void write(std::size_t row, Batch& batch) {
        const std::size_t area = row / groups.size();
        const std::uint32_t group = groups[row % groups.size()];
        const Sum& sum = at(area, group);
        batch.value(name_of(areas, area));
        for (const std::string_view value : grouping.values(group)) {
            batch.value(value);
        }
        batch.value(sum.weight);
        batch.value(sum.rows);
        const auto km2 = area < sizes_km2.size() ? sizes_km2[area] : std::nullopt;
        const bool has_size = km2 && *km2 > 0;
        batch.value(km2 ? model::Value{*km2} : model::Value{});
        batch.value(has_size ? model::Value{approximately(sum.weight) / *km2} : model::Value{});
        end_row(areas, area, batch);
    }
};

std::vector<Column> columns_of(const Grouping& grouping) {
    std::vector<Column> columns{{.name = "area"}};
    for (const std::string& name : grouping.names()) {
        columns.push_back({.name = name});
    }
    columns.push_back({.name = "weight", .is_decimal = true});
    for (const char* name : {"rows", "area_km2", "weight_per_km2"}) {
        columns.push_back({.name = name});
    }
    return columns;
}

/// To a square metre, and none of what has no outline.
std::vector<std::optional<double>> sizes_of(const NamedAreas& areas) {
    std::vector<std::optional<double>> sizes;
    for (const NamedArea& area : areas.areas) {
        sizes.push_back(area.outline.empty()
                            ? std::nullopt
                            : std::optional{std::round(size_km2(area.outline[0]) * 1e6) / 1e6});
    }
    return sizes;
}

/// Positions with what they weigh in each group.
struct Weighed {
    std::vector<geo::LonLat> places;
    struct Entry {
        std::uint32_t place;
        std::uint32_t group;
        Sum sum;
    };
    std::vector<Entry> entries;
};

Weighed ends_of(Selection& selection, Grouping& grouping, Ends ends) {
    const PairSums sums{selection, grouping};
    Weighed all{.places = sums.pairs().places()};
    for (const PairSums::Entry& entry : sums.entries()) {
        const Pairs::Pair pair = sums.pair_of(entry);
        if (ends != Ends::destination) {
            all.entries.push_back({pair.from, entry.group, entry.sum});
        }
        if (ends != Ends::origin) {
            all.entries.push_back({pair.to, entry.group, entry.sum});
        }
    }
    return all;
}

/// A feature of several points is where the first of them is.
Weighed points_of(Selection& selection, Grouping& grouping, bool is_weighed, LeftOut& nowhere) {
    Weighed all;
    while (const Row* row = selection.next()) {
        const route::Weight weight = is_weighed ? row->weight : route::whole_weight(1);
        const model::Features place = selection.place();
        if (place[0].positions.empty()) {
            nowhere.add(weight);
            continue;
        }
        const auto number = static_cast<std::uint32_t>(all.places.size());
        all.places.push_back(place[0].positions[0]);
        all.entries.push_back({number, grouping.of(*row), {weight, 1}});
    }
    return all;
}

}  // namespace

std::unique_ptr<Answer> density(Reader& reader, const Filter& filter, NamedAreas areas,
                                const DensityShape& shape, const Wanted& wanted) {
    std::vector<std::string> notes = areas.notes;
    const Layer& layer = reader.layer(filter.layer, points_or_routes);
    Selection selection{reader, layer, at_one_period(layer, filter, notes, shape.by),
                        scan_for(shape.by)};
    Grouping grouping{shape.by, layer, selection};
    LeftOut nowhere;
    const Weighed weighed = layer.kind == Kind::routes
                                ? ends_of(selection, grouping, shape.ends)
                                : points_of(selection, grouping, !filter.weight.empty(), nowhere);
    const EndAreas held{set_of(areas), weighed.places};
    std::vector<std::uint32_t> groups = grouping.in_order();
    std::vector<std::optional<double>> sizes = sizes_of(areas);
    // Shared, because a std::function has to be copyable.
    auto table = std::make_shared<Table>(Table{.areas = std::move(areas),
                                               .grouping = std::move(grouping),
                                               .groups = std::move(groups),
                                               .sizes_km2 = std::move(sizes)});
    table->sums.resize((table->areas.areas.size() + 1) * table->groups.size());
    for (const Weighed::Entry& entry : weighed.entries) {
        for (const std::uint32_t area : held.of(entry.place)) {
            table->at(area, entry.group) += entry.sum;
        }
    }
    std::ranges::move(selection.notes(), std::back_inserter(notes));
    std::ranges::move(held.notes("each"), std::back_inserter(notes));
    if (nowhere.rows > 0) {
        notes.push_back(std::to_string(nowhere.rows) + " rows have no position and are left out" +
                        nowhere.weighing());
    }
    return std::make_unique<ComputedAnswer>(
        ComputedAnswer::Parts{
            .columns = columns_of(table->grouping),
            .notes = std::move(notes),
            .rows = table->sums.size(),
            .write = [table](std::size_t row, Batch& batch) { table->write(row, batch); }},
        wanted);
}

}  // namespace tamga::store
