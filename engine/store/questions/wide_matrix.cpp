// SPDX-License-Identifier: MIT
#include "engine/store/questions/wide_matrix.hpp"

#include "engine/store/questions/computed_answer.hpp"
#include "engine/store/questions/end_areas.hpp"

#include <algorithm>
#include <utility>

namespace tamga::store {
namespace {

class Wide {
public:
    explicit Wide(std::shared_ptr<const MatrixParts> parts) : parts_{std::move(parts)} {
        const auto& cells = parts_->cells;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            destinations_.push_back(cells[i].place.to);
        }
        std::ranges::sort(destinations_);
        destinations_.erase(std::unique(destinations_.begin(), destinations_.end()),
                            destinations_.end());
        add_rows();
        sums_.resize(destinations_.size());
        for (const MatrixCell& cell : cells) {
            sums_[column_of(cell)] += cell.sum.weight;
            total_ += cell.sum.weight;
        }
    }

    std::vector<Column> columns() const {
        std::vector<Column> columns{{.name = "origin"}};
        for (const std::string& name : parts_->grouping.names()) {
            columns.push_back({.name = name});
        }
        for (const std::uint32_t area : destinations_) {
            columns.push_back(
                {.name = std::string{name_of(parts_->areas, area)}, .is_decimal = true});
        }
        columns.push_back({.name = "(sum)", .is_decimal = true});
        return columns;
    }

    std::size_t rows() const { return starts_.size() + 1; }

    void write(std::size_t row, Batch& batch) const {
        if (row == starts_.size()) {
            write_sums(batch);
            return;
        }
        const auto [from, group] = starts_[row];
        batch.value(name_of(parts_->areas, from));
        for (const std::string_view value : parts_->grouping.values(parts_->groups[group])) {
            batch.value(value);
        }
        std::vector<route::Weight> weights(destinations_.size());
        route::Weight sum;
        for (const MatrixCell& cell : cells_from(from)) {
            if (cell.place.group == group) {
                weights[column_of(cell)] += cell.sum.weight;
                sum += cell.sum.weight;
            }
        }
        for (const route::Weight weight : weights) {
            batch.value(weight);
        }
        batch.value(sum);
        batch.end_row();
    }

private:
    void add_rows() {
        for (const MatrixCell& cell : parts_->cells) {
            starts_.emplace_back(cell.place.from, cell.place.group);
        }
        std::ranges::sort(starts_);
        starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
    }

    std::size_t column_of(const MatrixCell& cell) const {
        return static_cast<std::size_t>(std::ranges::lower_bound(destinations_, cell.place.to) -
                                        destinations_.begin());
    }

    std::ranges::subrange<std::vector<MatrixCell>::const_iterator> cells_from(
        std::uint32_t from) const {
        const auto found = std::ranges::equal_range(
            parts_->cells, from, {}, [](const MatrixCell& cell) { return cell.place.from; });
        return {found.begin(), found.end()};
    }

    void write_sums(Batch& batch) const {
        batch.value(std::string_view{"(sum)"});
        for (std::size_t i = 0; i < parts_->grouping.names().size(); ++i) {
            batch.value(model::Value{});
        }
        for (const route::Weight weight : sums_) {
            batch.value(weight);
        }
        batch.value(total_);
        batch.end_row();
    }

    std::shared_ptr<const MatrixParts> parts_;  // Shared with whoever has its notes.
    std::vector<std::uint32_t> destinations_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> starts_;  ///< Origin and group.
    std::vector<route::Weight> sums_;
    route::Weight total_;
};

}  // namespace

std::unique_ptr<Answer> wide_matrix(std::shared_ptr<const MatrixParts> parts,
                                    std::vector<std::string> notes, const Wanted& wanted) {
    // Shared, because a std::function has to be copyable.
    auto wide = std::make_shared<const Wide>(std::move(parts));
    return std::make_unique<ComputedAnswer>(
        ComputedAnswer::Parts{
            .columns = wide->columns(),
            .notes = std::move(notes),
            .rows = wide->rows(),
            .write = [wide](std::size_t row, Batch& batch) { wide->write(row, batch); }},
        wanted);
}

}  // namespace tamga::store
