// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"
#include "engine/store/batch.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tamga::store {

/// Rows that have been computed and wait to be written, each by its number.
class ComputedAnswer final : public Answer {
public:
    struct Parts {
        std::vector<Column> columns;
        std::vector<std::string> notes = {};
        std::size_t rows = 0;
        /// Adds all values of a row and ends it.
        std::function<void(std::size_t row, Batch& batch)> write;
    };
    ComputedAnswer(Parts parts, const Wanted& wanted)
        : Answer{std::move(parts.columns), std::move(parts.notes), wanted},
          rows_{parts.rows},
          write_{std::move(parts.write)} {}

private:
    bool add_next(Batch& batch) override {
        if (at_ == rows_) {
            return false;
        }
        write_(at_++, batch);
        return true;
    }

    std::size_t rows_;
    std::function<void(std::size_t row, Batch& batch)> write_;
    std::size_t at_ = 0;
};

}  // namespace tamga::store
