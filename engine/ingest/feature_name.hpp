// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tamga::ingest {

/// Is this the attribute by which people know a feature?
bool names_feature(std::string_view attribute);

}  // namespace tamga::ingest
