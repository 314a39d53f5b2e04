// SPDX-License-Identifier: MIT
#include "engine/bake/shapes/tile_shapes.hpp"

#include "engine/geo/polygon_repair.hpp"
#include "engine/mvt/writer.hpp"
#include "engine/tile/rings/rings.hpp"

#include <algorithm>

namespace tamga::bake {
namespace {

using tile::GridPaths;
using tile::GridPoint;

void append_wound(const geo::IntegerRing& ring, bool hole, GridPaths& rings) {
    for (const auto& [x, y] : ring) {
        rings.push({x, y});
    }
    if ((tile::doubled_area(rings.open_path()) > 0) == hole) {
        std::ranges::reverse(rings.open_path());
    }
    rings.end_path(3);
}

/// Appends valid rings in the place of ones that cross or touch, by GEOS: slower, and for the rare
/// case that our own way finds no end.
void append_repaired(const GridPaths& rings, GridPaths& sound) {
    std::vector<geo::IntegerRing> broken;
    for (std::size_t r = 0; r < rings.size(); ++r) {
        geo::IntegerRing& ring = broken.emplace_back();
        for (const GridPoint p : rings[r]) {
            ring.emplace_back(p.x, p.y);
        }
    }
    for (const geo::IntegerPolygon& polygon : geo::repaired(broken)) {
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            append_wound(polygon[i], i > 0, sound);
        }
    }
}

}  // namespace

void TileShapes::clear() {
    geometry_.clear();
    filled_at_.reset();
}

void TileShapes::add(std::span<const ShapePart> parts, std::pmr::vector<Piece>& pieces) {
    const std::size_t first = pieces.size();
    rings_.clear();
    polygons_.clear();
    for (std::size_t begin = 0; begin < parts.size();) {
        std::size_t end = begin + 1;
        while (end < parts.size() && parts[end].feature == parts[begin].feature) {
            ++end;
        }
        add_feature(parts.subspan(begin, end - begin), pieces);
        begin = end;
    }
    add_polygons(pieces);
    std::sort(pieces.begin() + static_cast<std::ptrdiff_t>(first), pieces.end());
}

/// Polygons are only collected: they are made valid together.
void TileShapes::add_feature(std::span<const ShapePart> parts, std::pmr::vector<Piece>& pieces) {
    if (std::ranges::any_of(parts, &ShapePart::filled)) {
        add_filled(parts[0], pieces);
    } else if (parts[0].polygon) {
        for (const ShapePart& part : parts) {
            for (std::size_t r = part.first; r < part.last; ++r) {
                tile::append_cleaned((*part.paths)[r], rings_);
            }
        }
        polygons_.push_back({&parts[0], rings_.size()});
    } else {
        add_lines(parts, pieces);
    }
}

void TileShapes::add_polygons(std::pmr::vector<Piece>& pieces) {
    const tile::Noder::Outcome noded = noder_.node(rings_);
    std::size_t first = 0;
    for (const Polygon& polygon : polygons_) {
        valid_.clear();
        if (first < polygon.last_ring) {
            make_valid(first, polygon.last_ring, noded);
        }
        first = polygon.last_ring;
        const std::size_t begin = geometry_.size();
        mvt::GeometryWriter writer{geometry_};
        for (const std::uint32_t r : order_.order(valid_)) {
            writer.ring(valid_[r]);
        }
        add_piece(*polygon.part, begin, pieces);
    }
}

/// Puts into `valid_` what the rings, of one polygon, come to.
void TileShapes::make_valid(std::size_t first, std::size_t last, tile::Noder::Outcome noded) {
    if (noded == tile::Noder::Outcome::unchanged) {
        return fill_.fill(rings_, first, last, valid_);
    }
    cleaned_.clear();
    for (std::size_t r = first; r < last; ++r) {
        tile::append_cleaned(rings_[r], cleaned_);
    }
    if (noded == tile::Noder::Outcome::not_converged) {
        append_repaired(cleaned_, valid_);
    } else if (!cleaned_.empty()) {
        fill_.fill(cleaned_, 0, cleaned_.size(), valid_);
    }
}

void TileShapes::add_lines(std::span<const ShapePart> parts, std::pmr::vector<Piece>& pieces) {
    const std::size_t begin = geometry_.size();
    mvt::GeometryWriter writer{geometry_};
    for (const ShapePart& part : parts) {
        for (std::size_t i = part.first; i < part.last; ++i) {
            writer.line((*part.paths)[i]);
        }
    }
    add_piece(parts[0], begin, pieces);
}

/// A tile's whole square with its buffer; its bytes are written once for all such tiles.
void TileShapes::add_filled(const ShapePart& part, std::pmr::vector<Piece>& pieces) {
    if (!filled_at_) {
        const std::int32_t low = -spec_.buffer;
        const std::int32_t high = spec_.extent + spec_.buffer;
        const GridPoint square[] = {{low, low}, {high, low}, {high, high}, {low, high}};
        const std::size_t begin = geometry_.size();
        mvt::GeometryWriter{geometry_}.ring(square);
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
