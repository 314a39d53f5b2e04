// SPDX-License-Identifier: MIT
#include "engine/bake/shapes/shape_parts.hpp"

#include "engine/bake/table/map_edge.hpp"

#include <algorithm>
#include <optional>

namespace tamga::bake {
namespace {

using tile::GridPoint;
using tile::Paths;
using tile::SubPoint;

/// Smaller than what is drawn? It is the same for all zooms that vertices are taken from, so that
/// what is seen at one is seen at all deeper ones; a piece cut off at the antimeridian stays with
/// the rest.
bool is_too_small(std::span<const tile::WorldPoint> part, double min_side) {
    if (min_side <= 0 || part.empty()) {
        return false;
    }
    tile::WorldPoint low = part[0];
    tile::WorldPoint high = part[0];
    for (const tile::WorldPoint point : part) {
        low = {std::min(low.x, point.x), std::min(low.y, point.y)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y)};
        if (std::max(high.x - low.x, high.y - low.y) >= min_side) {
            return false;  // Mostly after a few vertices: part of a large one tells.
        }
    }
    return std::ranges::none_of(part, is_on_map_edge);
}

/// From sub-units of the zoom's grid to one tile's own grid.
class Local {
public:
    Local(const tile::GridSpec& spec, std::int64_t column, std::int64_t row)
        : spec_{spec}, left_{column * spec.extent}, top_{row * spec.extent} {}

    /// Appends a path unless it is shorter than `at_least`.
    void append(std::span<const SubPoint> path, std::size_t at_least,
                tile::GridPaths& paths) const {
        std::optional<GridPoint> before;
        for (const SubPoint p : path) {
            const GridPoint point{along(p.x, left_), along(p.y, top_)};
            if (before != point) {
                paths.push(point);
                before = point;
            }
        }
        paths.end_path(at_least);
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

}  // namespace

ShapeParts::ShapeParts(const ShapeParts& other, std::pmr::memory_resource* memory)
    : parts{other.parts, memory}, paths{other.paths, memory} {
    for (ShapePart& part : parts) {
        part.paths = &paths;
    }
}

void ShapeParts::clear() {
    parts.clear();
    paths.clear();
}

/// Takes a feature's vertices of this zoom on its grid, in sub-units. Vertices that fall on one
/// grid point become one.
void ShapeCutter::snap(const FeatureRow& row, const Cut& cut, bool rings) {
    const tile::ZoomGrid& grid = cut.grid;
    snapped_.clear();
    std::uint32_t begin = 0;
    for (std::uint32_t part = 0; part < row.part_count; ++part) {
        const std::uint32_t end = row.parts[part].end;
        if (is_too_small(row.part(part), cut.min_side)) {
            begin = end;
            continue;
        }
        std::optional<SubPoint> before;
        for (std::uint32_t v = begin; v < end; ++v) {
            if (!row.zooms[v].has(grid.zoom)) {
                continue;
            }
            const SubPoint point{grid.snapped(row.vertices[v].x) * tile::sub_units,
                                 grid.snapped(row.vertices[v].y) * tile::sub_units};
            if (before != point) {
                snapped_.push(point);
                before = point;
            }
        }
        const auto open = snapped_.open_path();
        if (rings && open.size() > 1 && open.front() == open.back()) {
            snapped_.truncate_open_path(open.size() - 1);
        }
        snapped_.end_path(rings ? 3 : 2);
        begin = end;
    }
}

void ShapeCutter::cut(const FeatureRow& row, std::uint32_t feature, const Cut& cut,
                      ShapeParts& into) {
    const tile::ZoomGrid& grid = cut.grid;
    const bool polygon = row.shape == model::Shape::polygons;
    const auto add_part = [&](std::int64_t column, std::int64_t tile_row, std::size_t first) {
        into.parts.push_back({.tile = tile_number(grid.zoom, column, tile_row),
                              .feature = feature,
                              .polygon = polygon,
                              .filled = first == into.paths.size(),
                              .paths = &into.paths,
                              .first = first,
                              .last = into.paths.size()});
    };
    const tile::SliceSink sink{
        .piece =
            [&](std::int64_t column, std::int64_t tile_row, const Paths& piece) {
                const std::size_t first = into.paths.size();
                const Local local{grid.spec, column, tile_row};
                for (std::size_t i = 0; i < piece.size(); ++i) {
                    local.append(piece[i], polygon ? 3 : 2, into.paths);
                }
                if (into.paths.size() > first) {
                    add_part(column, tile_row, first);
                }
            },
        .filled =
            [&](const tile::TileRange& tiles) {
                for (auto column = tiles.first_column; column <= tiles.last_column; ++column) {
                    for (auto tile_row = tiles.first_row; tile_row <= tiles.last_row; ++tile_row) {
                        add_part(column, tile_row, into.paths.size());
                    }
                }
            }};
    snap(row, cut, polygon);
    if (polygon) {
        slicer_.slice_rings(snapped_, grid, sink);
    } else {
        slicer_.slice_lines(snapped_, grid, sink);
    }
}

void add_smallest_square(const FeatureRow& row, std::uint32_t feature, const tile::ZoomGrid& grid,
                         ShapeParts& into) {
    const std::int64_t extent = grid.spec.extent;
    const std::int64_t last = grid.columns() * extent - 1;
    const std::int64_t x = std::min(grid.snapped(row.vertices[0].x), last);
    const std::int64_t y = std::min(grid.snapped(row.vertices[0].y), last);
    const auto left = static_cast<std::int32_t>(x % extent);
    const auto top = static_cast<std::int32_t>(y % extent);
    const GridPoint square[] = {{left, top}, {left + 1, top}, {left + 1, top + 1}, {left, top + 1}};
    into.paths.append(square);
    into.paths.end_path(3);
    into.parts.push_back({.tile = tile_number(grid.zoom, x / extent, y / extent),
                          .feature = feature,
                          .polygon = true,
                          .paths = &into.paths,
                          .first = into.paths.size() - 1,
                          .last = into.paths.size()});
}

}  // namespace tamga::bake
