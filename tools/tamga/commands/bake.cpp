// SPDX-License-Identifier: MIT
//
// tamga bake: renders vector tiles and route layers. This file reads the command line into a
// style::Map and bake::Options; engine/bake/bake.cpp does the work.
#include "engine/bake/bake.hpp"
#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/progress.hpp"
#include "tools/tamga/commands/bake_report.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

struct Settings {
    std::vector<std::string> sources;
    std::vector<std::string> named_sources;
    std::vector<std::string> route_sources;
    std::string layer;
    std::string max_zoom;
    std::optional<int> min_zoom;
    std::string keep;
    style::Layer common;
    std::string origin;
    std::string destination;
    std::vector<std::string> include;
    std::vector<std::string> types;
    std::string name;
    std::string attribution;
    std::string report;
    bake::Options bake;
    CommonSettings talk;
};

int whole_number(const std::string& text, const std::string& option) {
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) {
        throw Error{Fault::usage, fmt::format("{}: '{}' is not a whole number", option, text)};
    }
    return value;
}

/// "NAME:FILE".
std::pair<std::string, std::string> split_named(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) {
        throw Error{Fault::usage, fmt::format("'{}' is not NAME:FILE or NAME:TYPE", text)};
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

style::Layer common_layer(const Settings& settings) {
    style::Layer common = settings.common;
    if (!settings.keep.empty()) {
        common.keep = style::keep_named(settings.keep);
    }
    if (!settings.include.empty()) {
        common.attributes = settings.include;
    }
    for (const std::string& text : settings.types) {
        const auto [name, type] = split_named(text);
        common.types[name] = style::field_type_named(type);
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

style::Map map_of_sources(const Settings& settings) {
    style::Map map;
    const style::Layer common = common_layer(settings);
    for (const std::string& source : settings.sources) {
        const std::string name =
            settings.layer.empty() ? ingest::layer_name(source) : settings.layer;
        add_layer(map, layer_of(common, name, source, style::Kind::features));
    }
    for (const std::string& text : settings.named_sources) {
        const auto [name, source] = split_named(text);
        add_layer(map, layer_of(common, name, source, style::Kind::features));
    }
    for (const std::string& source : settings.route_sources) {
        const std::string name = settings.layer.empty() || !map.layers.empty()
                                     ? ingest::layer_name(source)
                                     : settings.layer;
        add_layer(map, layer_of(common, name, source, style::Kind::routes));
    }
    if (map.layers.empty()) {
        throw Error{Fault::usage, "missing SOURCE, MAP.toml, -L NAME:FILE or --routes FILE"};
    }
    return map;
}

bool is_map_file(const std::string& path) { return path.ends_with(".toml"); }

style::Map map_of(const Settings& settings) {
    style::Map map;
    if (settings.sources.size() == 1 && is_map_file(settings.sources[0])) {
        if (!settings.named_sources.empty() || !settings.route_sources.empty()) {
            throw Error{Fault::usage, "a MAP.toml names all layers; -L and --routes do not go with it"};
        }
        map = style::read_map(settings.sources[0]);
    } else {
        map = map_of_sources(settings);
    }
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

int run(Settings settings, Io& io) {
    if (settings.bake.output.empty()) {
        throw Error{Fault::usage, "missing -o TILESET: where should the tiles go?"};
    }
    const style::Map map = map_of(settings);
    settings.bake.force = settings.talk.force;
    Progress progress{io, settings.talk.quiet};
    settings.bake.progress = [&](std::string_view step, std::uint64_t done, std::uint64_t total) {
        progress.step(step, done, total);
    };
    const bake::Report report = bake::bake(map, settings.bake);
    progress.clear();
    if (!settings.report.empty()) {
        std::ofstream file{settings.report};
        if (!(file << to_json(report) << '\n').flush()) {
            throw Error{Fault::system, settings.report + ": cannot be written"};
        }
    }
    if (settings.talk.json) {
        io.out << to_json(report) << '\n';
    } else if (!settings.talk.quiet) {
        print_report(report, io.err, settings.talk.verbose);
    }
    return 0;
}

void define_layers(Options& options, Settings& s) {
    options.option({"-l,--layer", "NAME", "Name of the layer (the file's stem)."}, s.layer);
    options.option({"-L,--named-layer", "NAME:FILE", "A layer and its source; may be repeated."},
                   s.named_sources);
    options.option({"-z,--max-zoom", "N", "Deepest zoom, or 'guess' from the data (guess)."},
                   s.max_zoom);
    options.option({"-Z,--min-zoom", "N", "First zoom (0)."}, s.min_zoom);
    options.option({"--crs", "EPSG:N", "CRS of the sources (what they say, else WGS 84)."},
                   s.common.crs);
    options.option({"--source-layer", "NAME", "Which layer of the source, where it has several."},
                   s.common.source_layer);
    options.option({"-n,--name", "TEXT", "Name of the tile set (the output's stem)."}, s.name);
    options.option({"-A,--attribution", "TEXT", "Whom the data is from."}, s.attribution);
}

void define_features(Options& options, Settings& s) {
    options.option({"--keep", "HOW",
                    "Where a tile is over its budget keep all, dense (an even share), fraction (a "
                    "fixed rate a zoom), largest, or heaviest (dense for points, largest for "
                    "others, heaviest for routes)."},
                   s.keep);
    options.option({"--keep-by", "A", "The attribute that --keep heaviest goes by."},
                   s.common.keep_by);
    options.option({"--max-tile-bytes", "N", "Budget of a tile, compressed; 0: none (500000)."},
                   s.bake.budget.tile_bytes);
    options.option({"--max-tile-features", "N", "Features a tile may have; 0: any (200000)."},
                   s.bake.budget.tile_features);
    options.option({"-y,--include", "A", "Keep this attribute only; may be repeated."}, s.include);
    options.option({"-x,--exclude", "A", "Leave out this attribute; may be repeated."},
                   s.common.exclude);
    options.option({"--type", "A:TYPE", "Make an attribute an int, float, string or bool."},
                   s.types);
    options.option({"--id", "A", "The attribute that becomes the feature's id."}, s.common.id);
}

void define_geometry(Options& options, Settings& s) {
    options.option({"--extent", "N", "Grid units along a tile's side (4096)."}, s.bake.grid.extent);
    options.option({"--buffer", "PX", "Grid units drawn around a tile (80)."}, s.bake.grid.buffer);
    options.option({"--simplify", "PX",
                    "How far a line may be drawn from the true one, in units of 4096 (1)."},
                   s.bake.simplify_px);
    options.option({"--min-size", "PX", "Leave out lines and polygons smaller than this (0)."},
                   s.common.min_size_px);
}

void define_routes(Options& options, Settings& s) {
    options.option({"--routes", "FILE", "A table of origins and destinations."}, s.route_sources);
    options.option({"--origin", "COLS", "Its origin: two coordinate columns, or one of places."},
                   s.origin);
    options.option({"--destination", "COLS", "Its destination, likewise."}, s.destination);
    options.option({"--origin-name", "COL", "What an origin given by coordinates is called."},
                   s.common.route.origin_name);
    options.option({"--destination-name", "COL", "The same for a destination."},
                   s.common.route.destination_name);
    options.option({"--weight", "COL", "How many a row stands for (1)."}, s.common.route.weight);
    options.option({"--time", "COL", "The period of a row."}, s.common.route.time);
    options.option({"--category", "COL", "The category of a row."}, s.common.route.category);
    options.option({"--locations", "FILE", "Places that the columns name: id or name, lat, lon."},
                   s.common.route.locations);
}

void define_run(Options& options, Settings& s) {
    options.option({"--threads", "N", "Threads (one for each core)."}, s.bake.threads);
    options.option({"--report", "FILE", "Write the report as JSON to a file."}, s.report);
    options.flag("--strict", s.bake.strict, "A bad record is an error.");
    add_json(options, s.talk);
    add_force(options, s.talk);
    add_talk(options, s.talk);
}

}  // namespace

Command bake_command() {
    return {.name = "bake",
            .summary = "Render vector tiles and route layers.",
            .example =
                "Examples:\n"
                "  tamga bake cities.geojson -o cities.pmtiles\n"
                "  tamga bake -L places:cities.csv -L land:countries.gpkg -z 10 -o map.mbtiles\n"
                "  tamga bake --routes journeys.csv --origin from_lon,from_lat \\\n"
                "      --destination to_lon,to_lat --weight people -o flows.pmtiles\n"
                "  tamga bake styles/journeys/map.toml -o out/",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                options.operands("SOURCE", settings->sources, 0,
                                 "Files with features, '-' for stdin, or one MAP.toml.");
                options.option({"-o,--output", "TILESET",
                                "NAME.pmtiles, NAME.mbtiles, or a directory ending in /."},
                               settings->bake.output);
                define_layers(options, *settings);
                define_features(options, *settings);
                define_geometry(options, *settings);
                define_routes(options, *settings);
                define_run(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
