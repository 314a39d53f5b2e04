// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tamga {

/// An answer that has been read to its end.
struct WholeAnswer {
    std::vector<store::Column> columns = {};
    std::vector<model::Features> batches = {};
    std::vector<model::FeatureView> rows = {};  ///< Of the batches.
    std::vector<std::string> notes = {};

    const model::Value& cell(std::size_t row, std::size_t column) const {
        return rows.at(row).attributes[column].value;
    }
    std::int64_t integer(std::size_t row, std::size_t column) const {
        return std::get<std::int64_t>(cell(row, column));
    }
    double real(std::size_t row, std::size_t column) const {
        return std::get<double>(cell(row, column));
    }
    std::string text(std::size_t row, std::size_t column) const {
        return std::string{std::get<std::string_view>(cell(row, column))};
    }
    std::vector<std::int64_t> fids() const {
        std::vector<std::int64_t> all;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            all.push_back(integer(row, 0));
        }
        return all;
    }
};

inline WholeAnswer whole(const std::unique_ptr<store::Answer>& answer) {
    WholeAnswer all{.columns = answer->columns()};
    for (model::Features batch = answer->next(); !batch.empty(); batch = answer->next()) {
        all.batches.push_back(std::move(batch));
        for (std::size_t i = 0; i < all.batches.back().size(); ++i) {
            all.rows.push_back(all.batches.back()[i]);
        }
    }
    all.notes = answer->notes();
    return all;
}

}  // namespace tamga
