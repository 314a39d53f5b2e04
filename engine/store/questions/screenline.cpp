// SPDX-License-Identifier: MIT
#include "engine/base/parallel.hpp"
#include "engine/store/query.hpp"
#include "engine/store/questions/computed_answer.hpp"
#include "engine/store/questions/pair_sums.hpp"
#include "engine/store/questions/screen.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

struct Counts {
    route::Weight to_right;
    route::Weight to_left;
    std::int64_t crossings = 0;
    std::int64_t routes = 0;
};

route::Weight times(route::Weight weight, int count) {
    route::Weight sum;
    for (int i = 0; i < count; ++i) {
        sum += weight;
    }
    return sum;
}

std::vector<Screen::Count> counts_of(const Screen& screen, const Pairs& pairs) {
    std::vector<Screen::Count> counts(pairs.pairs().size());
    constexpr std::size_t block = 32;
    base::parallel_for((counts.size() + block - 1) / block, [&](std::size_t number) {
        const std::size_t end = std::min((number + 1) * block, counts.size());
        for (std::size_t i = number * block; i < end; ++i) {
            const Pairs::Pair pair = pairs.pairs()[i];
            counts[i] = screen.count(pairs.places()[pair.from], pairs.places()[pair.to]);
        }
    });
    return counts;
}

/// What screenline() answers, and what it needs for that.
struct Table {
    Grouping grouping;
    std::vector<std::uint32_t> groups;  ///< In order.
    std::vector<Counts> counts;         ///< Of each group.

    void write(std::size_t row, Batch& batch) const {
        const Counts& sums = counts[groups[row]];
        for (const std::string_view value : grouping.values(groups[row])) {
            batch.value(value);
        }
        for (const route::Weight weight :
             {sums.to_right, sums.to_left, sums.to_right - sums.to_left,
              sums.to_right + sums.to_left}) {
            batch.value(weight);
        }
        batch.value(sums.crossings);
        batch.value(sums.routes);
        batch.end_row();
    }
};

std::vector<Column> columns_of(const Grouping& grouping) {
    std::vector<Column> columns;
    for (const std::string& name : grouping.names()) {
        columns.push_back({.name = name});
    }
    for (const char* sum : {"left_to_right", "right_to_left", "net", "gross"}) {
        columns.push_back({.name = sum, .is_decimal = true});
    }
    columns.push_back({.name = "crossings"});
    columns.push_back({.name = "routes"});
    return columns;
}

std::vector<Counts> added_up(const PairSums& sums, const std::vector<Screen::Count>& counts,
                             std::size_t groups) {
    std::vector<Counts> all(groups);
    for (const PairSums::Entry& entry : sums.entries()) {
        const Screen::Count count = counts[entry.pair];
        Counts& group = all[entry.group];
        group.to_right += times(entry.sum.weight, count.to_right);
        group.to_left += times(entry.sum.weight, count.to_left);
        group.crossings += entry.sum.rows * (count.to_right + count.to_left);
        group.routes += count.to_right + count.to_left > 0 ? entry.sum.rows : 0;
    }
    return all;
}

}  // namespace

std::unique_ptr<Answer> screenline(Reader& reader, const Filter& filter,
                                   const std::vector<std::vector<geo::LonLat>>& lines,
                                   const std::vector<std::string>& by, const Wanted& wanted) {
    Screen screen;
    for (const auto& line : lines) {
        screen.add_line(line);
    }
    screen.build();
    std::vector<std::string> notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Scan scan = scan_for(by);
    scan.reach = Scan::Reach::passing;
    scan.windows = screen.windows();
    Selection selection{reader, layer, at_one_period(layer, filter, notes, by), std::move(scan)};
    Grouping grouping{by, layer, selection};
    const PairSums sums{selection, grouping};
    std::vector<std::uint32_t> groups = grouping.in_order();
    std::vector<Counts> counts = added_up(sums, counts_of(screen, sums.pairs()), groups.size());
    if (!by.empty()) {
        std::erase_if(groups, [&](std::uint32_t group) { return counts[group].routes == 0; });
    }
    std::ranges::move(selection.notes(), std::back_inserter(notes));
    // Shared, because a std::function has to be copyable.
    auto table = std::make_shared<const Table>(
        Table{std::move(grouping), std::move(groups), std::move(counts)});
    return std::make_unique<ComputedAnswer>(
        ComputedAnswer::Parts{
            .columns = columns_of(table->grouping),
            .notes = std::move(notes),
            .rows = table->groups.size(),
            .write = [table](std::size_t row, Batch& batch) { table->write(row, batch); }},
        wanted);
}

}  // namespace tamga::store
