// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/catalog.hpp"
#include "engine/serve/http/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tamga::serve {

/// The answer to /NAME/ZOOM/COLUMN/ROW. Requires four segments.
/// Throws Error if the archive is damaged there.
Response tile_response(const Catalog& catalog, const Request& request,
                       const std::vector<std::string>& segments);

/// The same if it takes no reading and no unpacking; otherwise nothing.
std::optional<Response> tile_response_at_hand(const Catalog& catalog, const Request& request,
                                              const std::vector<std::string>& segments);

}  // namespace tamga::serve
