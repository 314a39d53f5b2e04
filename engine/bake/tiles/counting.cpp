// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/counting.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace tamga::bake {
namespace {

/// tippecanoe's rate, so that a designer finds the density they know.
constexpr double rate = 2.5;

/// What became of a feature at a zoom.
enum Fate : unsigned char {
    drawn,
    thinned,
    no_room,
    over_budget,
    vanished,
    too_small,
    not_at_zoom,
    left_out,
    in_another
};

Fate why_hidden(const SlicedLayer& layer, std::size_t feature, int zoom) {
    const auto is_by = [&](const FirstZooms& zooms) {
        return !zooms.empty() && zooms[feature] > zoom;
    };
    return is_by(layer.thinned_zooms) ? thinned : is_by(layer.lost_zooms) ? no_room : over_budget;
}

/// Of each feature. What is visible and has not vanished has a piece in some tile.
std::vector<unsigned char> fates(const SlicedLayer& layer, int zoom) {
    std::vector<unsigned char> all(layer.table.rows.size(), drawn);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (layer.table.has_zoom_limits && !layer.table.rows[i].in_zoom(zoom)) {
            all[i] = layer.table.rows[i].in_clusters ? in_another : not_at_zoom;
        } else if (!layer.table.is_wanted(i, zoom)) {
            all[i] = left_out;
        } else if (layer.first_zooms[i] > zoom) {
            all[i] = why_hidden(layer, i, zoom);
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
        case thinned:
            return "thinned out";
        case no_room:
            return "no room beside other layers";
        case vanished:
            return "shorter than the grid's unit";
        case too_small:
            return "smaller than the smallest size";
        case not_at_zoom:
            return "not at this zoom";
        case left_out:
            return left_out_by_where;
        default:
            return "over the tile budget";
    }
}

void count_routes(SlicedLayer& layer, int zoom, const std::vector<unsigned char>& fate) {
    const RouteFacts& facts = *layer.route;
    RouteZoomSum sum = facts.zooms[static_cast<std::size_t>(zoom - layer.min_zoom)];
    for (std::size_t i = 0; i < fate.size(); ++i) {
        if (fate[i] != drawn) {
            continue;
        }
        sum.flows_drawn += facts.first_of_flow[i] != 0 ? 1U : 0U;
        for (std::uint32_t w = i == 0 ? 0 : facts.ends[i - 1]; w < facts.ends[i]; ++w) {
            const auto [period, weight] = facts.weights[w];
            const bool counts = facts.measuring.counts(facts.periods[period]);
            sum.all.drawn += counts ? weight : route::Weight{};
            sum.periods[period].drawn += weight;
        }
    }
    const auto set_remainder = [](RouteSum& part) {
        part.remainder = part.total - part.within - part.drawn;
    };
    set_remainder(sum.all);
    std::ranges::for_each(sum.periods, set_remainder);
    layer.route_zooms.push_back(std::move(sum));
}

/// Where each zoom has rows of its own, those of other zooms are no features here.
void count_own_rows(const ZoomRows& rows, LayerZoomCount& count) {
    count.merged = rows.merged;
    count.dropped.erase(words(not_at_zoom));
    for (const auto& [reason, dropped] : rows.dropped) {
        count.dropped[reason] += dropped;
    }
}

}  // namespace

void thin_by_rate(SlicedLayer& layer, int zoom) {
    if (layer.keep != plan::Keep::fraction || !layer.in_zoom(zoom)) {
        return;
    }
    const std::size_t count = layer.first_zooms.size();
    const auto all = static_cast<double>(std::bit_ceil(count));
    const double limit = all * std::pow(rate, zoom - layer.max_zoom);
    for (std::size_t i = 0; i < count; ++i) {
        if (static_cast<double>(layer.importance[i]) >= limit) {
            layer.hide(static_cast<std::uint32_t>(i), zoom);
        }
    }
}

std::uint64_t count_zoom(SlicedLayer& layer, int zoom) {
    LayerZoomCount count{.zoom = zoom};
    const std::vector<unsigned char> fate = fates(layer, zoom);
    const bool clusters = layer.plan.clusters.wanted();
    std::array<std::uint64_t, in_another + 1> features{};
    for (std::size_t i = 0; i < fate.size(); ++i) {
        features[fate[i]] += clusters ? layer.table.rows[i].points : 1;
        count.drawn += fate[i] == drawn ? 1U : 0U;
    }
    count.merged = layer.merged + features[drawn] - count.drawn;
    for (unsigned char one = thinned; one < in_another; ++one) {
        if (features[one] > 0) {
            count.dropped[words(one)] = features[one];
        }
    }
    for (const auto& [reason, dropped] : layer.table.dropped) {
        count.dropped[reason] += dropped;
    }
    if (!layer.zoom_rows.empty()) {
        count_own_rows(layer.zoom_rows[static_cast<std::size_t>(zoom - layer.min_zoom)], count);
    }
    layer.zooms.push_back(count);
    if (layer.route) {
        count_routes(layer, zoom, fate);
    }
    return count.drawn;
}

}  // namespace tamga::bake
