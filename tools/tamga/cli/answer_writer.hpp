// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"
#include "tools/tamga/cli/answer_format.hpp"

#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tamga::cli {

/// Writes an answer row by row. Keeps no more of it than one, but for a table, whose columns are as
/// wide as the widest value: its rows wait in a temporary file where they are many.
class AnswerWriter {
public:
    explicit AnswerWriter(std::vector<store::Column> columns) : columns_{std::move(columns)} {}
    virtual ~AnswerWriter() = default;
    AnswerWriter(const AnswerWriter&) = delete;
    AnswerWriter& operator=(const AnswerWriter&) = delete;

    using Notes = std::span<const std::string>;

    virtual void begin() = 0;
    virtual void add(const model::FeatureView& row) = 0;
    /// With what the asker should know, for formats that have a place for it.
    virtual void end(Notes notes) = 0;

protected:
    const std::vector<store::Column>& columns() const { return columns_; }

private:
    std::vector<store::Column> columns_;
};

/// One that writes text.
class AnswerText : public AnswerWriter {
public:
    AnswerText(std::vector<store::Column> columns, std::ostream& out)
        : AnswerWriter{std::move(columns)}, out_{out} {}

protected:
    std::ostream& out() const { return out_; }

private:
    std::ostream& out_;
};

/// One for a format that is text. `temporary` is a folder for rows that wait.
std::unique_ptr<AnswerWriter> answer_writer(AnswerFormat format, std::vector<store::Column> columns,
                                            std::ostream& out, std::string temporary = {});

}  // namespace tamga::cli
