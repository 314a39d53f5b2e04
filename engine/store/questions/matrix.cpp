// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/store/query.hpp"
#include "engine/store/questions/computed_answer.hpp"
#include "engine/store/questions/end_areas.hpp"
#include "engine/store/questions/matrix_cells.hpp"
#include "engine/store/questions/wide_matrix.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

using Place = MatrixCell::Place;

/// What routes cross on their way, if that is asked for.
class Ways {
public:
    Ways(NamedAreas via, const PairSums& sums) : areas_{std::move(via)} {
        if (!areas_.areas.empty()) {
            stays_ = stays_of(set_of(areas_), sums.pairs());
        }
    }

    NamedAreas taken_areas() { return std::move(areas_); }

    /// Adds the cells behind that of all routes.
    void add(const MatrixCell& whole, std::uint32_t pair, std::vector<MatrixCell>& cells) const {
        if (areas_.areas.empty()) {
            return;
        }
        MatrixCell cell = whole;
        if (stays_[pair].empty()) {
            cell.place.via = via_none;
            cells.push_back(cell);
        }
        for (const auto& [area, inside_m] : lengths(stays_[pair])) {
            cell.place.via = area;
            cell.inside_m = inside_m * static_cast<double>(whole.sum.rows);
            cells.push_back(cell);
        }
    }

private:
    /// How long a route is in each area, which it may cross more than once.
    static std::map<std::uint32_t, double> lengths(const std::vector<index::Stay>& stays) {
        std::map<std::uint32_t, double> lengths;
        for (const index::Stay& stay : stays) {
            lengths[stay.area] += stay.length_m;
        }
        return lengths;
    }

    NamedAreas areas_;
    std::vector<std::vector<index::Stay>> stays_;
};

/// The cells in a column each, as rows of a long table.
struct Long {
    std::shared_ptr<const MatrixParts> parts;
    NamedAreas via;

    void write(std::size_t row, Batch& batch) const {
        const MatrixCell& cell = parts->cells[row];
        const Place& place = cell.place;
        batch.value(name_of(parts->areas, place.from));
        batch.value(name_of(parts->areas, place.to));
        for (const std::string_view value : parts->grouping.values(parts->groups[place.group])) {
            batch.value(value);
        }
        if (!via.areas.empty()) {
            batch.value(place.via == via_all    ? "(all)"
                        : place.via == via_none ? "(none)"
                                                : name_of(via, place.via));
        }
        batch.value(cell.sum.weight);
        batch.value(cell.sum.rows);
        if (!via.areas.empty()) {
            const bool is_area = place.via < via.areas.size();
            batch.value(is_area ? model::Value{std::round(cell.inside_m) / 1000} : model::Value{});
        }
        batch.end_row();
    }
};

std::unique_ptr<Answer> long_matrix(Long matrix, std::vector<std::string> notes,
                                    const Wanted& wanted) {
    std::vector<Column> columns{{.name = "origin"}, {.name = "destination"}};
    for (const std::string& name : matrix.parts->grouping.names()) {
        columns.push_back({.name = name});
    }
    const bool has_via = !matrix.via.areas.empty();
    if (has_via) {
        columns.push_back({.name = "via"});
    }
    columns.push_back({.name = "weight", .is_decimal = true});
    columns.push_back({.name = "rows"});
    if (has_via) {
        columns.push_back({.name = "inside_km"});
        notes.emplace_back(
            "a route counts for each area of --via that it crosses; the rows of (all) have each "
            "once");
    }
    // Shared, because a std::function has to be copyable.
    auto shared = std::make_shared<const Long>(std::move(matrix));
    return std::make_unique<ComputedAnswer>(
        ComputedAnswer::Parts{
            .columns = std::move(columns),
            .notes = std::move(notes),
            .rows = shared->parts->cells.size(),
            .write = [shared](std::size_t row, Batch& batch) { shared->write(row, batch); }},
        wanted);
}

std::vector<MatrixCell> cells_of(const PairSums& sums, const EndAreas& ends, const Ways& ways,
                                 const std::vector<std::uint32_t>& groups) {
    std::vector<std::uint32_t> place_in_order(groups.size());
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
        place_in_order[groups[i]] = i;
    }
    std::vector<MatrixCell> cells;
    for (const PairSums::Entry& entry : sums.entries()) {
        const Pairs::Pair pair = sums.pair_of(entry);
        const MatrixCell cell{.place = {.from = ends.first_of(pair.from),
                                        .to = ends.first_of(pair.to),
                                        .group = place_in_order[entry.group]},
                              .sum = entry.sum};
        cells.push_back(cell);
        ways.add(cell, entry.pair, cells);
    }
    return merged(std::move(cells));
}

}  // namespace

std::unique_ptr<Answer> matrix(Reader& reader, const Filter& filter, MatrixAreas areas,
                               const MatrixShape& shape, const Wanted& wanted) {
    if (shape.wide && !areas.via.areas.empty()) {
        throw Error{Fault::usage, "--wide has a column for each destination, and none for --via"};
    }
    std::vector<std::string> notes = areas.ends.notes;
    std::ranges::copy(areas.via.notes, std::back_inserter(notes));
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Selection selection{reader, layer, at_one_period(layer, filter, notes, shape.by),
                        scan_for(shape.by)};
    Grouping grouping{shape.by, layer, selection};
    const PairSums sums{selection, grouping};
    const index::AreaSet set = set_of(areas.ends);
    const EndAreas ends{set, sums.pairs().places()};
    Ways ways{std::move(areas.via), sums};
    std::vector<std::uint32_t> groups = grouping.in_order();
    std::vector<MatrixCell> cells = cells_of(sums, ends, ways, groups);
    std::ranges::move(selection.notes(), std::back_inserter(notes));
    std::ranges::move(ends.notes("the first of them"), std::back_inserter(notes));
    auto parts = std::make_shared<const MatrixParts>(MatrixParts{.areas = std::move(areas.ends),
                                                                 .grouping = std::move(grouping),
                                                                 .groups = std::move(groups),
                                                                 .cells = std::move(cells)});
    if (shape.wide) {
        return wide_matrix(std::move(parts), std::move(notes), wanted);
    }
    return long_matrix({std::move(parts), ways.taken_areas()}, std::move(notes), wanted);
}

}  // namespace tamga::store
