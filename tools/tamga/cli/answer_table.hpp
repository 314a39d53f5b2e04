// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/answer_writer.hpp"
#include "tools/tamga/cli/waiting_rows.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tamga::cli {

/// An answer for people: each column as wide as it has to be, numbers to the right.
class AnswerTable final : public AnswerText {
public:
    /// Rows wait in a file of the folder `temporary`; empty: where the system puts these.
    AnswerTable(std::vector<store::Column> columns, std::ostream& out, std::string temporary)
        : AnswerText{std::move(columns), out}, lines_{std::move(temporary)} {}

    void begin() override;
    void add(const model::FeatureView& row) override;
    void end(Notes notes) override;

private:
    void keep(std::vector<std::string> line);
    void write(std::span<const std::string_view> line) const;

    WaitingRows lines_;
    std::vector<std::size_t> widths_;
    std::vector<bool> left_;
};

}  // namespace tamga::cli
