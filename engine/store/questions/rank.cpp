// SPDX-License-Identifier: MIT
#include "engine/store/query.hpp"
#include "engine/store/questions/computed_answer.hpp"
#include "engine/store/questions/each_area.hpp"
#include "engine/store/questions/end_areas.hpp"
#include "engine/store/questions/pair_sums.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

/// What is ranked, and in which of the groups.
struct Place {
    std::uint32_t group = 0;  ///< Its place in their order.
    std::uint32_t from = 0;   ///< Numbers of names, in their order.
    std::uint32_t to = 0;

    friend auto operator<=>(const Place&, const Place&) = default;
};

struct Ranked {
    Place place;
    Sum sum;
    int rank = 0;  ///< 0: all that have none.
};

/// The first of each group, and behind them what the others come to.
std::vector<Ranked> first_of_each(const std::map<Place, Sum>& sums, std::size_t count) {
    std::vector<Ranked> all;
    for (const auto& [place, sum] : sums) {
        all.push_back({place, sum});
    }
    std::ranges::stable_sort(all, [](const Ranked& a, const Ranked& b) {
        return a.place.group != b.place.group ? a.place.group < b.place.group
                                              : a.sum.weight > b.sum.weight;
    });
    std::vector<Ranked> ranked;
    for (Ranked& one : all) {
        const bool is_first = ranked.empty() || ranked.back().place.group != one.place.group;
        if (!is_first && ranked.back().rank == 0) {
            ranked.back().sum += one.sum;
            continue;
        }
        const int next = is_first ? 1 : ranked.back().rank + 1;
        one.rank = static_cast<std::size_t>(next) <= count ? next : 0;
        ranked.push_back(one);
    }
    return ranked;
}

/// The names of what is ranked.
struct Names {
    std::vector<std::string> from;
    std::vector<std::string> to;
};

/// Sums by place and group, from what is known of each row or pair.
class Adding {
public:
    explicit Adding(RankWish::Of of) : of_{of} {}

    void add(Place place, const Sum& sum) {
        place.from = of_ == RankWish::Of::destination ? 0 : place.from;
        place.to = of_ == RankWish::Of::origin ? 0 : place.to;
        sums_[place] += sum;
    }
    const std::map<Place, Sum>& sums() const { return sums_; }

private:
    RankWish::Of of_;
    std::map<Place, Sum> sums_;
};

std::vector<std::uint32_t> places_in(const std::vector<std::uint32_t>& order) {
    std::vector<std::uint32_t> places(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        places[order[i]] = i;
    }
    return places;
}

std::vector<std::string> names_in_order(const Grouping& grouping) {
    std::vector<std::string> names;
    for (const std::uint32_t number : grouping.in_order()) {
        names.emplace_back(grouping.values(number)[0]);
    }
    return names;
}

/// Ranks by the names of places, which a layer has in its rows.
Names add_places(Selection& selection, const Layer& layer, Grouping& groups, Adding& adding) {
    Grouping from{{"origin"}, layer, selection};
    Grouping to{{"destination"}, layer, selection};
    std::map<Place, Sum> met;
    while (const Row* route = selection.next()) {
        met[{groups.of(*route), from.of(*route), to.of(*route)}] += {route->weight, 1};
    }
    const auto group_places = places_in(groups.in_order());
    const auto from_places = places_in(from.in_order());
    const auto to_places = places_in(to.in_order());
    for (const auto& [place, sum] : met) {
        adding.add({group_places[place.group], from_places[place.from], to_places[place.to]}, sum);
    }
    return {names_in_order(from), names_in_order(to)};
}

/// Ranks by areas, of which a place is in the first.
Names add_areas(Selection& selection, NamedAreas& areas, Grouping& groups, Adding& adding,
                std::vector<std::string>& notes) {
    const PairSums sums{selection, groups};
    const EndAreas ends{set_of(areas), sums.pairs().places()};
    const auto group_places = places_in(groups.in_order());
    for (const PairSums::Entry& entry : sums.entries()) {
        const Pairs::Pair pair = sums.pair_of(entry);
        adding.add({group_places[entry.group], ends.first_of(pair.from), ends.first_of(pair.to)},
                   entry.sum);
    }
    std::ranges::move(ends.notes("the first of them"), std::back_inserter(notes));
    std::vector<std::string> names = names_of(areas);
    names.emplace_back("(elsewhere)");
    return {names, names};
}

/// What rank() answers.
struct Table {
    RankWish::Of of;
    Names names;
    Grouping grouping;
    std::vector<std::uint32_t> groups;
    std::vector<Ranked> ranked;

    bool has_origin() const { return of != RankWish::Of::destination; }
    bool has_destination() const { return of != RankWish::Of::origin; }

    std::vector<Column> columns() const {
        std::vector<Column> columns;
        for (const std::string& name : grouping.names()) {
            columns.push_back({.name = name});
        }
        columns.push_back({.name = "rank"});
        if (has_origin()) {
            columns.push_back({.name = "origin"});
        }
        if (has_destination()) {
            columns.push_back({.name = "destination"});
        }
        columns.push_back({.name = "weight", .is_decimal = true});
        columns.push_back({.name = "rows"});
        return columns;
    }

    void write(std::size_t row, Batch& batch) const {
        const Ranked& one = ranked[row];
        const bool others = one.rank == 0;
        for (const auto value : grouping.values(groups[one.place.group])) {
            batch.value(value);
        }
        batch.value(others ? model::Value{} : model::Value{std::int64_t{one.rank}});
        if (has_origin()) {
            batch.value(others ? "(others)" : std::string_view{names.from[one.place.from]});
        }
        if (has_destination()) {
            batch.value(others ? "(others)" : std::string_view{names.to[one.place.to]});
        }
        batch.value(one.sum.weight);
        batch.value(one.sum.rows);
        batch.end_row();
    }
};

/// Single routes, with their rank in front.
std::unique_ptr<Answer> heaviest_routes(Reader& reader, const Filter& filter, std::size_t count,
                                        const Wanted& wanted) {
    std::vector<std::string> notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Selection selection{reader, layer, at_one_period(layer, filter, notes), scan_for({})};
    std::vector<std::pair<route::Weight, std::int64_t>> heaviest;
    LeftOut others;
    const auto is_heavier = [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    };
    while (const Row* route = selection.next()) {
        heaviest.emplace_back(route->weight, route->fid);
        std::ranges::push_heap(heaviest, is_heavier);
        if (heaviest.size() > count) {
            std::ranges::pop_heap(heaviest, is_heavier);
            others.add(heaviest.back().first);
            heaviest.pop_back();
        }
    }
    std::ranges::sort(heaviest, is_heavier);
    InAreas found{
        .names = {}, .notes = std::move(notes), .called = {.name = "rank", .is_decimal = true}};
    for (const auto& [weight, fid] : heaviest) {
        const auto next = static_cast<std::uint32_t>(found.rows.size());
        found.names.push_back(std::to_string(next + 1));
        found.rows.push_back({.area = next, .fid = fid});
    }
    std::ranges::move(selection.notes(), std::back_inserter(found.notes));
    if (others.rows > 0) {
        found.notes.push_back("others: " + std::to_string(others.rows) + " routes" +
                              others.weighing());
    }
    return each_area(reader, layer, std::move(found), wanted);
}

}  // namespace

std::unique_ptr<Answer> rank(Reader& reader, const Filter& filter, RankWish wish,
                             const Wanted& wanted) {
    if (wish.of == RankWish::Of::route) {
        return heaviest_routes(reader, filter, wish.count, wanted);
    }
    std::vector<std::string> notes = wish.areas.notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Selection selection{reader, layer, at_one_period(layer, filter, notes, wish.by),
                        scan_for(wish.by, {"origin", "destination"})};
    Grouping grouping{wish.by, layer, selection};
    Adding adding{wish.of};
    Names names = wish.areas.areas.empty()
                      ? add_places(selection, layer, grouping, adding)
                      : add_areas(selection, wish.areas, grouping, adding, notes);
    std::ranges::move(selection.notes(), std::back_inserter(notes));
    std::vector<std::uint32_t> groups = grouping.in_order();
    // Shared, because a std::function has to be copyable.
    auto table = std::make_shared<const Table>(Table{wish.of, std::move(names), std::move(grouping),
                                                     std::move(groups),
                                                     first_of_each(adding.sums(), wish.count)});
    return std::make_unique<ComputedAnswer>(
        ComputedAnswer::Parts{
            .columns = table->columns(),
            .notes = std::move(notes),
            .rows = table->ranked.size(),
            .write = [table](std::size_t row, Batch& batch) { table->write(row, batch); }},
        wanted);
}

}  // namespace tamga::store
