// SPDX-License-Identifier: MIT
#pragma once

#include "engine/filter/expression.hpp"
#include "engine/store/batch.hpp"
#include "engine/store/filter.hpp"
#include "engine/store/left_out.hpp"
#include "engine/store/reader.hpp"
#include "engine/store/rows.hpp"
#include "engine/store/time_filter.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tamga::store {

/// The filter with which a layer is asked for numbers to be added up: of stocks that is of the latest
/// period if no other is named, which goes into `notes`, and if they are not parted `by` their time.
Filter at_one_period(const Layer& layer, const Filter& filter, std::vector<std::string>& notes,
                     const std::vector<std::string>& by = {});

/// The rows of a layer that pass a filter.
class Selection {
public:
    /// Takes note of `layer`. Throws Error{Fault::usage} if the filter makes no sense for it.
    Selection(Reader& reader, const Layer& layer, const Filter& filter, Scan scan);

    /// fid and the layer's attributes.
    std::vector<Column> columns() const;

    /// The next row, with the weight that was asked for, or nullptr, after which there is nothing more to ask for.
    const Row* next();

    /// What of the rows so far was left out and was perhaps asked for.
    std::vector<std::string> notes() const;

    /// Where the row is; no positions if it is nowhere.
    model::Features place() const;

    /// The layer's column of that name.
    std::optional<std::size_t> column(const std::string& name) const;

    /// Adds the row's values.
    void add_values(Batch& batch) const;
    /// Ends a row of `batch` that is where this one is.
    void end_row(Batch& batch) const;

private:
    void use_category(const std::string& category);
    void use_weight(const std::string& column);
    void use_where(const std::string& text);
    bool passes();
    bool passes_where();
    std::string met_by_where() const;
    bool is_weighed();

    const Layer& layer_;
    std::uint64_t* candidates_;  ///< Where they are counted; null if they have been.
    std::unique_ptr<Rows> rows_;
    const Row* row_ = nullptr;
    std::optional<std::size_t> weight_column_;  ///< Whose values are exact.
    std::optional<TimeFilter> time_;
    std::string category_;
    std::optional<std::size_t> category_column_;  ///< If only rows of category_ are asked for.
    std::uint64_t of_category_ = 0;
    std::set<std::string> categories_;  ///< Some of those that were met.
    std::string weighed_by_;
    std::optional<std::size_t> weighed_column_;  ///< If it is another than the weight.
    LeftOut weightless_;
    Row weighed_;  ///< The row with that weight.
    std::optional<filter::Matcher> where_;
    std::vector<model::Attribute> attributes_;  ///< Of the row that where_ is asked about.
    std::vector<std::size_t> where_columns_;    ///< That where_ names.
    std::string where_met_;  ///< What the first row it was asked about has there.
    bool has_passed_where_ = false;
};

}  // namespace tamga::store
