// SPDX-License-Identifier: MIT
//
// tamga bake: renders vector tiles and route layers. This file and bake_settings.cpp read the
// command line into a plan::Map and bake::Options; engine/bake/bake.cpp does the work.
#include "engine/bake/bake.hpp"
#include "engine/archive/formats.hpp"
#include "engine/bake/check_map.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/output_file.hpp"
#include "engine/base/printable.hpp"
#include "engine/plan/input_files.hpp"
#include "tools/tamga/cli/layer_flags.hpp"
#include "tools/tamga/cli/progress.hpp"
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
void check_outputs(const Settings& settings, const plan::Map& map) {
    std::vector<std::string> needed = plan::input_files(map);
    needed.insert(needed.end(), settings.sources.begin(), settings.sources.end());
    const std::string& output = settings.bake.output;
    base::check_output(output, settings.talk.force);
    base::check_apart("-o", output, needed);
    needed.push_back(output);
    const std::pair<const char*, const std::string&> texts[] = {{"--report", settings.report},
                                                                {"--resolved", settings.resolved}};
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
    plan::Map map = map_of(settings);
    if (is_map_file(settings)) {
        in_context(settings.sources[0], [&] { bake::check(map, settings.bake); });
    }
    check_outputs(settings, map);
    for (plan::Layer& layer : map.layers) {
        layer.route.list_names = !settings.resolved.empty();
    }
    settings.bake.force = settings.talk.force;
    Progress progress{io, settings.talk.quiet};
    settings.bake.progress = [&](std::string_view step, std::uint64_t done, std::uint64_t total) {
        progress.step(step, done, total);
    };
    const bake::Report report = bake::bake(map, settings.bake);
    progress.clear();
    if (!settings.report.empty()) {
        base::write_output(settings.report, to_json(report) + '\n');
    }
    if (!settings.resolved.empty()) {
        write_resolved(report, settings.resolved);
    }
    if (settings.talk.json) {
        io.out << base::printable_lines(to_json(report)) << '\n';
    } else if (!settings.talk.quiet) {
        const bool with_time = io.screen != nullptr || settings.talk.verbose;
        print_report(report, io.err, {settings.talk.verbose, with_time});
    }
    return 0;
}

void add_map_section(Options& options, plan::Section section, Settings& s) {
    add_rows(options, plan::map_options(), section,
             [&s](const plan::MapOption& option, const std::string& word) {
                 plan::Map map;  // What is no value for it is refused at once.
                 option.member.parse(word, map);
                 s.of_map.push_back({&option, word});
             });
}

void add_bake_section(Options& options, plan::Section section, Settings& s) {
    add_rows(options, bake::options(), section,
             [&s](const plan::Option<bake::Options>& option, const std::string& word) {
                 option.member.parse(word, s.bake);
             });
}

void define_layers(Options& options, Settings& s) {
    options.option({"-l,--layer", "NAME", "Name of the layer (the file's stem)."}, s.layer);
    options.option({"-L,--named-layer", "NAME:FILE", "A layer and its source; may be repeated."},
                   s.named_sources);
    add_map_section(options, plan::Section::zooms, s);
    add_section(options, plan::Section::source, s.common);
    add_map_section(options, plan::Section::tileset, s);
}

void define_features(Options& options, Settings& s) {
    add_section(options, plan::Section::keep, s.common);
    add_bake_section(options, plan::Section::budget, s);
    add_section(options, plan::Section::attributes, s.common);
    add_section(options, plan::Section::clusters, s.common);
    add_bake_section(options, plan::Section::grid, s);
    add_section(options, plan::Section::shapes, s.common);
}

void define_routes(Options& options, Settings& s) {
    options.option(
        {"--routes", "FILE",
         "A table of origins and destinations; of a store and of what a query answered the "
         "columns are known."},
        s.route_sources);
    options.option({"--stories", "FILE",
                    "A text whose places become points, and whose journeys routes; or a photo, "
                    "which becomes a point where it was taken. All together are one layer."},
                   s.story_sources);
    add_section(options, plan::Section::gazetteer, s.common);
    add_section(options, plan::Section::columns, s.common);
    add_resolved(options, s.resolved);
    add_section(options, plan::Section::flows, s.common);
}

void define_run(Options& options, Settings& s) {
    add_bake_section(options, plan::Section::run, s);
    options.option({"--report", "FILE",
                    "Write the report as JSON to a file; one that is there only with --force."},
                   s.report);
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
                options.operands(
                    "SOURCE", settings->sources, 0,
                    "Files with features, stores (files, or postgresql://...), '-' for stdin, or "
                    "one MAP.toml.");
                options.option({"-o,--output", "TILESET",
                                archive::listed_endings("NAME") + ", or a directory ending in /."},
                               settings->bake.output);
                define_layers(options, *settings);
                define_features(options, *settings);
                define_routes(options, *settings);
                define_run(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
