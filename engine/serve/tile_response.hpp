// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/catalog.hpp"
#include "engine/serve/http/message.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tamga::serve {

/// The tile of one request.
struct TileWish {
    const Catalog& catalog;
    const Request& request;
    std::string_view name;  ///< Of the tile set.
    const TileSet& tile_set;
    std::uint32_t zoom = 0;
    std::uint32_t x = 0;
    std::uint32_t y = 0;
};

/// The tile; 204 where the zoom has none there, 404 where there can be none.
/// Throws Error if the archive is damaged there.
Response tile_response(const TileWish& wish);

/// The same if it takes no reading and no unpacking; otherwise nothing.
std::optional<Response> tile_response_at_hand(const TileWish& wish);

}  // namespace tamga::serve
