// SPDX-License-Identifier: MIT
#include "engine/bake/shape_pieces.hpp"

#include "engine/geo/polygon_repair.hpp"
#include "engine/mvt/writer.hpp"
#include "engine/tile/positive_fill.hpp"
#include "engine/tile/slice.hpp"

#include <algorithm>

namespace tamga::bake {
namespace {

using tile::GridPoint;
using tile::Paths;
using tile::Ring;
using tile::SubPoint;

/// A feature's vertices of this zoom on its grid, in sub-units. Vertices that fall on one grid point
/// become one.
Paths snapped_paths(const FeatureRow& row, const tile::ZoomGrid& grid, bool rings) {
    Paths paths;
    const auto zoom = static_cast<tile::VertexRank>(grid.zoom);
    std::uint32_t begin = 0;
    for (std::uint32_t part = 0; part < row.part_count; ++part) {
        const std::uint32_t end = row.parts[part].end;
        for (std::uint32_t v = begin; v < end; ++v) {
            if (row.ranks[v] > zoom) {
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

geo::IntegerRing integer_ring(const Ring& ring) {
    geo::IntegerRing out;
    out.reserve(ring.size());
    for (const GridPoint p : ring) {
        out.emplace_back(p.x, p.y);
    }
    return out;
}

Ring wound(const geo::IntegerRing& ring, bool hole) {
    Ring out;
    out.reserve(ring.size());
    for (const auto& [x, y] : ring) {
        out.push_back({x, y});
    }
    if ((tile::doubled_area(out) > 0) == hole) {
        std::ranges::reverse(out);
    }
    return out;
}

/// Valid rings in the place of ones that cross or touch, by GEOS: slower, and for the rare case that our own
/// way finds no end.
std::vector<Ring> repaired(const std::vector<Ring>& rings) {
    std::vector<geo::IntegerRing> broken;
    for (const Ring& ring : rings) {
        broken.push_back(integer_ring(ring));
    }
    std::vector<Ring> sound;
    for (const geo::IntegerPolygon& polygon : geo::repaired(broken)) {
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            sound.push_back(wound(polygon[i], i > 0));
        }
    }
    return sound;
}

std::uint64_t tile_number(int zoom, std::int64_t column, std::int64_t row) {
    return tile::hilbert_id(tile::wrapped_tile(zoom, column, row));
}

}  // namespace

bool ShapeSlicer::slice(const FeatureRow& row, std::uint32_t feature, std::vector<Piece>& pieces) {
    const std::size_t before = pieces.size();
    const bool polygon = row.shape == model::Shape::polygons;
    slice_paths(row, polygon);
    write_parts(polygon, feature, pieces);
    if (polygon && pieces.size() == before) {
        add_square(row);
        write_parts(polygon, feature, pieces);
    }
    return pieces.size() > before;
}

void ShapeSlicer::slice_paths(const FeatureRow& row, bool polygon) {
    const Paths paths = snapped_paths(row, grid_, polygon);
    const tile::SliceSink sink{
        .piece =
            [this](std::int64_t column, std::int64_t tile_row, const Paths& piece) {
                Part& part = parts_.emplace_back();
                part.tile = tile_number(grid_.zoom, column, tile_row);
                const Local local{grid_.spec, column, tile_row};
                for (std::size_t i = 0; i < piece.size(); ++i) {
                    part.paths.push_back(local.path(piece[i]));
                }
            },
        .filled =
            [this](const tile::TileRange& tiles) {
                for (auto column = tiles.first_column; column <= tiles.last_column; ++column) {
                    for (auto tile_row = tiles.first_row; tile_row <= tiles.last_row; ++tile_row) {
                        parts_.push_back(
                            {tile_number(grid_.zoom, column, tile_row), {}, true});
                    }
                }
            }};
    if (polygon) {
        tile::slice_rings(paths, grid_, sink);
    } else {
        tile::slice_lines(paths, grid_, sink);
    }
}

/// The smallest polygon a grid has, where the feature's first vertex is.
void ShapeSlicer::add_square(const FeatureRow& row) {
    const std::int64_t last = (grid_.columns() * grid_.spec.extent) - 1;
    const std::int64_t x = std::min(grid_.snapped(row.vertices[0].x), last);
    const std::int64_t y = std::min(grid_.snapped(row.vertices[0].y), last);
    const auto left = static_cast<std::int32_t>(x % grid_.spec.extent);
    const auto top = static_cast<std::int32_t>(y % grid_.spec.extent);
    Part& part = parts_.emplace_back();
    part.tile = tile_number(grid_.zoom, x / grid_.spec.extent, y / grid_.spec.extent);
    part.paths.push_back(
        {{left, top}, {left + 1, top}, {left + 1, top + 1}, {left, top + 1}});
}

/// Pieces from both sides of the antimeridian may lie in one tile: they become one.
void ShapeSlicer::write_parts(bool polygon, std::uint32_t feature, std::vector<Piece>& pieces) {
    std::ranges::stable_sort(parts_, {}, &Part::tile);
    for (std::size_t i = 0; i < parts_.size();) {
        Part& part = parts_[i];
        for (++i; i < parts_.size() && parts_[i].tile == part.tile; ++i) {
            std::ranges::move(parts_[i].paths, std::back_inserter(part.paths));
            part.filled |= parts_[i].filled;
        }
        const std::size_t begin = geometry_.size();
        const bool written = part.filled ? write_filled()
                             : polygon   ? write_polygon(part.paths)
                                         : write_lines(part.paths);
        if (written) {
            Piece& piece = pieces.emplace_back();
            piece.tile = part.tile;
            piece.feature = feature;
            const bool shared = part.filled && filled_at_;
            const std::size_t at = shared ? filled_at_->first : begin;
            piece.geometry_bytes = static_cast<std::uint32_t>(
                shared ? filled_at_->second : geometry_.size() - begin);
            piece.offset = at;
        }
    }
    parts_.clear();
}

/// A tile's whole square with its buffer; the bytes are written once for all such tiles.
bool ShapeSlicer::write_filled() {
    if (!filled_at_) {
        const std::int32_t low = -grid_.spec.buffer;
        const std::int32_t high = grid_.spec.extent + grid_.spec.buffer;
        const std::size_t begin = geometry_.size();
        mvt::GeometryWriter{geometry_}.ring(
            Ring{{low, low}, {high, low}, {high, high}, {low, high}});
        filled_at_ = {begin, geometry_.size() - begin};
    }
    return true;
}

bool ShapeSlicer::write_polygon(std::vector<Ring>& rings) {
    std::ranges::for_each(rings, tile::clean);
    std::erase_if(rings, [](const Ring& ring) { return ring.empty(); });
    if (!tile::make_valid(rings)) {
        rings = repaired(rings);
    }
    mvt::GeometryWriter writer{geometry_};
    for (const Ring& ring : rings) {
        writer.ring(ring);
    }
    return !rings.empty();
}

bool ShapeSlicer::write_lines(std::vector<Ring>& lines) {
    std::erase_if(lines, [](const Ring& line) { return line.size() < 2; });
    mvt::GeometryWriter writer{geometry_};
    for (const Ring& line : lines) {
        writer.line(line);
    }
    return !lines.empty();
}

}  // namespace tamga::bake
