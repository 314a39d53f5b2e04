// SPDX-License-Identifier: MIT
#include "engine/store/query.hpp"
#include "engine/store/questions/computed_answer.hpp"
#include "engine/store/questions/end_areas.hpp"
#include "engine/store/questions/pair_sums.hpp"
#include "engine/store/rounded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <tuple>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

/// A row for each stretch of a route in an area, the routes one after the other.
class Steps final : public Answer {
public:
    Steps(NamedAreas areas, Selection selection, std::vector<std::string> notes,
          const Wanted& wanted)
        : Answer{columns_of(selection), std::move(notes), wanted},
          areas_{std::move(areas)},
          set_{set_of(areas_)},
          selection_{std::move(selection)} {}

private:
    static std::vector<Column> columns_of(const Selection& selection) {
        std::vector<Column> columns = selection.columns();
        for (const char* name : {"step", "area", "inside_m", "from_m"}) {
            columns.push_back({.name = name});
        }
        return columns;
    }

    bool add_next(Batch& batch) override {
        while (at_ == stays_.size()) {
            const Row* route = selection_.next();
            if (route == nullptr) {
                add_notes();
                return false;
            }
            set_.stays(route->origin, route->destination, stays_);
            at_ = 0;
            if (stays_.empty()) {
                nowhere_.add(route->weight);
            }
        }
        const index::Stay& stay = stays_[at_++];
        selection_.add_values(batch);
        batch.value(static_cast<std::int64_t>(at_));
        batch.value(name_of(areas_, stay.area));
        batch.value(rounded_m(stay.length_m));
        // What is before it is known by the share of the route.
        const double share = stay.to - stay.from;
        const double length_m = share > 0 ? stay.length_m / share : 0;
        batch.value(rounded_m(stay.from * length_m));
        selection_.end_row(batch);
        return true;
    }

    void add_notes() {
        for (std::string& note : selection_.notes()) {
            add_note(std::move(note));
        }
        if (nowhere_.rows > 0) {
            add_note(fmt::format("{} of the routes {} none of the areas{}", nowhere_.rows,
                                 nowhere_.rows == 1 ? "crosses" : "cross", nowhere_.weighing()));
        }
    }

    NamedAreas areas_;
    index::AreaSet set_;
    Selection selection_;
    std::vector<index::Stay> stays_;
    std::size_t at_ = 0;  ///< The next of them.
    LeftOut nowhere_;
};

/// "Kyrgyzstan > Kazakhstan > Russia"; "(none)" where a route crosses no area.
std::string path_of(const NamedAreas& areas, const std::vector<index::Stay>& stays) {
    std::string path;
    for (std::size_t i = 0; i < stays.size(); ++i) {
        if (i == 0 || stays[i].area != stays[i - 1].area) {
            path += fmt::format("{}{}", i == 0 ? "" : " > ", name_of(areas, stays[i].area));
        }
    }
    return path.empty() ? "(none)" : path;
}

struct Path {
    std::string path;
    std::uint32_t place = 0;  ///< Of its group in their order.
    Sum sum = {};
    double inside_m = 0;
};

/// Each path and group once; in each group the heaviest first.
std::vector<Path> paths_of(const NamedAreas& areas, const PairSums& sums,
                           const std::vector<std::vector<index::Stay>>& stays,
                           const std::vector<std::uint32_t>& groups) {
    std::vector<std::uint32_t> places(groups.size());
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
        places[groups[i]] = i;
    }
    std::map<std::pair<std::uint32_t, std::string>, Path> all;
    for (const PairSums::Entry& entry : sums.entries()) {
        std::string path = path_of(areas, stays[entry.pair]);
        double inside_m = 0;
        for (const index::Stay& stay : stays[entry.pair]) {
            inside_m += stay.length_m;
        }
        const std::uint32_t place = places[entry.group];
        Path& one = all[{place, path}];
        one.path = std::move(path);
        one.place = place;
        one.sum += entry.sum;
        one.inside_m += inside_m * static_cast<double>(entry.sum.rows);
    }
    std::vector<Path> paths;
    for (auto& [key, path] : all) {
        paths.push_back(std::move(path));
    }
    std::ranges::stable_sort(paths, [](const Path& a, const Path& b) {
        return std::tie(a.place, b.sum.weight) < std::tie(b.place, a.sum.weight);
    });
    return paths;
}

std::vector<Column> path_columns(const Grouping& grouping) {
    std::vector<Column> columns;
    for (const std::string& name : grouping.names()) {
        columns.push_back({.name = name});
    }
    columns.push_back({.name = "path"});
    columns.push_back({.name = "weight", .is_decimal = true});
    columns.push_back({.name = "rows"});
    columns.push_back({.name = "inside_km"});
    return columns;
}

}  // namespace

std::unique_ptr<Answer> through(Reader& reader, const Filter& filter, NamedAreas areas,
                                const Wanted& wanted) {
    std::vector<std::string> notes = areas.notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Selection selection{reader, layer, at_one_period(layer, filter, notes), {}};
    return std::make_unique<Steps>(std::move(areas), std::move(selection), std::move(notes),
                                   wanted);
}

std::unique_ptr<Answer> through_paths(Reader& reader, const Filter& filter, NamedAreas areas,
                                      const std::vector<std::string>& by, const Wanted& wanted) {
    std::vector<std::string> notes = areas.notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Selection selection{reader, layer, at_one_period(layer, filter, notes, by), scan_for(by)};
    Grouping grouping{by, layer, selection};
    const PairSums sums{selection, grouping};
    const auto stays = stays_of(set_of(areas), sums.pairs());
    const std::vector<std::uint32_t> groups = grouping.in_order();
    std::ranges::move(selection.notes(), std::back_inserter(notes));
    // Shared, because a std::function has to be copyable.
    auto paths = std::make_shared<const std::vector<Path>>(paths_of(areas, sums, stays, groups));
    auto names = std::make_shared<const Grouping>(std::move(grouping));
    return std::make_unique<ComputedAnswer>(
        ComputedAnswer::Parts{.columns = path_columns(*names),
                              .notes = std::move(notes),
                              .rows = paths->size(),
                              .write =
                                  [paths, names, groups](std::size_t row, Batch& batch) {
                                      const Path& path = (*paths)[row];
                                      for (const auto value : names->values(groups[path.place])) {
                                          batch.value(value);
                                      }
                                      batch.value(std::string_view{path.path});
                                      batch.value(path.sum.weight);
                                      batch.value(path.sum.rows);
                                      batch.value(std::round(path.inside_m) / 1000);
                                      batch.end_row();
                                  }},
        wanted);
}

}  // namespace tamga::store
