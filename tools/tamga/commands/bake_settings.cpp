// SPDX-License-Identifier: MIT
#include "tools/tamga/commands/bake_settings.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/journey.hpp"
#include "tools/tamga/cli/given.hpp"

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

/// FILE:A or FILE:A=COL. Names of files have colons more often than those of attributes.
style::Join join_of(const std::string& text) {
    const auto colon = text.rfind(':');
    const std::string key = colon == std::string::npos ? "" : text.substr(colon + 1);
    const auto equals = key.find('=');
    style::Join join{.path = text.substr(0, colon),
                     .key = key.substr(0, equals),
                     .column = equals == std::string::npos ? key : key.substr(equals + 1)};
    if (join.path.empty() || join.key.empty() || join.column.empty()) {
        throw Error{Fault::usage,
                    fmt::format("'{}' is not FILE:A or FILE:A=COL, as --join expects", text)};
    }
    return join;
}

/// "5" or "3-8".
style::ZoomSpan zoom_span(const std::string& text) {
    style::ZoomSpan span;
    const auto dash = text.find('-', 1);
    span.first = whole_number(text.substr(0, dash), "--attribute-at");
    if (dash != std::string::npos) {
        span.last = whole_number(text.substr(dash + 1), "--attribute-at");
    }
    if (span.first < 0 || span.last > style::ZoomSpan{}.last || span.first > span.last) {
        throw Error{
            Fault::usage,
            fmt::format("--attribute-at: '{}' is not a zoom or a range within 0..24", text)};
    }
    return span;
}

/// The same without what is for features only.
style::Layer for_routes(style::Layer layer) {
    const style::Layer plain;
    layer.joins = plain.joins;
    layer.order_by = plain.order_by;
    layer.min_zoom_by = plain.min_zoom_by;
    layer.max_zoom_by = plain.max_zoom_by;
    layer.layer_by = plain.layer_by;
    layer.merge_lines = plain.merge_lines;
    layer.label_points = plain.label_points;
    return layer;
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

/// A limit that was given, or the usual one.
std::uint64_t limit_of(const char* option, std::optional<int> given, std::uint64_t usual) {
    if (given.value_or(0) < 0) {
        throw Error{Fault::usage, fmt::format("{}: {} is less than 0", option, *given)};
    }
    return given ? static_cast<std::uint64_t>(*given) : usual;
}

style::RouteDrawing drawing_of(const BakeSettings& settings) {
    style::RouteDrawing drawing;
    drawing.bundle = settings.bundle;
    drawing.max_tile_flows =
        limit_of("--max-tile-flows", settings.max_tile_flows, drawing.max_tile_flows);
    drawing.max_zoom_flows =
        limit_of("--max-zoom-flows", settings.max_zoom_flows, drawing.max_zoom_flows);
    if (!settings.levels.empty()) {
        drawing.levels = route::split_columns(settings.levels);
    }
    if (!settings.breaks.empty()) {
        drawing.breaks =
            in_context("--breaks", [&] { return style::breaks_named(settings.breaks); });
    }
    if (!settings.curve.empty()) {
        drawing.curve = style::curve_named(settings.curve);
    }
    if (!settings.time_as.empty()) {
        drawing.time_as = style::time_as_named(settings.time_as);
    }
    return drawing;
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
    common.drawing = drawing_of(settings);
    if (!settings.where.empty()) {
        common.where = in_context("--where", [&] { return filter::Expression{settings.where}; });
    }
    for (const std::string& text : settings.joins) {
        common.joins.push_back(join_of(text));
    }
    for (const std::string& text : settings.attributes_at) {
        const auto [name, zooms] = split_named(text, "A:ZOOM, as --attribute-at expects");
        common.attributes_at[name] = zoom_span(zooms);
    }
    if (!settings.order_by.empty() && !settings.order_descending_by.empty()) {
        throw Error{Fault::usage, "--order-by and --order-descending-by do not go together"};
    }
    common.order_descending = settings.order_by.empty();
    common.order_by = common.order_descending ? settings.order_descending_by : settings.order_by;
    for (const std::string& text : settings.accumulate) {
        const auto [name, way] = split_named(text, "A:HOW, as --accumulate expects");
        common.clusters.accumulate[name] = style::accumulation_named(way);
    }
    common.route = route_columns(settings.journeys);
    return common;
}

/// A file of several layers becomes as many, unless it is told which to choose or what to be called.
void add_source(style::Map& map, const BakeSettings& settings, const style::Layer& common,
                const std::string& source) {
    const std::string stem = ingest::layer_name(source);
    const bool one = !settings.layer.empty() || !common.source_layer.empty();
    const auto names = one ? std::vector<std::string>{}
                           : ingest::layers({.path = source, .encoding = common.encoding});
    if (names.size() < 2) {
        add_layer(map, layer_of(common, settings.layer.empty() ? stem : settings.layer, source,
                                style::Kind::features));
        return;
    }
    for (const std::string& name : names) {
        const bool taken =
            std::ranges::find(map.layers, name, &style::Layer::name) != map.layers.end();
        style::Layer layer =
            layer_of(common, taken ? stem + "_" + name : name, source, style::Kind::features);
        layer.source_layer = name;
        map.layers.push_back(std::move(layer));
    }
}

style::Map map_of_sources(const BakeSettings& settings) {
    style::Map map;
    const style::Layer common = common_layer(settings);
    for (const std::string& source : settings.sources) {
        add_source(map, settings, common, source);
    }
    for (const std::string& text : settings.named_sources) {
        const auto [name, source] = split_named(text, "NAME:FILE, as -L expects");
        add_layer(map, layer_of(common, name, source, style::Kind::features));
    }
    for (const std::string& source : settings.route_sources) {
        const std::string name = settings.layer.empty() || !settings.sources.empty()
                                     ? ingest::layer_name(source)
                                     : settings.layer;
        style::Layer layer = layer_of(for_routes(common), name, source, style::Kind::routes);
        if (!map.layers.empty() && map.layers[0].kind != style::Kind::routes) {
            layer.clusters = {.radius_px = common.clusters.radius_px};  // The rest is for points.
        }
        add_layer(map, std::move(layer));
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

/// The options that say what a MAP.toml says of each layer.
std::vector<Given> layer_options(const BakeSettings& s) {
    return {{"--layer", !s.layer.empty()},
            {"-L", !s.named_sources.empty()},
            {"--routes", !s.route_sources.empty()},
            {"--stories", !s.story_sources.empty()},
            {"--gazetteer", !s.common.gazetteer.empty()},
            {"--crs", !s.common.crs.empty()},
            {"--encoding", !s.common.encoding.empty()},
            {"--source-layer", !s.common.source_layer.empty()},
            {"--keep", !s.keep.empty()},
            {"--keep-by", !s.common.keep_by.empty()},
            {"--include", !s.include.empty()},
            {"--exclude", !s.common.exclude.empty()},
            {"--type", !s.types.empty()},
            {"--id", !s.common.id.empty()},
            {"--where", !s.where.empty()},
            {"--attribute-at", !s.attributes_at.empty()},
            {"--min-size", s.common.min_size_px != 0},
            {"--cluster", s.common.clusters.wanted()}};
}

std::vector<Given> cluster_options(const BakeSettings& s) {
    return {{"--accumulate", !s.accumulate.empty()},
            {"--cluster-max-zoom", s.common.clusters.max_zoom.has_value()},
            {"--cluster-min-points", s.common.clusters.min_points != 2}};
}

/// Those of them that are not for routes.
std::vector<Given> feature_options(const BakeSettings& s) {
    return {{"--join", !s.joins.empty()},
            {"--order-by", !s.order_by.empty()},
            {"--order-descending-by", !s.order_descending_by.empty()},
            {"--min-zoom-by", !s.common.min_zoom_by.empty()},
            {"--max-zoom-by", !s.common.max_zoom_by.empty()},
            {"--layer-by", !s.common.layer_by.empty()},
            {"--merge-lines", s.common.merge_lines},
            {"--label-points", s.common.label_points}};
}

std::vector<Given> route_options(const BakeSettings& s) {
    std::vector<Given> options = journey_options(s.journeys);
    options.insert(options.end(), {{"--levels", !s.levels.empty()},
                                   {"--breaks", !s.breaks.empty()},
                                   {"--bundle", s.bundle},
                                   {"--max-tile-flows", s.max_tile_flows.has_value()},
                                   {"--max-zoom-flows", s.max_zoom_flows.has_value()},
                                   {"--curve", !s.curve.empty()},
                                   {"--time-as", !s.time_as.empty()}});
    return options;
}

void check_sources(const BakeSettings& settings) {
    if (std::ranges::any_of(settings.sources, names_map)) {
        if (settings.sources.size() > 1) {
            throw Error{Fault::usage, "a MAP.toml names all sources; give it alone"};
        }
        const std::string why = "does not go with a MAP.toml, which says it for each layer";
        refuse_given(layer_options(settings), why);
        refuse_given(feature_options(settings), why);
        refuse_given(route_options(settings), why);
        refuse_given(cluster_options(settings), why);
        return;
    }
    if (!settings.route_sources.empty() && settings.sources.empty() &&
        settings.named_sources.empty()) {
        refuse_given(feature_options(settings), "is not for routes, and there is no other source");
    }
    if (!settings.common.clusters.wanted()) {
        refuse_given(cluster_options(settings), "belongs to --cluster, and there is none");
    }
    if (settings.story_sources.empty() && settings.route_sources.empty()) {
        refuse_given({{"--gazetteer", !settings.common.gazetteer.empty()}},
                     "belongs to a --stories or --routes source, and there is none");
    }
    if (settings.route_sources.empty()) {
        refuse_given({{"--resolved", !settings.journeys.resolved.empty()}},
                     "belongs to a --routes source, and there is none");
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
