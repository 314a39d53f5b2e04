// SPDX-License-Identifier: MIT
#include "engine/bake/rank/share_field.hpp"

#include "engine/tile/grid.hpp"
#include "engine/tile/tile_id.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace tamga::bake {
namespace {

constexpr double most_unlike = 1.15;

}  // namespace

std::vector<std::size_t> tiles_around(const std::vector<TileShare>& tiles, std::size_t i) {
    const tile::TileId at = tile::tile_of_hilbert_id(tiles[i].tile);
    std::vector<std::size_t> around;
    for (std::int64_t column = -1; column <= 1; ++column) {
        for (std::int64_t row = -1; row <= 1; ++row) {
            const std::int64_t y = at.y + row;
            if (y < 0 || y >> at.zoom != 0 || (column == 0 && row == 0)) {
                continue;
            }
            const std::uint64_t id =
                tile::hilbert_id(tile::wrapped_tile(at.zoom, at.x + column, y));
            const auto found = std::ranges::lower_bound(tiles, id, {}, &TileShare::tile);
            if (found != tiles.end() && found->tile == id) {
                around.push_back(static_cast<std::size_t>(found - tiles.begin()));
            }
        }
    }
    return around;
}

void even_out(std::vector<TileShare>& tiles) {
    using Step = std::pair<double, std::size_t>;  // From the least share on.
    std::priority_queue<Step, std::vector<Step>, std::greater<>> steps;
    const double most =
        tiles.empty() ? 0 : std::ranges::max_element(tiles, {}, &TileShare::share)->share;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        if (tiles[i].share * most_unlike < most) {
            steps.emplace(tiles[i].share, i);
        }
    }
    while (!steps.empty()) {
        const auto [share, i] = steps.top();
        steps.pop();
        if (share > tiles[i].share) {
            continue;  // A later step lowered it.
        }
        for (const std::size_t next : tiles_around(tiles, i)) {
            if (tiles[next].share > share * most_unlike) {
                tiles[next].share = share * most_unlike;
                steps.emplace(tiles[next].share, next);
            }
        }
    }
}

}  // namespace tamga::bake
