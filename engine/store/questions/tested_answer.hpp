// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/selection.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace tamga::store {

/// The rows of a selection that stand a test, with what it found out in columns behind theirs.
class TestedAnswer final : public Answer {
public:
    /// Whether a row stands the test. Adds a value for each of the further columns.
    using Test = std::function<bool(const Selection& selection, const Row& row,
                                    std::vector<model::Value>& further)>;

    struct Parts {
        Selection selection;
        std::vector<std::string> further = {};
        std::vector<std::string> notes = {};
        Test test;
    };
    TestedAnswer(Parts parts, const Wanted& wanted)
        : Answer{columns_of(parts), std::move(parts.notes), wanted},
          selection_{std::move(parts.selection)},
          test_{std::move(parts.test)} {}

private:
    static std::vector<Column> columns_of(const Parts& parts) {
        std::vector<Column> columns = parts.selection.columns();
        for (const std::string& name : parts.further) {
            columns.push_back({name});
        }
        return columns;
    }

    bool add_next(Batch& batch) override {
        while (const Row* row = selection_.next()) {
            further_.clear();
            if (test_(selection_, *row, further_)) {
                selection_.add_values(batch);
                for (const model::Value& value : further_) {
                    batch.value(value);
                }
                selection_.end_row(batch);
                return true;
            }
        }
        for (std::string& note : selection_.notes()) {
            add_note(std::move(note));
        }
        return false;
    }

    Selection selection_;
    Test test_;
    std::vector<model::Value> further_;
};

}  // namespace tamga::store
