// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/gdal_output.hpp"
#include "tools/tamga/cli/answer_writer.hpp"
#include "tools/tamga/cli/waiting_rows.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tamga::cli {

/// An answer as the layer of a GeoPackage or a FlatGeobuf. Its rows wait in a temporary file until
/// the last is known, because a column's type is that of all its values:
/// - integers, if all are, and fit into 64 bits;
/// - reals, if no value loses a digit by that: a weight of 9999999999999999.5 does;
/// - else text with all digits, which a remark says.
class AnswerLayer final : public AnswerWriter {
public:
    struct Target {
        std::string path;
        AnswerFormat format;
        std::string temporary = {};  ///< A folder for rows that wait.
    };
    AnswerLayer(std::vector<store::Column> columns, Target target);

    void begin() override {}
    void add(const model::FeatureView& row) override;
    /// Writes the file. Throws Error{Fault::usage} if the format has no place for a row.
    void end(Notes notes) override;

    /// What the format made of the answer, and the asker may not expect. After end().
    const std::vector<std::string>& remarks() const { return remarks_; }

private:
    /// What the values of a column have been so far.
    struct Values {
        bool booleans = false;
        bool integers = false;
        bool large_integers = false;  ///< Beyond 2^53, where reals have gaps.
        bool reals = false;
        bool texts = false;
        bool long_decimals = false;  ///< Which a real does not hold.
    };
    /// What the places of the rows have been so far.
    struct Places {
        std::uint64_t shapes[4] = {};  ///< How many rows of each model::Shape.
        bool has_many = false;
    };

    std::string kept(const model::Value& value, std::size_t column);
    std::string kept_decimal(std::string_view text, Values& values) const;
    void note_place(const model::FeatureView& row);
    std::vector<ingest::OutputField> fields();
    ingest::OutputLayer layer(Notes notes);
    void check_places() const;

    Target target_;
    std::vector<Values> values_;  ///< By column.
    Places places_;
    std::uint64_t rows_ = 0;
    std::vector<std::string> cells_;
    WaitingRows waiting_;
    std::vector<std::string> remarks_;
};

}  // namespace tamga::cli
