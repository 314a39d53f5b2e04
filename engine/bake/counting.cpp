// SPDX-License-Identifier: MIT
#include "engine/bake/counting.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tamga::bake {
namespace {

/// tippecanoe's rate, so that a designer finds the density they know.
constexpr double rate = 2.5;

/// For each feature why nothing of it is drawn, as an index into `reasons`; 0: it may be drawn.
enum Reason : unsigned char { drawable, vanished, too_small, not_at_zoom };

std::vector<unsigned char> reasons(const BakedLayer& layer, int zoom) {
    std::vector<unsigned char> all(layer.table.rows.size(), drawable);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const FeatureRow& row = layer.table.rows[i];
        if (row.min_zoom > zoom || row.max_zoom < zoom) {
            all[i] = not_at_zoom;
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
    const RouteFacts& facts = *layer.route;
    RouteZoomSum sum = facts.zooms[static_cast<std::size_t>(zoom - layer.min_zoom)];
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        if (drawn[i] == 0) {
            continue;
        }
        sum.flows_drawn += facts.first_of_flow[i] != 0 ? 1U : 0U;
        for (std::uint32_t w = i == 0 ? 0 : facts.ends[i - 1]; w < facts.ends[i]; ++w) {
            sum.all.drawn += facts.weights[w].weight;
            sum.periods[facts.weights[w].period].drawn += facts.weights[w].weight;
        }
    }
    const auto set_remainder = [](RouteSum& part) {
        part.remainder = part.total - part.within - part.drawn;
    };
    set_remainder(sum.all);
    std::ranges::for_each(sum.periods, set_remainder);
    layer.route_zooms.push_back(std::move(sum));
}

/// A layer with rows of its own at each zoom: the other zooms' rows are no features here.
LayerZoomCount count_own_rows(const BakedLayer& layer, int zoom, const std::vector<char>& drawn,
                              const std::vector<unsigned char>& why) {
    const ZoomRows& rows = layer.zoom_rows[static_cast<std::size_t>(zoom - layer.min_zoom)];
    LayerZoomCount count{.zoom = zoom, .merged = rows.merged, .dropped = rows.dropped};
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        if (drawn[i] != 0) {
            ++count.drawn;
        } else if (why[i] != not_at_zoom) {
            ++count.dropped[words(why[i])];
        }
    }
    return count;
}

LayerZoomCount count_all_rows(const BakedLayer& layer, int zoom, const std::vector<char>& drawn,
                              const std::vector<unsigned char>& why) {
    LayerZoomCount count{.zoom = zoom, .dropped = layer.table.dropped};
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        if (drawn[i] != 0) {
            ++count.drawn;
        } else {
            ++count.dropped[words(why[i])];
        }
    }
    return count;
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
    const std::vector<unsigned char> why = reasons(layer, zoom);
    layer.zooms.push_back((layer.zoom_rows.empty() ? count_all_rows : count_own_rows)(layer, zoom,
                                                                                      drawn, why));
    if (layer.route) {
        count_routes(layer, zoom, drawn);
    }
}

}  // namespace tamga::bake
