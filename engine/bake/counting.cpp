// SPDX-License-Identifier: MIT
#include "engine/bake/counting.hpp"

#include <array>
#include <bit>
#include <cmath>

namespace tamga::bake {
namespace {

/// tippecanoe's rate, so that a designer finds the density they know.
constexpr double rate = 2.5;

/// What became of a feature at a zoom.
enum Fate : unsigned char { drawn, over_budget, vanished, too_small, not_at_zoom, in_another };

/// Of each feature. What is visible and has not vanished has a piece in some tile.
std::vector<unsigned char> fates(const BakedLayer& layer, int zoom) {
    std::vector<unsigned char> all(layer.table.rows.size(), drawn);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (layer.table.has_zoom_limits && !layer.table.rows[i].in_zoom(zoom)) {
            all[i] = layer.table.rows[i].in_clusters ? in_another : not_at_zoom;
        } else if (layer.first_zooms[i] > zoom) {
            all[i] = over_budget;
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

const char* words(unsigned char fate) {
    switch (fate) {
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

void count_routes(BakedLayer& layer, int zoom, const std::vector<unsigned char>& fate) {
    RouteZoomSum sum{.zoom = zoom};
    for (std::size_t i = 0; i < fate.size(); ++i) {
        if (fate[i] == drawn) {
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
    const std::size_t count = layer.first_zooms.size();
    const auto all = static_cast<double>(std::uint64_t{1} << std::bit_width(count));
    const double limit = all * std::pow(rate, zoom - layer.max_zoom);
    for (std::size_t i = 0; i < count; ++i) {
        if (static_cast<double>(layer.importance[i]) >= limit) {
            layer.hide(static_cast<std::uint32_t>(i), zoom);
        }
    }
}

std::uint64_t count_zoom(BakedLayer& layer, int zoom) {
    LayerZoomCount count{.zoom = zoom};
    const std::vector<unsigned char> fate = fates(layer, zoom);
    const bool clusters = layer.plan.clusters.wanted();
    std::array<std::uint64_t, in_another + 1> features{};
    for (std::size_t i = 0; i < fate.size(); ++i) {
        features[fate[i]] += clusters ? layer.table.rows[i].points : 1;
        count.drawn += fate[i] == drawn ? 1U : 0U;
    }
    count.merged = layer.merged + features[drawn] - count.drawn;
    for (unsigned char one = over_budget; one < in_another; ++one) {
        if (features[one] > 0) {
            count.dropped[words(one)] = features[one];
        }
    }
    for (const auto& [reason, dropped] : layer.table.dropped) {
        count.dropped[reason] += dropped;
    }
    layer.zooms.push_back(count);
    if (layer.route) {
        count_routes(layer, zoom, fate);
    }
    return count.drawn;
}

}  // namespace tamga::bake
