// SPDX-License-Identifier: MIT
#include "engine/bake/check_map.hpp"

#include "engine/base/error.hpp"
#include "engine/base/utf8.hpp"
#include "engine/plan/layer_option.hpp"
#include "engine/route/flows/unit_levels.hpp"
#include "engine/route/table/named_places.hpp"
#include "engine/tile/tile_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tamga::bake {
namespace {

template <class... Values>
[[noreturn]] void refuse(fmt::format_string<Values...> text, Values&&... values) {
    throw Error{Fault::usage, fmt::format(text, std::forward<Values>(values)...)};
}

void check_options(const Options& options) {
    const auto [extent, buffer] = options.grid;
    if (extent <= 0 || (extent & (extent - 1)) != 0) {
        refuse("extent {} is not a power of two in 256..65536", extent);
    }
    if (buffer < 0 || buffer > extent) {
        refuse("buffer {} is not in 0..{}, the extent", buffer, extent);
    }
    constexpr std::uint64_t least_memory = 256 << 20;
    const std::uint64_t memory = options.memory.resident_bytes;
    if (memory != 0 && memory < least_memory) {
        refuse("{} bytes of memory are not enough; the least is 256M", memory);
    }
    for (const plan::Option<Options>& option : bake::options()) {
        if (const auto why = out_of_range(option, options)) {
            refuse("{}", *why);
        }
    }
}

void check_zooms(const plan::Map& map) {
    for (const auto& zoom : {map.min_zoom, map.max_zoom}) {
        if (zoom && (*zoom < 0 || *zoom > tile::max_zoom)) {
            refuse("zoom {} is not in 0..{}", *zoom, tile::max_zoom);
        }
    }
    const int first = map.min_zoom.value_or(0);
    if (map.max_zoom && first > *map.max_zoom) {
        refuse("the first zoom, {}, is deeper than the deepest, {}", first, *map.max_zoom);
    }
}

void check_layer_zooms(const plan::Layer& layer, const plan::Map& map) {
    const int map_first = map.min_zoom.value_or(0);
    const int map_last = map.max_zoom.value_or(tile::max_zoom);
    const int first = layer.min_zoom.value_or(map_first);
    const int last = layer.max_zoom.value_or(map_last);
    if (first > last) {
        refuse("layer '{}': its first zoom, {}, is deeper than its deepest, {}", layer.name, first,
               last);
    }
    if (first > map_last || last < map_first) {
        refuse("layer '{}' has zooms {}..{}, all outside the map's {}..{}", layer.name, first, last,
               map_first, map_last);
    }
}

/// Tiles and metadata hold nothing else.
void check_utf8(const std::string& text, const char* what) {
    if (!base::is_utf8(text)) {
        refuse("the {} is not UTF-8", what);
    }
}

/// What makes no sense for the kind of thing that the layer holds.
void check_kind(const plan::Layer& layer) {
    for (const plan::LayerOption& option : plan::layer_options()) {
        if (const auto why = refusal(option, layer)) {
            refuse("{}", *why);
        }
    }
    if (!layer.where || !layer.where->uses_zoom()) {
        return;
    }
    if (layer.kind == plan::Kind::routes) {
        refuse(
            "layer '{}': where leaves rows out before routes are made of them, so it cannot "
            "ask for $zoom",
            layer.name);
    }
    if (layer.clusters.wanted()) {
        refuse("layer '{}': where asks for $zoom, but a cluster is the same at all its zooms",
               layer.name);
    }
}

void check_levels(const plan::Layer& layer) {
    const std::vector<std::string> levels = route::level_columns(layer.drawing.levels);
    if (levels.empty() || !layer.route.locations.empty() || !layer.route.areas.empty()) {
        return;
    }
    for (const std::string& level : levels) {
        if (!route::is_gazetteer_level(level)) {
            refuse(
                "layer '{}': '{}' is no level of the gazetteer, which has town, admin2, admin1 and "
                "country; others are columns of locations or areas",
                layer.name, level);
        }
    }
}

void check_layer(const plan::Layer& layer, const plan::Map& map) {
    check_utf8(layer.name, "name of a layer");
    check_layer_zooms(layer, map);
    check_kind(layer);
    if (layer.keep == plan::Keep::heaviest && layer.keep_by.empty() &&
        layer.kind != plan::Kind::routes) {
        refuse("layer '{}' keeps the heaviest; by which attribute? (keep_by, --keep-by)",
               layer.name);
    }
    if (layer.kind == plan::Kind::routes && layer.keep != plan::Keep::automatic &&
        layer.keep != plan::Keep::all && layer.keep != plan::Keep::heaviest) {
        refuse("layer '{}': of routes the heaviest are kept, or all", layer.name);
    }
    if (!layer.route.locations.empty() && !layer.route.areas.empty()) {
        refuse("layer '{}': places are found in locations or in areas, not in both", layer.name);
    }
    if (layer.kind == plan::Kind::routes) {
        in_context("layer '" + layer.name + "'", [&] { route::check_places(layer.route); });
    }
    check_levels(layer);
}

void check_clusters(const plan::Layer& layer) {
    const plan::Clusters& clusters = layer.clusters;
    if (!clusters.wanted()) {
        return;
    }
    // Places of routes are clustered unless that is 0.
    const double radius_px = *clusters.radius_px;
    const bool is_radius = layer.kind == plan::Kind::routes ? radius_px >= 0 : radius_px > 0;
    if (!is_radius || radius_px > 512) {
        refuse("layer '{}': a cluster radius of {} is not in 0..512, a tile's width", layer.name,
               radius_px);
    }
    if (layer.keep == plan::Keep::fraction) {  // Of routes it was refused before.
        refuse("layer '{}': clusters count every point, and to keep a fraction leaves some out",
               layer.name);
    }
    for (const auto& [name, way] : clusters.accumulate) {
        if (std::ranges::find(layer.exclude, name) != layer.exclude.end() ||
            (layer.attributes &&
             std::ranges::find(*layer.attributes, name) == layer.attributes->end())) {
            refuse("layer '{}' accumulates '{}' but leaves that attribute out", layer.name, name);
        }
    }
}

/// The names in the tile set; a layer of routes becomes two there, and one of stories up to three.
void check_names(const plan::Map& map) {
    std::vector<std::string> names;
    const auto take = [&names](const std::string& name, const std::string& why) {
        if (std::ranges::find(names, name) != names.end()) {
            refuse("there are two layers '{}'{}; give one another name", name, why);
        }
        names.push_back(name);
    };
    for (const plan::Layer& layer : map.layers) {
        take(layer.name, "");
        if (layer.kind == plan::Kind::story) {
            const std::string why = ", one for the journeys of '" + layer.name + "'";
            take(layer.name + "_journeys", why);
            take(layer.name + "_journeys_places", why);
        }
        if (layer.kind == plan::Kind::routes) {
            take(layer.name + "_places", ", one for the places of '" + layer.name + "'");
            if (layer.drawing.bundle) {
                take(layer.name + "_corridors", ", one for the bundles of '" + layer.name + "'");
            }
        }
        if (layer.label_points) {
            take(layer.name + "_labels", ", one for the labels of '" + layer.name + "'");
        }
    }
}

void check_sources(const plan::Map& map) {
    for (const plan::Layer& layer : map.layers) {
        const bool from_files = layer.kind == plan::Kind::routes || layer.kind == plan::Kind::story;
        if (from_files && !layer.features.empty()) {
            refuse("layer '{}': journeys and stories are read from files, not from memory",
                   layer.name);
        }
        if (layer.sources.empty() && layer.features.empty()) {
            refuse("layer '{}' needs a source, or features in memory", layer.name);
        }
    }
}

void check_standard_input(const plan::Map& map) {
    std::ptrdiff_t readers = 0;
    for (const plan::Layer& layer : map.layers) {
        readers += std::ranges::count(layer.sources, "-");
        readers += std::ranges::count(layer.joins, "-", &plan::Join::path);
        readers += layer.route.locations == "-" ? 1 : 0;
    }
    if (readers > 1) {
        refuse("'-' is named {} times, but standard input can be read only once", readers);
    }
}

}  // namespace

void check(const plan::Map& map, const Options& options) {
    check_options(options);
    check_zooms(map);
    check_sources(map);
    check_utf8(map.name, "name of the tile set");
    check_utf8(map.description, "description");
    check_utf8(map.attribution, "attribution");
    check_names(map);
    for (const plan::Layer& layer : map.layers) {
        check_layer(layer, map);
        check_clusters(layer);
    }
    check_standard_input(map);
}

}  // namespace tamga::bake
