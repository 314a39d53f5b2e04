// SPDX-License-Identifier: MIT
#include "engine/store/query.hpp"
#include "engine/store/questions/computed_answer.hpp"
#include "engine/store/questions/end_areas.hpp"
#include "engine/store/questions/pair_sums.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

struct Totals {
    route::Weight in;
    route::Weight out;
    route::Weight within;
    std::int64_t routes = 0;
};

/// What totals() answers, and what it needs for that.
struct Table {
    NamedAreas areas;
    Grouping grouping;
    std::vector<std::uint32_t> groups;  ///< In order.
    std::vector<Totals> totals = {};    ///< Of each area, and of elsewhere, for each group.

    Totals& at(std::size_t area, std::uint32_t group) {
        return totals[area * groups.size() + group];
    }

    void count(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to,
               const PairSums::Entry& entry) {
        const auto is_in = [](const std::vector<std::uint32_t>& all, std::uint32_t area) {
            return std::ranges::binary_search(all, area);
        };
        for (const std::uint32_t area : from) {
            Totals& sums = at(area, entry.group);
            (is_in(to, area) ? sums.within : sums.out) += entry.sum.weight;
            sums.routes += entry.sum.rows;
        }
        for (const std::uint32_t area : to) {
            if (!is_in(from, area)) {
                Totals& sums = at(area, entry.group);
                sums.in += entry.sum.weight;
                sums.routes += entry.sum.rows;
            }
        }
    }

    void write(std::size_t row, Batch& batch) {
        const std::size_t area = row / groups.size();
        const std::uint32_t group = groups[row % groups.size()];
        const Totals& sums = at(area, group);
        batch.value(name_of(areas, area));
        for (const std::string_view value : grouping.values(group)) {
            batch.value(value);
        }
        for (const route::Weight weight : {sums.in, sums.out, sums.within, sums.in - sums.out}) {
            batch.value(weight);
        }
        batch.value(sums.routes);
        end_row(areas, area, batch);
    }
};

std::vector<Column> columns_of(const Grouping& grouping) {
    std::vector<Column> columns{{.name = "area"}};
    for (const std::string& name : grouping.names()) {
        columns.push_back({.name = name});
    }
    for (const char* sum : {"in", "out", "within", "net"}) {
        columns.push_back({.name = sum, .is_decimal = true});
    }
    columns.push_back({.name = "routes"});
    return columns;
}

}  // namespace

std::unique_ptr<Answer> totals(Reader& reader, const Filter& filter, NamedAreas areas,
                               const std::vector<std::string>& by, const Wanted& wanted) {
    std::vector<std::string> notes = areas.notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Selection selection{reader, layer, at_one_period(layer, filter, notes, by), scan_for(by)};
    Grouping grouping{by, layer, selection};
    const PairSums sums{selection, grouping};
    const index::AreaSet set = set_of(areas);
    const EndAreas ends{set, sums.pairs().places()};
    std::vector<std::uint32_t> groups = grouping.in_order();
    // Shared, because a std::function has to be copyable.
    auto table = std::make_shared<Table>(Table{
        .areas = std::move(areas), .grouping = std::move(grouping), .groups = std::move(groups)});
    table->totals.resize((table->areas.areas.size() + 1) * table->groups.size());
    for (const PairSums::Entry& entry : sums.entries()) {
        const Pairs::Pair pair = sums.pair_of(entry);
        table->count(ends.of(pair.from), ends.of(pair.to), entry);
    }
    std::ranges::move(selection.notes(), std::back_inserter(notes));
    std::ranges::move(ends.notes("each"), std::back_inserter(notes));
    return std::make_unique<ComputedAnswer>(
        ComputedAnswer::Parts{
            .columns = columns_of(table->grouping),
            .notes = std::move(notes),
            .rows = table->totals.size(),
            .write = [table](std::size_t row, Batch& batch) { table->write(row, batch); }},
        wanted);
}

}  // namespace tamga::store
