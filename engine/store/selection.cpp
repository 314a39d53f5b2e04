// SPDX-License-Identifier: MIT
#include "engine/store/selection.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/printable.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/route/table/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tamga::store {
namespace {

/// With what the filter asks of periods, and the columns that it looks at.
Scan narrowed(Scan scan, const Filter& filter) {
    scan.period = filter.period;
    if (!scan.values) {
        return scan;
    }
    if (!filter.time.empty()) {
        scan.values->emplace_back("time");
    }
    if (!filter.category.empty()) {
        scan.values->emplace_back("category");
    }
    if (!filter.weight.empty()) {
        scan.values->push_back(filter.weight);
    }
    if (!filter.where.empty()) {
        const filter::Expression where =
            in_context("--where", [&] { return filter::Expression{filter.where}; });
        for (const filter::Expression::Name& name : where.names()) {
            scan.values->push_back(name.text);
        }
    }
    return scan;
}

model::Shape shape_of(Kind kind) {
    switch (kind) {
        case Kind::points:
            return model::Shape::points;
        case Kind::polygons:
            return model::Shape::polygons;
        case Kind::lines:
        case Kind::routes:
            break;
    }
    return model::Shape::lines;
}

/// Says what finds the rows of a scan. Those that are listed have been found before.
std::uint64_t* explain(Reader& reader, const Layer& layer, Scan::Reach reach) {
    Explanation& explanation = reader.explanation();
    explanation.layer = layer.name;
    if (reach == Scan::Reach::listed) {
        return nullptr;
    }
    if (reach != Scan::Reach::all) {
        explanation.index =
            layer.kind == Kind::routes ? "boxes of the pieces of routes" : "boxes of features";
    }
    return &explanation.candidates;
}

/// A weight as an expression sees it.
model::Value number_of(route::Weight weight) {
    const auto exact = whole(weight);
    return exact ? model::Value{*exact} : model::Value{approximately(weight)};
}

}  // namespace

Filter at_one_period(const Layer& layer, const Filter& filter, std::vector<std::string>& notes,
                     const std::vector<std::string>& by) {
    Filter at = filter;
    const bool is_parted = std::ranges::any_of(by, [](const std::string& word) {
        return word == "time" || word == "year" || word == "month";
    });
    if (!is_parted && layer.measuring.is_stock() && filter.time.empty() &&
        !layer.measuring.period.empty()) {
        at.period = layer.measuring.period;
        notes.push_back(
            fmt::format("layer '{}' has stocks, which are not added up over periods: "
                        "this is {}, the latest; --time names another",
                        layer.name, at.period));
    }
    if (!is_parted && layer.measuring.is_stock() && filter.time.find("..") != std::string::npos) {
        notes.push_back(
            fmt::format("layer '{}' has stocks: where --time {} has several periods, who was there "
                        "in each counts in each; --by time tells them apart",
                        layer.name, filter.time));
    }
    return at;
}

Selection::Selection(Reader& reader, const Layer& layer, const Filter& filter, Scan scan)
    : layer_{layer},
      candidates_{explain(reader, layer, scan.reach)},
      rows_{reader.rows(layer, narrowed(std::move(scan), filter))} {
    const auto& columns = rows_->columns();
    const auto weight = std::ranges::find(columns, "weight");
    if (layer.kind == Kind::routes && weight != columns.end()) {
        weight_column_ = static_cast<std::size_t>(weight - columns.begin());
    }
    if (!filter.time.empty()) {
        in_context("--time", [&] { time_.emplace(filter.time, reader, layer, columns); });
    }
    if (!filter.category.empty()) {
        in_context("--category", [&] { use_category(filter.category); });
    }
    if (!filter.weight.empty() && filter.weight != "weight") {
        in_context("--weight", [&] { use_weight(filter.weight); });
    }
    if (!filter.where.empty()) {
        in_context("--where", [&] { use_where(filter.where); });
    }
}

std::optional<std::size_t> Selection::column(const std::string& name) const {
    const auto& columns = rows_->columns();
    const auto found = std::ranges::find(columns, name);
    return found == columns.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - columns.begin())};
}

void Selection::use_category(const std::string& category) {
    category_column_ = column("category");
    if (!category_column_) {
        throw Error{Fault::usage, "layer '" + layer_.name +
                                      "' has no categories; ingest it with --category COLUMN"};
    }
    category_ = category;
}

void Selection::use_weight(const std::string& name) {
    weighed_column_ = column(name);
    if (!weighed_column_) {
        const auto& columns = rows_->columns();
        throw Error{Fault::usage,
                    fmt::format("layer '{}' has no column '{}'{}; it has {}", layer_.name, name,
                                base::did_you_mean(name, columns), ingest::listed(columns))};
    }
    weighed_by_ = name;
}

void Selection::use_where(const std::string& text) {
    const filter::Expression where{text};
    if (where.uses_zoom()) {
        throw Error{Fault::usage, "a store has no zooms, so there is no $zoom"};
    }
    const auto& columns = rows_->columns();
    for (const filter::Expression::Name& name : where.names()) {
        const auto found = std::ranges::find(columns, name.text);
        if (found == columns.end()) {
            const std::string nearest = base::did_you_mean(name.text, columns);
            throw Error{Fault::usage,
                        fmt::format("column {}: layer '{}' has no attribute '{}'{}; it has {}",
                                    name.column, layer_.name, name.text,
                                    nearest.empty()
                                        ? "; a text stands in single quotes: '" + name.text + "'"
                                        : nearest,
                                    ingest::listed(columns))};
        }
        where_columns_.push_back(static_cast<std::size_t>(found - columns.begin()));
    }
    where_.emplace(where);
    for (const std::string& column : columns) {
        attributes_.push_back({column, {}});
    }
}

std::vector<Column> Selection::columns() const {
    std::vector<Column> columns;
    for (const std::string& name : rows_->columns()) {
        columns.push_back({name, weight_column_ == columns.size()});
    }
    return columns;
}

const Row* Selection::next() {
    while ((row_ = rows_->next()) != nullptr) {
        base::stop_if_interrupted();
        if (candidates_ != nullptr) {
            ++*candidates_;
        }
        if (passes() && is_weighed()) {
            return weighed_column_ ? &weighed_ : row_;
        }
    }
    return nullptr;
}

bool Selection::passes() {
    if (time_ && !time_->passes(*row_)) {
        return false;
    }
    if (category_column_) {
        const std::string met = route::text_of(row_->values[*category_column_]);
        if (met != category_) {
            constexpr std::size_t most_shown = 20;
            if (of_category_ == 0 && !met.empty() && categories_.size() < most_shown) {
                categories_.insert(base::shortened(met));
            }
            return false;
        }
        ++of_category_;
    }
    return passes_where();
}

bool Selection::passes_where() {
    if (!where_) {
        return true;
    }
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        attributes_[i].value = weight_column_ == i ? number_of(row_->weight) : row_->values[i];
    }
    if (where_met_.empty() && !has_passed_where_) {
        where_met_ = met_by_where();
    }
    const bool passes =
        where_->passes({shape_of(layer_.kind), static_cast<std::uint64_t>(row_->fid), attributes_});
    has_passed_where_ = has_passed_where_ || passes;
    return passes;
}

/// What the columns that where_ names hold in the row: "time is '2020' and people is 12".
std::string Selection::met_by_where() const {
    std::string met;
    for (const std::size_t column : where_columns_) {
        const model::Value& value = attributes_[column].value;
        const std::string text = base::shortened(route::text_of(value));
        const bool is_text = std::holds_alternative<std::string_view>(value);
        const bool is_null = std::holds_alternative<std::monostate>(value);
        met += fmt::format("{}{} is {}", met.empty() ? "" : " and ", rows_->columns()[column],
                           is_null   ? "null"
                           : is_text ? "'" + text + "'"
                                     : text);
    }
    return met;
}

/// Gives the row the weight that was asked for; false if it has none.
bool Selection::is_weighed() {
    if (!weighed_column_) {
        return true;
    }
    weighed_ = *row_;
    try {
        weighed_.weight = route::weight_of(row_->values[*weighed_column_]).weight;
    } catch (const Error&) {  // Counted, and said at the end.
        weightless_.add(row_->weight);
        return false;
    }
    return true;
}

std::vector<std::string> Selection::notes() const {
    std::vector<std::string> all = time_ ? time_->notes() : std::vector<std::string>{};
    if (category_column_ && of_category_ == 0) {
        const std::vector<std::string> met{categories_.begin(), categories_.end()};
        all.push_back(fmt::format("--category: none of the rows looked at is of '{}'{}", category_,
                                  met.empty() ? "" : "; they are of " + ingest::listed(met)));
    }
    if (!where_met_.empty() && !has_passed_where_) {
        const bool has_text = where_met_.find('\'') != std::string::npos;
        all.push_back(fmt::format("--where: none of the rows looked at passes; in the first {}{}",
                                  where_met_,
                                  has_text ? "; no number equals a text, which has quotes" : ""));
    }
    if (weightless_.rows > 0) {
        all.push_back(fmt::format(
            "--weight left out {} of the rows looked at, which {} no number of 0 or more in '{}'",
            weightless_.rows, weightless_.rows == 1 ? "has" : "have", weighed_by_));
    }
    return all;
}

model::Features Selection::place() const {
    model::Features place;
    place.commit({.shape = rows_->geometry(place), .record = 1});
    return place;
}

void Selection::add_values(Batch& batch) const {
    for (std::size_t i = 0; i < row_->values.size(); ++i) {
        weight_column_ == i ? batch.value(row_->weight) : batch.value(row_->values[i]);
    }
}

void Selection::end_row(Batch& batch) const {
    batch.end_row_at([this](model::Features& features) { return rows_->geometry(features); });
}

}  // namespace tamga::store
