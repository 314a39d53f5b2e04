// SPDX-License-Identifier: MIT
//
// tamga bake: renders vector tiles and route layers. This file and bake_settings.cpp read the
// command line into a style::Map and bake::Options; engine/bake/bake.cpp does the work.
#include "engine/bake/bake.hpp"
#include "engine/bake/check_map.hpp"
#include "engine/base/check_output.hpp"
#include "engine/base/error.hpp"
#include "engine/base/output_file.hpp"
#include "engine/style/input_files.hpp"
#include "tools/tamga/cli/progress.hpp"
#include "tools/tamga/cli/size.hpp"
#include "tools/tamga/commands/bake_report.hpp"
#include "tools/tamga/commands/bake_settings.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <array>
#include <memory>
#include <ostream>
#include <utility>

namespace tamga::cli {
namespace {

using Settings = BakeSettings;

/// Whatever can be refused about the outputs is refused before any work.
void check_outputs(const Settings& settings, const style::Map& map) {
    std::vector<std::string> needed = style::input_files(map);
    needed.insert(needed.end(), settings.sources.begin(), settings.sources.end());
    const std::string& output = settings.bake.output;
    base::check_output(output, settings.talk.force);
    base::check_apart("-o", output, needed);
    needed.push_back(output);
    const std::pair<const char*, const std::string&> texts[] = {
        {"--report", settings.report}, {"--resolved", settings.journeys.resolved}};
    for (const auto& [option, path] : texts) {
        if (path.empty()) {
            continue;
        }
        base::check_output(path, settings.talk.force, base::OutputKind::stream);
        base::check_apart(option, path, needed);
        base::check_apart("-o", output, std::array{path});
        needed.push_back(path);
    }
}

void write_resolved(const bake::Report& report, const std::string& path) {
    std::string rows = route::resolved_header();
    for (const bake::LayerReport& layer : report.layers) {
        rows += route::resolved_rows(layer.names, layer.name);
    }
    base::write_output(path, rows);
}

int run(Settings settings, Io& io) {
    if (settings.bake.output.empty()) {
        throw Error{Fault::usage, "missing -o TILESET: where should the tiles go?"};
    }
    style::Map map = map_of(settings);
    if (is_map_file(settings)) {
        in_context(settings.sources[0], [&] { bake::check(map, settings.bake); });
    }
    check_outputs(settings, map);
    for (style::Layer& layer : map.layers) {
        layer.route.list_names = !settings.journeys.resolved.empty();
    }
    settings.bake.force = settings.talk.force;
    if (!settings.memory.empty()) {
        settings.bake.memory.resident_bytes = size_bytes(settings.memory, "--memory");
    }
    Progress progress{io, settings.talk.quiet};
    settings.bake.progress = [&](std::string_view step, std::uint64_t done, std::uint64_t total) {
        progress.step(step, done, total);
    };
    const bake::Report report = bake::bake(map, settings.bake);
    progress.clear();
    if (!settings.report.empty()) {
        base::write_output(settings.report, to_json(report) + '\n');
    }
    if (!settings.journeys.resolved.empty()) {
        write_resolved(report, settings.journeys.resolved);
    }
    if (settings.talk.json) {
        io.out << to_json(report) << '\n';
    } else if (!settings.talk.quiet) {
        const bool with_time = io.terminal || settings.talk.verbose;
        print_report(report, io.err, {settings.talk.verbose, with_time});
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
    options.option({"--encoding", "NAME",
                    "How the text of CSV, GeoJSON and Shapefiles is written: windows-1251, latin1, "
                    "UTF-16 ... (UTF-8, or what it looks like, which is said)."},
                   s.common.encoding);
    options.option({"--source-layer", "NAME",
                    "Which layer of the sources (each of a SOURCE becomes a layer of its name, "
                    "those of NAME:FILE go together)."},
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
    options.option({"--keep-by", "A",
                    "Keep the heaviest by this attribute (of points, a column that is plainly a "
                    "size, such as population; --keep dense: by none)."},
                   s.common.keep_by);
    options.option({"--max-tile-bytes", "N", "Budget of a tile, compressed; 0: none (500000)."},
                   s.bake.budget.tile_bytes);
    options.option({"--max-tile-features", "N", "Features a tile may have; 0: any (200000)."},
                   s.bake.budget.tile_features);
    options.option({"--compression", "N",
                    "From 1 (fast) to 12 (tiles 5 to 9 % smaller, ten times the time) (1)."},
                   s.bake.compression);
    options.option(
        {"--where", "EXPR",
         "Only features for which this holds: \"people > 1000 and kind in ('town', "
         "'city')\". Also or, not, is null, like, ilike, between, + - * / %, $id, $type, "
         "$zoom; names that are no plain words in double quotes."},
        s.where);
    options.option({"-y,--include", "A", "Keep this attribute only; may be repeated."}, s.include);
    options.option({"-x,--exclude", "A", "Leave out this attribute; may be repeated."},
                   s.common.exclude);
    options.option({"--type", "A:TYPE", "Make an attribute an int, float, string or bool."},
                   s.types);
    options.option({"--id", "A", "The attribute that becomes the feature's id."}, s.common.id);
    options.option({"--join", "FILE:A",
                    "Attributes from the row of a table whose column A equals attribute A; "
                    "FILE:A=COL if the column has another name. May be repeated."},
                   s.joins);
    options.option({"--attribute-at", "A:ZOOM",
                    "Write an attribute from this zoom on, or at A:FIRST-LAST; may be repeated."},
                   s.attributes_at);
    options.option({"--order-by", "A", "Draw features in the order of an attribute."}, s.order_by);
    options.option({"--order-descending-by", "A", "The same, the largest first."},
                   s.order_descending_by);
    options.option({"--min-zoom-by", "A",
                    "The attribute that says from which zoom a feature is drawn (GeoJSON may say "
                    "it in \"tippecanoe\", too)."},
                   s.common.min_zoom_by);
    options.option({"--max-zoom-by", "A", "The same for the last zoom."}, s.common.max_zoom_by);
    options.option({"--layer-by", "A", "The attribute that names the layer a feature goes into."},
                   s.common.layer_by);
}

void define_clusters(Options& options, Settings& s) {
    style::Clusters& clusters = s.common.clusters;
    options.option({"--cluster", "PX",
                    "Make one of points that are this near, in pixels of a tile 512 wide; each "
                    "says how many it is (point_count). Places of routes are always clustered (40; "
                    "0: never)."},
                   clusters.radius_px);
    options.option({"--accumulate", "A:HOW",
                    "An attribute of a cluster from its points': sum, mean, min, max, count, "
                    "concat or comma (concat with commas); may be repeated."},
                   s.accumulate);
    options.option({"--cluster-max-zoom", "N", "Deepest zoom with clusters (all but the deepest)."},
                   clusters.max_zoom);
    options.option({"--cluster-min-points", "N", "Fewer points than this stay apart (2)."},
                   clusters.min_points);
}

void define_geometry(Options& options, Settings& s) {
    options.option({"--extent", "N", "Grid units along a tile's side (4096)."}, s.bake.grid.extent);
    options.option({"--buffer", "PX", "Grid units drawn around a tile (80)."}, s.bake.grid.buffer);
    options.option({"--simplify", "PX",
                    "How far a line may be drawn from the true one, in units of 4096 (1)."},
                   s.bake.simplify_px);
    options.option(
        {"--close-gaps", "PX",
         "Draw polygons as neighbours where the gap between them, or what both claim, is "
         "narrower than this, in units of 4096, as between the banks of a border river; "
         "not at the deepest zoom; 0: never (8)."},
        s.bake.close_gaps_px);
    options.option({"--min-size", "PX",
                    "Leave out lines, rings and holes whose box is smaller, and features that have "
                    "no larger one (0)."},
                   s.common.min_size_px);
    options.flag("--merge-lines", s.common.merge_lines,
                 "Make one line of two that meet and have the same attributes.");
    options.flag("--label-points", s.common.label_points,
                 "Add a layer NAME_labels: one point in each polygon, where it is widest.");
}

void define_routes(Options& options, Settings& s) {
    options.option({"--routes", "FILE", "A table of origins and destinations."}, s.route_sources);
    options.option({"--stories", "FILE",
                    "A text whose places become points, and whose journeys routes; or a photo, "
                    "which becomes a point where it was taken. All together are one layer."},
                   s.story_sources);
    options.option({"--gazetteer", "FILE",
                    "For --stories, and for --routes without --locations: names of places "
                    "(data/gazetteer.tamga beside the program, or $TAMGA_GAZETTEER)."},
                   s.common.gazetteer);
    add_journey_options(options, s.journeys);
}

void define_flows(Options& options, Settings& s) {
    options.option(
        {"--levels", "COLS",
         "Instead of near places those of one unit are one: columns of the locations, "
         "the finest first, as in town,admin1:4,country (:N is the zoom it begins at). Without "
         "locations those that the gazetteer knows a place or a position to be in: town, admin2, "
         "admin1 and country."},
        s.levels);
    options.option({"--max-tile-flows", "N",
                    "Lines of routes a tile may have, the heaviest first; 0: any (2000)."},
                   s.max_tile_flows);
    options.option({"--max-zoom-flows", "N",
                    "The same for all tiles of a zoom, a line counted in each (400000)."},
                   s.max_zoom_flows);
    options.option({"--breaks", "N,N...",
                    "Where classes of counts begin, for the metadata (round numbers at the 50th, "
                    "80th, 95th and 99th percentile)."},
                   s.breaks);
    options.choice({"--curve", "KIND",
                    "Draw routes geodesic (default), bezier (arcs to the right) or straight."},
                   s.curve, {"geodesic", "bezier", "straight"});
    options.flag(
        "--bundle", s.bundle,
        "Join routes along shared corridors; adds a layer NAME_corridors with the count of "
        "each.");
    options.choice(
        {"--time-as", "HOW", "Write periods as attributes of one line (default), or as features."},
        s.time_as, {"attributes", "features"});
}

void define_run(Options& options, Settings& s) {
    options.option({"--threads", "N", "Threads (one for each core)."}, s.bake.threads);
    options.option({"--memory", "SIZE",
                    "What the process may hold, as 512M or 2G; more goes to temporary files (half "
                    "of the machine's)."},
                   s.memory);
    options.option({"--temporary", "DIR", "Where temporary files go (TMPDIR, else /tmp)."},
                   s.bake.memory.folder);
    options.option({"--report", "FILE",
                    "Write the report as JSON to a file; one that is there only with --force."},
                   s.report);
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
                define_clusters(options, *settings);
                define_geometry(options, *settings);
                define_routes(options, *settings);
                define_flows(options, *settings);
                define_run(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
