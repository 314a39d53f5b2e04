// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/sqlite.hpp"
#include "engine/index/packed_boxes.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tamga::store {

/// Keeps the index of the pieces of a layer's pairs in its table, in place of what is there. From then
/// on a change of pairs or places by any program marks it as one that is no longer right.
void keep_route_index(base::Database& database, const std::string& layer,
                      std::vector<index::PackedBox> pieces);

/// The pairs of a layer whose geodesic may pass through one of the windows; nothing if its index is
/// not there, or no longer right, so that any may. Throws Error{Fault::input} if it is damaged.
std::optional<std::vector<std::uint32_t>> pairs_passing(base::Database& database,
                                                        const std::string& layer,
                                                        const std::vector<geo::Box>& windows);

}  // namespace tamga::store
