// SPDX-License-Identifier: MIT
#include "engine/archive/units.hpp"

#include <unordered_map>

namespace tamga::archive {

std::vector<Unit> units(const Reader& reader) {
    std::vector<Unit> found;
    std::unordered_map<std::uint64_t, std::size_t> at_this_zoom;
    reader.visit([&](tile::TileId id, std::uint64_t content) {
        if (!found.empty() && found.back().first.zoom != id.zoom) {
            at_this_zoom.clear();
        }
        const auto [known, is_new] = at_this_zoom.emplace(content, found.size());
        if (is_new) {
            found.push_back({.first = id,
                             .content = content,
                             .tiles = 0,
                             .max_x = id.x,
                             .max_y = id.y,
                             .min_x = id.x,
                             .min_y = id.y});
        }
        Unit& unit = found[known->second];
        ++unit.tiles;
        unit.max_x = std::max(unit.max_x, id.x);
        unit.max_y = std::max(unit.max_y, id.y);
        unit.min_x = std::min(unit.min_x, id.x);
        unit.min_y = std::min(unit.min_y, id.y);
    });
    return found;
}

}  // namespace tamga::archive
