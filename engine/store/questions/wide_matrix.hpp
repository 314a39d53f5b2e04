// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"
#include "engine/store/areas/area_text.hpp"
#include "engine/store/questions/grouping.hpp"
#include "engine/store/questions/matrix_cells.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tamga::store {

/// What a matrix is made of.
struct MatrixParts {
    NamedAreas areas;
    Grouping grouping;
    std::vector<std::uint32_t> groups;  ///< In order.
    std::vector<MatrixCell> cells;      ///< In order.
};

/// A row for each origin (and group) that routes start from, a column for each destination that
/// they end in, with the sum of each, and in the last row that of all columns.
std::unique_ptr<Answer> wide_matrix(std::shared_ptr<const MatrixParts> parts,
                                    std::vector<std::string> notes, const Wanted& wanted);

}  // namespace tamga::store
