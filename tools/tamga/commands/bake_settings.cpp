// SPDX-License-Identifier: MIT
#include "tools/tamga/commands/bake_settings.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <utility>

namespace tamga::cli {
namespace {

int whole_number(const std::string& text, const std::string& option) {
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) {
        throw Error{Fault::usage, fmt::format("{}: '{}' is not a whole number", option, text)};
    }
    return value;
}

/// `text` at its first colon; `form` is what it should look like, for the message.
std::pair<std::string, std::string> split_named(const std::string& text, const std::string& form) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) {
        throw Error{Fault::usage, fmt::format("'{}' is not {}", text, form)};
    }
    return {text.substr(0, colon), text.substr(colon + 1)};
}

std::vector<std::string> split_columns(const std::string& text) {
    std::vector<std::string> columns;
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
        end = text.find(',', begin);
        columns.push_back(text.substr(begin, end - begin));
    }
    return columns;
}

style::Layer layer_of(const style::Layer& common, const std::string& name,
                      const std::string& source, style::Kind kind) {
    style::Layer layer = common;
    layer.name = name;
    layer.kind = kind;
    layer.sources = {source};
    return layer;
}

/// Sources on the command line become layers; several files of one layer name are one layer.
void add_layer(style::Map& map, style::Layer layer) {
    for (style::Layer& known : map.layers) {
        if (known.name == layer.name && known.kind == layer.kind) {
            known.sources.push_back(layer.sources[0]);
            return;
        }
    }
    map.layers.push_back(std::move(layer));
}

style::Layer common_layer(const BakeSettings& settings) {
    style::Layer common = settings.common;
    if (!settings.keep.empty()) {
        common.keep = style::keep_named(settings.keep);
    }
    if (!settings.include.empty()) {
        common.attributes = settings.include;
    }
    for (const std::string& text : settings.types) {
        const auto [name, type] = split_named(text, "A:TYPE, as --type expects");
        common.types[name] = style::field_type_named(type);
    }
    for (const std::string& text : settings.accumulate) {
        const auto [name, way] = split_named(text, "A:HOW, as --accumulate expects");
        common.clusters.accumulate[name] = style::accumulation_named(way);
    }
    common.route.origin.clear();
    common.route.destination.clear();
    if (!settings.origin.empty()) {
        common.route.origin = split_columns(settings.origin);
    }
    if (!settings.destination.empty()) {
        common.route.destination = split_columns(settings.destination);
    }
    return common;
}

style::Map map_of_sources(const BakeSettings& settings) {
    style::Map map;
    const style::Layer common = common_layer(settings);
    for (const std::string& source : settings.sources) {
        const std::string name =
            settings.layer.empty() ? ingest::layer_name(source) : settings.layer;
        add_layer(map, layer_of(common, name, source, style::Kind::features));
    }
    for (const std::string& text : settings.named_sources) {
        const auto [name, source] = split_named(text, "NAME:FILE, as -L expects");
        add_layer(map, layer_of(common, name, source, style::Kind::features));
    }
    for (const std::string& source : settings.route_sources) {
        const std::string name = settings.layer.empty() || !settings.sources.empty()
                                     ? ingest::layer_name(source)
                                     : settings.layer;
        add_layer(map, layer_of(common, name, source, style::Kind::routes));
    }
    for (const std::string& source : settings.story_sources) {
        // All texts and pictures are one story, called after the first.
        const std::string name = settings.layer.empty() || !settings.sources.empty()
                                     ? ingest::layer_name(settings.story_sources[0])
                                     : settings.layer;
        add_layer(map, layer_of(common, name, source, style::Kind::story));
    }
    if (map.layers.empty()) {
        throw Error{Fault::usage,
                    "missing SOURCE, MAP.toml, -L NAME:FILE, --routes FILE or --stories FILE"};
    }
    return map;
}

bool names_map(const std::string& path) { return path.ends_with(".toml"); }

/// An option, and whether it was given.
struct Given {
    const char* option;
    bool given;
};

/// The options that say what a MAP.toml says of each layer.
std::vector<Given> layer_options(const BakeSettings& s) {
    return {{"--layer", !s.layer.empty()},
            {"-L", !s.named_sources.empty()},
            {"--routes", !s.route_sources.empty()},
            {"--stories", !s.story_sources.empty()},
            {"--gazetteer", !s.common.gazetteer.empty()},
            {"--crs", !s.common.crs.empty()},
            {"--source-layer", !s.common.source_layer.empty()},
            {"--keep", !s.keep.empty()},
            {"--keep-by", !s.common.keep_by.empty()},
            {"--include", !s.include.empty()},
            {"--exclude", !s.common.exclude.empty()},
            {"--type", !s.types.empty()},
            {"--id", !s.common.id.empty()},
            {"--min-size", s.common.min_size_px != 0},
            {"--cluster", s.common.clusters.wanted()}};
}

std::vector<Given> cluster_options(const BakeSettings& s) {
    return {{"--accumulate", !s.accumulate.empty()},
            {"--cluster-max-zoom", s.common.clusters.max_zoom.has_value()},
            {"--cluster-min-points", s.common.clusters.min_points != 2}};
}

std::vector<Given> route_options(const BakeSettings& s) {
    const style::RouteColumns& columns = s.common.route;
    return {{"--origin", !s.origin.empty()},
            {"--destination", !s.destination.empty()},
            {"--origin-name", !columns.origin_name.empty()},
            {"--destination-name", !columns.destination_name.empty()},
            {"--weight", !columns.weight.empty()},
            {"--time", !columns.time.empty()},
            {"--category", !columns.category.empty()},
            {"--locations", !columns.locations.empty()}};
}

void refuse_given(const std::vector<Given>& options, const std::string& why) {
    for (const auto& [option, given] : options) {
        if (given) {
            throw Error{Fault::usage, fmt::format("{} {}", option, why)};
        }
    }
}

void check_sources(const BakeSettings& settings) {
    if (std::ranges::any_of(settings.sources, names_map)) {
        if (settings.sources.size() > 1) {
            throw Error{Fault::usage, "a MAP.toml names all sources; give it alone"};
        }
        const std::string why = "does not go with a MAP.toml, which says it for each layer";
        refuse_given(layer_options(settings), why);
        refuse_given(route_options(settings), why);
        refuse_given(cluster_options(settings), why);
        return;
    }
    if (!settings.common.clusters.wanted()) {
        refuse_given(cluster_options(settings), "belongs to --cluster, and there is none");
    }
    if (settings.story_sources.empty()) {
        refuse_given({{"--gazetteer", !settings.common.gazetteer.empty()}},
                     "belongs to a --stories source, and there is none");
    }
    if (settings.route_sources.empty()) {
        refuse_given(route_options(settings), "belongs to a --routes source, and there is none");
        if (settings.sources.empty() && settings.story_sources.empty() &&
            !settings.named_sources.empty()) {
            refuse_given({{"--layer", !settings.layer.empty()}},
                         "names the layer of a SOURCE, and there is none");
        }
    }
}

style::Map unnamed_map_of(const BakeSettings& settings) {
    check_sources(settings);
    return is_map_file(settings) ? style::read_map(settings.sources[0]) : map_of_sources(settings);
}

}  // namespace

bool is_map_file(const BakeSettings& settings) {
    return settings.sources.size() == 1 && names_map(settings.sources[0]);
}

style::Map map_of(const BakeSettings& settings) {
    style::Map map = unnamed_map_of(settings);
    if (!settings.name.empty() || map.name.empty()) {
        map.name = settings.name.empty()
                       ? std::filesystem::path{settings.bake.output}.stem().string()
                       : settings.name;
    }
    if (!settings.attribution.empty()) {
        map.attribution = settings.attribution;
    }
    if (settings.min_zoom) {
        map.min_zoom = settings.min_zoom;
    }
    if (settings.max_zoom == "guess" || settings.max_zoom == "g") {
        map.max_zoom.reset();
    } else if (!settings.max_zoom.empty()) {
        map.max_zoom = whole_number(settings.max_zoom, "--max-zoom");
    }
    return map;
}

}  // namespace tamga::cli
