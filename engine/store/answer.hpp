// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace tamga::store {

class Batch;

struct Column {
    std::string name;
    /// Its values are exact decimal numbers of any length, as text: "9999999999999999.5".
    bool is_decimal = false;
};

/// What is wanted of an answer.
struct Wanted {
    bool geometry = true;  ///< If not, no row says where it is, and no time goes into that.
    /// No more rows than these, which are the first behind so many.
    std::uint64_t rows = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t offset = 0;
    std::vector<std::string> notes = {};  ///< What is known before it is asked; its first notes.
    /// How much a statement may answer: it has no end by itself, and what is larger is an error.
    std::uint64_t statement_bytes = std::uint64_t{128} << 20;
};

/// What a question to a store comes to: rows that are made as they are asked for, so that memory
/// does not grow with their number. Lives no longer than the reader that was asked.
class Answer {
public:
    virtual ~Answer() = default;
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    const std::vector<Column>& columns() const noexcept { return columns_; }
    /// What the asker should know about it. Whole when the last row has been read.
    const std::vector<std::string>& notes() const noexcept { return notes_; }

    /// The next rows, up to a thousand or a megabyte of them; none if there are no more. A row is a
    /// feature with a value for each column, in their order. Its shape is none if it is nowhere, or
    /// if geometry is not wanted.
    ///
    /// Throws Error{Fault::input} if the store is damaged, and what else the question says.
    model::Features next();

protected:
    Answer(std::vector<Column> columns, std::vector<std::string> notes, const Wanted& wanted)
        : columns_{std::move(columns)}, notes_{wanted.notes}, wanted_{wanted} {
        notes_.insert(notes_.end(), notes.begin(), notes.end());
    }

    const Wanted& wanted() const noexcept { return wanted_; }
    /// How many rows have been handed out, or are about to be.
    std::uint64_t rows() const noexcept { return rows_; }
    void add_note(std::string note) { notes_.push_back(std::move(note)); }

private:
    /// Adds the next row, or answers that there is none, and is not called again.
    virtual bool add_next(Batch& batch) = 0;
    void skip();

    std::vector<Column> columns_;
    std::vector<std::string> notes_;
    Wanted wanted_;
    std::uint64_t rows_ = 0;
    bool has_begun_ = false;
    bool has_ended_ = false;
};

}  // namespace tamga::store
