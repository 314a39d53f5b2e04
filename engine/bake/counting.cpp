// SPDX-License-Identifier: MIT
#include "engine/bake/counting.hpp"

#include <bit>
#include <cmath>

namespace tamga::bake {
namespace {

/// tippecanoe's rate, so that a designer finds the density they know.
constexpr double rate = 2.5;

/// For each feature why nothing of it is drawn, as an index into `reasons`; 0: it may be drawn.
enum Reason : unsigned char { drawable, vanished, too_small, not_at_zoom, in_another };

std::vector<unsigned char> reasons(const BakedLayer& layer, int zoom) {
    std::vector<unsigned char> all(layer.table.rows.size(), drawable);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const FeatureRow& row = layer.table.rows[i];
        if (row.min_zoom > zoom || row.max_zoom < zoom) {
            all[i] = row.in_clusters ? in_another : not_at_zoom;
        }
    }
    if (!layer.shapes.empty()) {
        const LayerPieces& shapes = layer.shapes[static_cast<std::size_t>(zoom - layer.min_zoom)];
        for (const std::uint32_t i : shapes.vanished) {
            all[i] = vanished;
        }
        for (const std::uint32_t i : shapes.too_small) {
            all[i] = too_small;
        }
    }
    return all;
}

const char* words(unsigned char reason) {
    switch (reason) {
        case vanished:
            return "shorter than the grid's unit";
        case too_small:
            return "smaller than the smallest size";
        case not_at_zoom:
            return "not at this zoom";
        default:
            return "over the tile budget";
    }
}

void count_routes(BakedLayer& layer, int zoom, const std::vector<char>& drawn) {
    RouteZoomSum sum{.zoom = zoom};
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        if (drawn[i] != 0) {
            sum.drawn += layer.route->weights[i];
            ++sum.flows_drawn;
        }
    }
    sum.within = layer.route->within;
    sum.total = layer.route->total;
    sum.remainder = sum.total - sum.within - sum.drawn;
    sum.flows_total = layer.route->flows;
    layer.route_zooms.push_back(sum);
}

}  // namespace

void thin_by_rate(BakedLayer& layer, int zoom) {
    if (layer.keep != style::Keep::fraction || !layer.in_zoom(zoom)) {
        return;
    }
    const auto all = static_cast<double>(std::uint64_t{1} << std::bit_width(layer.visible.size()));
    const double limit = all * std::pow(rate, zoom - layer.max_zoom);
    for (std::size_t i = 0; i < layer.visible.size(); ++i) {
        if (static_cast<double>(layer.importance[i]) >= limit) {
            layer.visible[i] = 0;
        }
    }
}

void count_zoom(BakedLayer& layer, int zoom, const std::vector<char>& drawn) {
    LayerZoomCount count{.zoom = zoom};
    count.merged = layer.merged;
    const std::vector<unsigned char> why = reasons(layer, zoom);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const std::uint32_t points = layer.table.rows[i].points;
        if (drawn[i] != 0) {
            ++count.drawn;
            count.merged += points - 1;
        } else if (why[i] != in_another) {
            count.dropped[words(why[i])] += points;
        }
    }
    for (const auto& [reason, features] : layer.table.dropped) {
        count.dropped[reason] += features;
    }
    layer.zooms.push_back(std::move(count));
    if (layer.route) {
        count_routes(layer, zoom, drawn);
    }
}

}  // namespace tamga::bake
