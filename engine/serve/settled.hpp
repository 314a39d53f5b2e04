// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.hpp"
#include "engine/serve/http/content.hpp"
#include "engine/serve/tile_set.hpp"

#include <chrono>
#include <exception>
#include <thread>

namespace tamga::serve {

/// make(edition), made of one edition from its beginning to its end; 503 if the tile set is being
/// written to. May wait a moment.
template <class Make>
Response settled(const TileSet& tile_set, const Make& make) {
    constexpr int attempts = 20;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const auto edition = tile_set.edition();
        try {
            Response response = make(edition);
            if (edition->intact()) {
                return response;
            }
        } catch (const std::exception&) {
            const bool is_there = edition->path.empty() || base::stamp_of(edition->path);
            if (is_there && edition->intact()) {
                throw;
            }
        }
        tile_set.look_again();
        if (tile_set.is_between_editions()) {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        } else if (tile_set.edition() == edition) {
            break;
        }
    }
    return try_again("this tile set is being written to");
}

}  // namespace tamga::serve
