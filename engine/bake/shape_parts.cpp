// SPDX-License-Identifier: MIT
#include "engine/bake/shape_parts.hpp"

#include "engine/bake/rim.hpp"
#include "engine/tile/slice.hpp"

#include <algorithm>
#include <iterator>

namespace tamga::bake {
namespace {

using tile::GridPoint;
using tile::Paths;
using tile::Ring;
using tile::SubPoint;

/// Smaller than what is drawn? It is the same for all zooms that vertices are taken from, so that
/// what is seen at one is seen at all deeper ones; a piece cut off at the antimeridian stays with
/// the rest.
bool is_too_small(std::span<const tile::WorldPoint> part, double min_side) {
    if (min_side <= 0 || part.empty()) {
        return false;
    }
    const auto [west, east] = std::ranges::minmax(part, {}, &tile::WorldPoint::x);
    const auto [north, south] = std::ranges::minmax(part, {}, &tile::WorldPoint::y);
    return std::max(east.x - west.x, south.y - north.y) < min_side &&
           std::ranges::none_of(part, is_on_rim);
}

/// A feature's vertices of this zoom on its grid, in sub-units. Vertices that fall on one grid
/// point become one.
Paths snapped_paths(const FeatureRow& row, const Cut& cut, bool rings) {
    const tile::ZoomGrid& grid = cut.grid;
    Paths paths;
    std::uint32_t begin = 0;
    for (std::uint32_t part = 0; part < row.part_count; ++part) {
        const std::uint32_t end = row.parts[part].end;
        if (is_too_small(row.part(part), cut.min_side)) {
            begin = end;
            continue;
        }
        for (std::uint32_t v = begin; v < end; ++v) {
            if (!row.zooms[v].has(grid.zoom)) {
                continue;
            }
            const SubPoint point{grid.snapped(row.vertices[v].x) * tile::sub_units,
                                 grid.snapped(row.vertices[v].y) * tile::sub_units};
            const auto open = paths.open_path();
            if (open.empty() || open.back() != point) {
                paths.push(point);
            }
        }
        const auto open = paths.open_path();
        if (rings && open.size() > 1 && open.front() == open.back()) {
            paths.truncate_open_path(open.size() - 1);
        }
        paths.end_path(rings ? 3 : 2);
        begin = end;
    }
    return paths;
}

/// From sub-units of the zoom's grid to one tile's own grid.
class Local {
public:
    Local(const tile::GridSpec& spec, std::int64_t column, std::int64_t row)
        : spec_{spec}, left_{column * spec.extent}, top_{row * spec.extent} {}

    Ring path(std::span<const SubPoint> points) const {
        Ring local;
        local.reserve(points.size());
        for (const SubPoint p : points) {
            const GridPoint point{along(p.x, left_), along(p.y, top_)};
            if (local.empty() || local.back() != point) {
                local.push_back(point);
            }
        }
        return local;
    }

private:
    std::int32_t along(std::int64_t sub, std::int64_t origin) const {
        constexpr std::int64_t half = tile::sub_units / 2;
        const std::int64_t unit = ((sub + half) >> 4) - origin;
        static_assert(tile::sub_units == 16);
        return static_cast<std::int32_t>(
            std::clamp<std::int64_t>(unit, -spec_.buffer, spec_.extent + spec_.buffer));
    }

    const tile::GridSpec& spec_;
    std::int64_t left_;
    std::int64_t top_;
};

std::uint64_t tile_number(int zoom, std::int64_t column, std::int64_t row) {
    return tile::hilbert_id(tile::wrapped_tile(zoom, column, row));
}

/// Makes one part of those from `first` on that lie in one tile.
void unite_tiles(std::vector<ShapePart>& parts, std::size_t first) {
    const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_sort(begin, parts.end(),
                     [](const ShapePart& a, const ShapePart& b) { return a.tile < b.tile; });
    auto kept = begin;
    for (auto part = begin; part != parts.end(); ++part) {
        if (kept != begin && (kept - 1)->tile == part->tile) {
            ShapePart& whole = *(kept - 1);
            std::ranges::move(part->paths, std::back_inserter(whole.paths));
            whole.filled |= part->filled;
            continue;
        }
        if (kept != part) {
            *kept = std::move(*part);
        }
        ++kept;
    }
    parts.erase(kept, parts.end());
}

}  // namespace

void cut_shape(const FeatureRow& row, std::uint32_t feature, const Cut& cut,
               std::vector<ShapePart>& parts) {
    const tile::ZoomGrid& grid = cut.grid;
    const bool polygon = row.shape == model::Shape::polygons;
    const std::size_t first = parts.size();
    const auto part_of = [&](std::int64_t column, std::int64_t tile_row) -> ShapePart& {
        ShapePart& part = parts.emplace_back();
        part.tile = tile_number(grid.zoom, column, tile_row);
        part.feature = feature;
        part.polygon = polygon;
        return part;
    };
    const tile::SliceSink sink{
        .piece =
            [&](std::int64_t column, std::int64_t tile_row, const Paths& piece) {
                ShapePart& part = part_of(column, tile_row);
                const Local local{grid.spec, column, tile_row};
                for (std::size_t i = 0; i < piece.size(); ++i) {
                    part.paths.push_back(local.path(piece[i]));
                }
            },
        .filled =
            [&](const tile::TileRange& tiles) {
                for (auto column = tiles.first_column; column <= tiles.last_column; ++column) {
                    for (auto tile_row = tiles.first_row; tile_row <= tiles.last_row; ++tile_row) {
                        part_of(column, tile_row).filled = true;
                    }
                }
            }};
    const Paths paths = snapped_paths(row, cut, polygon);
    (polygon ? tile::slice_rings : tile::slice_lines)(paths, grid, sink);
    unite_tiles(parts, first);
}

ShapePart smallest_square(const FeatureRow& row, std::uint32_t feature,
                          const tile::ZoomGrid& grid) {
    const std::int64_t extent = grid.spec.extent;
    const std::int64_t last = grid.columns() * extent - 1;
    const std::int64_t x = std::min(grid.snapped(row.vertices[0].x), last);
    const std::int64_t y = std::min(grid.snapped(row.vertices[0].y), last);
    const auto left = static_cast<std::int32_t>(x % extent);
    const auto top = static_cast<std::int32_t>(y % extent);
    return {.tile = tile_number(grid.zoom, x / extent, y / extent),
            .feature = feature,
            .polygon = true,
            .paths = {{{left, top}, {left + 1, top}, {left + 1, top + 1}, {left, top + 1}}}};
}

}  // namespace tamga::bake
