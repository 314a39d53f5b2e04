// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"

#include <cstdint>

namespace tamga::bake {

/// Makes one line of lines that meet: where the ends of exactly two lie on one place, no other line
/// of the table ends there, and the features they belong to agree in attributes and zooms. A line
/// may be turned round for that; the whole runs the way of that of its lines which comes first in
/// the input, and has its id. A ring that comes about stays cut where its first line began. Ends at
/// the antimeridian, where a line was cut, are left alone.
///
/// Returns how many features are part of another one now. Rows keep their order otherwise; other
/// shapes stay as they are.
std::uint64_t merge_lines(FeatureTable& table);

}  // namespace tamga::bake
