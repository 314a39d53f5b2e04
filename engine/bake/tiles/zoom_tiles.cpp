// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/zoom_tiles.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <tuple>

namespace tamga::bake {
namespace {

constexpr std::size_t shapes_at_once = 1 << 10;

std::uint64_t first_tile(int zoom) {
    return tile::hilbert_id({.zoom = static_cast<std::uint8_t>(zoom)});
}

/// A layer's lines and polygons at a zoom; none if it has none there.
std::span<const Piece> shapes_at(const SlicedLayer& layer, int zoom) {
    if (layer.shapes.empty() || !layer.in_zoom(zoom)) {
        return {};
    }
    return layer.shapes[static_cast<std::size_t>(zoom - layer.min_zoom)].pieces;
}

/// Labels are placed in the order of a tile, as far as there is room: so the points that count
/// most come first, unless the map says in which order features are drawn.
bool puts_heaviest_first(const SlicedLayer& layer) {
    return layer.keep == plan::Keep::heaviest && layer.shapes.empty() && !layer.points.empty() &&
           layer.plan.order_by.empty();
}

/// In each tile the first, then the next two, the next four ... of the layer's importance. Within
/// such a group features stay as they lie on the curve, which compresses better than their rank.
void heaviest_first(std::vector<Piece>& pieces, const Importance& importance) {
    const auto group = [&](const Piece& piece) {
        return std::bit_width(importance[piece.feature] + 1);
    };
    std::ranges::stable_sort(pieces, [&](const Piece& a, const Piece& b) {
        return std::tuple{a.tile, group(a), a.feature} < std::tuple{b.tile, group(b), b.feature};
    });
}

/// One job for each tile that has a piece of any layer.
std::vector<TileJob> jobs_of(const std::vector<std::vector<Piece>>& layers) {
    constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
    std::vector<TileJob> jobs;
    std::vector<std::size_t> at(layers.size());
    for (;;) {
        std::uint64_t tile = none;
        for (std::size_t l = 0; l < layers.size(); ++l) {
            if (at[l] < layers[l].size()) {
                tile = std::min(tile, layers[l][at[l]].tile);
            }
        }
        if (tile == none) {
            return jobs;
        }
        TileJob& job = jobs.emplace_back();
        job.tile = tile;
        for (std::size_t l = 0; l < layers.size(); ++l) {
            const std::size_t begin = at[l];
            while (at[l] < layers[l].size() && layers[l][at[l]].tile == tile) {
                ++at[l];
            }
            job.layers.emplace_back(layers[l].data() + begin, at[l] - begin);
        }
    }
}

}  // namespace

ZoomTiles::ZoomTiles(int zoom, std::span<const std::unique_ptr<SlicedLayer>> layers,
                     const tile::GridSpec& spec)
    : zoom_{zoom}, layers_{layers} {
    bounds_ = {first_tile(zoom), first_tile(zoom + 1)};
    for (const auto& layer : layers_) {
        points_.emplace_back();
        if (layer->in_zoom(zoom) && !layer->points.empty()) {
            points_.back() =
                std::make_unique<ZoomPoints>(layer->points, tile::ZoomGrid{spec, zoom},
                                             layer->visibility(zoom), layer->table.storage);
            std::ranges::copy(points_.back()->cuts(), std::back_inserter(bounds_));
        }
        const auto shapes = shapes_at(*layer, zoom);
        for (std::size_t i = shapes_at_once; i < shapes.size(); i += shapes_at_once) {
            bounds_.push_back(shapes[i].tile);
        }
    }
    std::ranges::sort(bounds_);
    const auto repeated = std::ranges::unique(bounds_);
    bounds_.erase(repeated.begin(), repeated.end());
}

std::vector<Piece> ZoomTiles::pieces_of(std::size_t layer, std::uint64_t begin,
                                        std::uint64_t end) const {
    std::vector<Piece> pieces;
    if (points_[layer]) {
        points_[layer]->place(begin, end, pieces);
    }
    const auto shapes = shapes_at(*layers_[layer], zoom_);
    const auto at = [&](std::uint64_t tile) {
        return std::ranges::lower_bound(shapes, tile, {}, &Piece::tile);
    };
    const auto middle = static_cast<std::ptrdiff_t>(pieces.size());
    const Visibility is_visible = layers_[layer]->visibility(zoom_);
    std::copy_if(at(begin), at(end), std::back_inserter(pieces),
                 [&](const Piece& piece) { return is_visible(piece.feature); });
    std::inplace_merge(pieces.begin(), pieces.begin() + middle, pieces.end());
    if (puts_heaviest_first(*layers_[layer])) {
        heaviest_first(pieces, layers_[layer]->importance);
    }
    return pieces;
}

TileBatch ZoomTiles::batch(std::size_t i) const {
    TileBatch batch;
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
        batch.pieces.push_back(pieces_of(layer, bounds_[i], bounds_[i + 1]));
    }
    batch.jobs = jobs_of(batch.pieces);
    return batch;
}

}  // namespace tamga::bake
