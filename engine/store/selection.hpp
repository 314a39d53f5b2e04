// SPDX-License-Identifier: MIT
#pragma once

#include "engine/filter/expression.hpp"
#include "engine/store/batch.hpp"
#include "engine/store/filter.hpp"
#include "engine/store/reader.hpp"
#include "engine/store/rows.hpp"
#include "engine/store/time_filter.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tamga::store {

/// The filter with which a layer is asked for numbers to be added up: of stocks that is of the latest
/// period if no other is named, which goes into `notes`.
Filter at_one_period(const Layer& layer, const Filter& filter, std::vector<std::string>& notes);

/// The rows of a layer that pass a filter.
class Selection {
public:
    /// Takes note of `layer`. Throws Error{Fault::usage} if the filter makes no sense for it.
    Selection(Reader& reader, const Layer& layer, const Filter& filter, Scan scan);

    /// fid and the layer's attributes.
    std::vector<Column> columns() const;

    /// The next row, or nullptr, after which there is nothing more to ask for.
    const Row* next();

    /// What of the rows so far a range of times could not tell whether it was asked for.
    std::vector<std::string> notes() const;

    /// Where the row is; no positions if it is nowhere.
    model::Features place() const;

    /// Adds the row's values.
    void add_values(Batch& batch) const;
    /// Ends a row of `batch` that is where this one is.
    void end_row(Batch& batch) const;

private:
    void use_where(const std::string& text);
    bool passes();

    const Layer& layer_;
    std::unique_ptr<Rows> rows_;
    const Row* row_ = nullptr;
    std::optional<std::size_t> weight_column_;  ///< Whose values are exact.
    std::optional<TimeFilter> time_;
    std::optional<filter::Matcher> where_;
    std::vector<model::Attribute> attributes_;  ///< Of the row that where_ is asked about.
};

}  // namespace tamga::store
