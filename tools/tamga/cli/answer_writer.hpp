// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace tamga::cli {

/// How an answer is written: columns in line with their heads for people; CSV (RFC 4180); a GeoJSON
/// FeatureCollection; or a JSON array of objects. Weights keep all their digits in each.
enum class AnswerFormat { table, csv, geojson, json };

/// "table", "csv", "geojson"; throws std::out_of_range for anything else.
AnswerFormat answer_format(const std::string& name);

/// Writes an answer row by row. Keeps no more of it than one, but for a table, whose columns are as
/// wide as the widest value: its rows wait in a temporary file where they are many.
class AnswerWriter {
public:
    AnswerWriter(std::vector<store::Column> columns, std::ostream& out)
        : columns_{std::move(columns)}, out_{out} {}
    virtual ~AnswerWriter() = default;
    AnswerWriter(const AnswerWriter&) = delete;
    AnswerWriter& operator=(const AnswerWriter&) = delete;

    virtual void begin() = 0;
    virtual void add(const model::FeatureView& row) = 0;
    virtual void end() = 0;

protected:
    const std::vector<store::Column>& columns() const { return columns_; }
    std::ostream& out() const { return out_; }

private:
    std::vector<store::Column> columns_;
    std::ostream& out_;
};

std::unique_ptr<AnswerWriter> answer_writer(AnswerFormat format, std::vector<store::Column> columns,
                                            std::ostream& out);

}  // namespace tamga::cli
