// SPDX-License-Identifier: MIT
#include "engine/bake/tile_shapes.hpp"

#include "engine/geo/polygon_repair.hpp"
#include "engine/mvt/writer.hpp"
#include "engine/tile/noding.hpp"
#include "engine/tile/positive_fill.hpp"

#include <algorithm>

namespace tamga::bake {
namespace {

using tile::GridPoint;
using tile::Ring;

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

/// Valid rings in the place of ones that cross or touch, by GEOS: slower, and for the rare case
/// that our own way finds no end.
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

void clean_all(std::vector<Ring>& rings) {
    std::ranges::for_each(rings, tile::clean);
    std::erase_if(rings, [](const Ring& ring) { return ring.empty(); });
}

}  // namespace

void TileShapes::add(std::span<ShapePart> parts, std::pmr::vector<Piece>& pieces) {
    const std::size_t first = pieces.size();
    for (const ShapePart& part : parts) {
        if (part.filled) {
            add_filled(part, pieces);
        } else if (!part.polygon) {
            add_line(part, pieces);
        }
    }
    add_polygons(parts, pieces);
    std::sort(pieces.begin() + static_cast<std::ptrdiff_t>(first), pieces.end());
}

void TileShapes::add_polygons(std::span<ShapePart> parts, std::pmr::vector<Piece>& pieces) {
    std::vector<const ShapePart*> drawn;
    std::vector<std::vector<Ring>> features;
    for (ShapePart& part : parts) {
        if (part.polygon && !part.filled) {
            clean_all(part.paths);
            drawn.push_back(&part);
            features.push_back(std::move(part.paths));
        }
    }
    const bool noded = tile::node_together(features);
    for (std::size_t i = 0; i < features.size(); ++i) {
        clean_all(features[i]);
        const std::vector<Ring> rings =
            noded ? tile::valid_polygons(features[i]) : repaired(features[i]);
        const std::size_t begin = geometry_.size();
        mvt::GeometryWriter writer{geometry_};
        for (const Ring& ring : rings) {
            writer.ring(ring);
        }
        add_piece(*drawn[i], begin, pieces);
    }
}

void TileShapes::add_line(const ShapePart& part, std::pmr::vector<Piece>& pieces) {
    const std::size_t begin = geometry_.size();
    mvt::GeometryWriter writer{geometry_};
    for (const Ring& line : part.paths) {
        if (line.size() >= 2) {
            writer.line(line);
        }
    }
    add_piece(part, begin, pieces);
}

/// A tile's whole square with its buffer; its bytes are written once for all such tiles.
void TileShapes::add_filled(const ShapePart& part, std::pmr::vector<Piece>& pieces) {
    if (!filled_at_) {
        const std::int32_t low = -spec_.buffer;
        const std::int32_t high = spec_.extent + spec_.buffer;
        const std::size_t begin = geometry_.size();
        mvt::GeometryWriter{geometry_}.ring(
            Ring{{low, low}, {high, low}, {high, high}, {low, high}});
        filled_at_ = {begin, geometry_.size() - begin};
    }
    Piece& piece = pieces.emplace_back();
    piece.tile = part.tile;
    piece.feature = part.feature;
    piece.offset = filled_at_->first;
    piece.geometry_bytes = static_cast<std::uint32_t>(filled_at_->second);
}

void TileShapes::add_piece(const ShapePart& part, std::size_t begin,
                           std::pmr::vector<Piece>& pieces) {
    if (geometry_.size() == begin) {
        return;
    }
    Piece& piece = pieces.emplace_back();
    piece.tile = part.tile;
    piece.feature = part.feature;
    piece.offset = begin;
    piece.geometry_bytes = static_cast<std::uint32_t>(geometry_.size() - begin);
}

}  // namespace tamga::bake
