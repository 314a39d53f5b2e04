// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/map.hpp"

#include <string>
#include <vector>

namespace tamga::plan {

/// Every file that a map names: sources, joined tables, locations, areas, gazetteers. An output may
/// be none of them.
std::vector<std::string> input_files(const Map& map);

}  // namespace tamga::plan
