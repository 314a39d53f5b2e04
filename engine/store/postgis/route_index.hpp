// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/packed_boxes.hpp"
#include "engine/store/postgis/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tamga::store::postgis {

/// Keeps the index of the pieces of a layer's pairs, in place of what is there. From then on a change of pairs or places by any
/// program marks it as one that is no longer right.
void keep_route_index(Connection& connection, const std::string& layer,
                      std::vector<index::PackedBox> pieces);

/// The pairs of a layer whose geodesic may pass through one of the windows; nothing if its index is
/// not there, or no longer right, so that any may. Throws Error{Fault::input} if it is damaged.
std::optional<std::vector<std::uint32_t>> pairs_passing(Connection& connection,
                                                        const std::string& layer,
                                                        const std::vector<geo::Box>& windows);

}  // namespace tamga::store::postgis
