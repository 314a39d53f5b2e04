// SPDX-License-Identifier: MIT
#include "engine/bake/rank/rate_surface.hpp"

#include "engine/tile/grid.hpp"
#include "engine/tile/tile_id.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace tamga::bake {
namespace {

/// -1, 0 or 1: where `other` lies from `own` on a world of so many columns.
int step_to(std::uint32_t own, std::uint32_t other, std::uint32_t columns) {
    return own == other ? 0 : (own + 1) % columns == other ? 1 : -1;
}

/// Between which two middles a place of 0..1 lies, as the number of the first, and how far.
struct Between {
    std::size_t first = 0;
    double part = 0;
};

Between between(double place) {
    return place < 0.5 ? Between{0, place + 0.5} : Between{1, place - 0.5};
}

}  // namespace

RateSurface::RateSurface(const std::vector<TileShare>& tiles, const std::vector<double>& rates,
                         std::size_t i) {
    const tile::TileId own = tile::tile_of_hilbert_id(tiles[i].tile);
    zoom_ = own.zoom;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    logarithms_.fill({none, none, none});
    logarithms_[1][1] = std::log(rates[i]);
    for (const std::size_t next : tiles_around(tiles, i)) {
        const tile::TileId id = tile::tile_of_hilbert_id(tiles[next].tile);
        const auto column =
            static_cast<std::size_t>(1 + step_to(own.x, id.x, std::uint32_t{1} << zoom_));
        const std::size_t row = 1 + id.y - own.y;
        logarithms_[column][row] = std::log(rates[next]);
        is_flat_ = is_flat_ && rates[next] == rates[i];
    }
    for (auto& column : logarithms_) {
        column[1] = std::isnan(column[1]) ? logarithms_[1][1] : column[1];
        column[0] = std::isnan(column[0]) ? column[1] : column[0];
        column[2] = std::isnan(column[2]) ? column[1] : column[2];
    }
}

double RateSurface::at(tile::WorldPoint point) const {
    if (is_flat_ || zoom_ == 0) {
        return std::exp(logarithms_[1][1]);
    }
    const auto place = [this](std::uint32_t coordinate) {
        const std::uint32_t within = coordinate << zoom_;
        return between(static_cast<double>(within) / static_cast<double>(tile::world_size));
    };
    const Between x = place(point.x);
    const Between y = place(point.y);
    const auto along = [&](std::size_t column) {
        const auto& rows = logarithms_[column];
        return std::lerp(rows[y.first], rows[y.first + 1], y.part);
    };
    return std::exp(std::lerp(along(x.first), along(x.first + 1), x.part));
}

}  // namespace tamga::bake
