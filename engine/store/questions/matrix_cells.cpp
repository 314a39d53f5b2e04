// SPDX-License-Identifier: MIT
#include "engine/store/questions/matrix_cells.hpp"

#include <algorithm>

namespace tamga::store {

std::vector<MatrixCell> merged(std::vector<MatrixCell> cells) {
    std::ranges::stable_sort(cells, {}, &MatrixCell::place);
    std::vector<MatrixCell> merged;
    for (const MatrixCell& cell : cells) {
        if (merged.empty() || merged.back().place != cell.place) {
            merged.push_back({.place = cell.place});
        }
        merged.back().sum += cell.sum;
        merged.back().inside_m += cell.inside_m;
    }
    return merged;
}

}  // namespace tamga::store
