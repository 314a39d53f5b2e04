// SPDX-License-Identifier: MIT
//
// tamga ingest: sources into a store that bake, query and other programs read.
#include "engine/bake/route_columns.hpp"
#include "engine/base/check_output.hpp"
#include "engine/base/error.hpp"
#include "engine/store/writer.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/journey_options.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>
#include <span>

namespace tamga::cli {
namespace {

struct Settings {
    CommonSettings common;
    JourneySettings journeys;
    std::vector<std::string> sources;
    std::vector<std::string> layers;
    std::vector<std::string> routes;
    std::string gazetteer;
    std::string output;
    std::string name;
    std::string crs;
    bool strict = false;
    int threads = 0;
};

/// One source and the layer it becomes.
struct Task {
    std::string layer;
    std::string path;
    bool routes = false;
};

void check_journeys(const Settings& settings) {
    if (settings.routes.empty()) {
        std::vector<Given> options = journey_options(settings.journeys);
        options.push_back({"--gazetteer", !settings.gazetteer.empty()});
        refuse_given(options, "belongs to a --routes source, and there is none");
    }
    const style::RouteColumns& columns = settings.journeys.others;
    if (!columns.locations.empty() && !columns.areas.empty()) {
        throw Error{Fault::usage, "--locations and --areas both say where places are; give one"};
    }
    if (!columns.areas_id.empty() && columns.areas.empty()) {
        throw Error{Fault::usage, "--areas-id names an attribute of --areas, which is missing"};
    }
    if (!columns.locations.empty() || !columns.areas.empty()) {
        refuse_given({{"--gazetteer", !settings.gazetteer.empty()}},
                     "is asked where neither --locations nor --areas says where places are");
    }
}

std::vector<Task> tasks_of(const Settings& settings) {
    std::vector<Task> tasks;
    for (const std::string& path : settings.sources) {
        tasks.push_back({ingest::layer_name(path), path});
    }
    for (const std::string& pair : settings.layers) {
        const auto colon = pair.find(':');
        if (colon == std::string::npos || colon == 0 || colon + 1 == pair.size()) {
            throw Error{Fault::usage, "-L takes NAME:FILE, not '" + pair + "'"};
        }
        tasks.push_back({pair.substr(0, colon), pair.substr(colon + 1)});
    }
    for (const std::string& path : settings.routes) {
        tasks.push_back({ingest::layer_name(path), path, true});
    }
    if (tasks.empty()) {
        throw Error{Fault::usage, "no source; give SOURCE, -L NAME:FILE or --routes FILE"};
    }
    if (!settings.name.empty() && tasks.size() > 1) {
        throw Error{Fault::usage, "--layer names one source; use -L NAME:FILE for each of several"};
    }
    if (!settings.name.empty()) {
        tasks[0].layer = settings.name;
    }
    check_journeys(settings);
    return tasks;
}

std::vector<std::string> inputs_of(const std::vector<Task>& tasks, const Settings& settings) {
    const style::RouteColumns& columns = settings.journeys.others;
    std::vector<std::string> inputs{columns.locations, columns.areas, settings.gazetteer};
    for (const Task& task : tasks) {
        inputs.push_back(task.path);
    }
    return inputs;
}

store::Added add(store::Writer& writer, const Task& task, const Settings& settings) {
    const ingest::Source source{.path = task.path,
                                .layer = {},
                                .crs = settings.crs,
                                .table = false,
                                .strict = settings.strict,
                                .threads = settings.threads};
    const style::RouteColumns columns = route_columns(settings.journeys);
    return task.routes ? writer.add_routes(task.layer, source, bake::journey_columns(columns),
                                           bake::places_named(columns, settings.gazetteer))
                       : writer.add_layer(task.layer, source);
}

constexpr std::size_t most_parts_shown = 10;

std::span<const ingest::LostPart> shown_parts(const ingest::Summary& summary) {
    return std::span{summary.first_lost}.first(
        std::min(most_parts_shown, summary.first_lost.size()));
}

void print_troubles(const Task& task, const store::Added& added, std::ostream& err) {
    const auto& summary = added.summary;
    for (const ingest::BadRecord& bad : summary.first_bad) {
        err << fmt::format("{}:{}: {}\n", task.path, bad.record, bad.reason);
    }
    if (summary.bad > summary.first_bad.size()) {
        err << fmt::format("{}: and {} more bad records\n", task.path,
                           summary.bad - summary.first_bad.size());
    }
    for (const ingest::LostPart& part : shown_parts(summary)) {
        err << fmt::format("{}:{}: {}\n", task.path, part.record, to_string(part));
    }
    if (summary.lost_parts > most_parts_shown) {
        err << fmt::format("{}: and {} more parts are left out\n", task.path,
                           summary.lost_parts - most_parts_shown);
    }
    for (const store::LostPlace& place : added.lost_places) {
        err << fmt::format("{}: place '{}' was not found: {} rows, weight {}\n", task.path,
                           place.name, place.rows, to_string(place.weight));
    }
    for (const std::string& note : summary.notes) {
        err << fmt::format("{}: {}\n", task.path, note);
    }
}

void print_layers(const store::Added& added, std::ostream& err) {
    for (const store::Layer& layer : added.layers) {
        const bool routes = layer.kind == store::Kind::routes;
        err << fmt::format("{}: {} {}{}\n", layer.name, layer.features, name_of(layer.kind),
                           routes ? ", weight " + to_string(added.weight) : "");
    }
    if (added.layers.empty()) {
        err << "nothing to keep\n";
    }
}

nlohmann::ordered_json as_json(const Task& task, const store::Added& added) {
    nlohmann::ordered_json source{
        {"source", task.path}, {"read", added.summary.read}, {"bad", added.summary.bad}};
    if (added.summary.lost_parts > 0) {
        source["lost_parts"] = added.summary.lost_parts;
    }
    source["layers"] = nlohmann::ordered_json::array();
    for (const store::Layer& layer : added.layers) {
        source["layers"].push_back(
            {{"name", layer.name}, {"kind", name_of(layer.kind)}, {"features", layer.features}});
    }
    if (task.routes) {
        source["weight"] = to_string(added.weight);
        source["lost_weight"] = to_string(added.lost_weight);
        source["lost_places"] = nlohmann::ordered_json::array();
        for (const store::LostPlace& place : added.lost_places) {
            source["lost_places"].push_back(
                {{"name", place.name}, {"rows", place.rows}, {"weight", to_string(place.weight)}});
        }
    }
    source["notes"] = added.summary.notes;
    return source;
}

int run(const Settings& settings, Io& io) {
    const std::vector<Task> tasks = tasks_of(settings);
    base::check_apart("-o", settings.output, inputs_of(tasks, settings));
    store::Writer writer{settings.output, settings.common.force};
    nlohmann::ordered_json report{{"output", settings.output}};
    for (const Task& task : tasks) {
        const store::Added added = add(writer, task, settings);
        report["sources"].push_back(as_json(task, added));
        if (!settings.common.quiet) {
            print_troubles(task, added, io.err);
            print_layers(added, io.err);
        }
        if (settings.common.verbose) {
            io.err << fmt::format("{}: {} records read, {} bad\n", task.path, added.summary.read,
                                  added.summary.bad);
        }
    }
    writer.commit();
    if (settings.common.json) {
        io.out << report.dump(2) << '\n';
    }
    return 0;
}

void define(Options& options, Settings& settings) {
    options.operands("SOURCE", settings.sources, 0,
                     "GeoJSON, CSV, or whatever GDAL reads; each becomes a layer.");
    options.option({"-o,--output", "STORE", "The SpatiaLite file to make.", true}, settings.output);
    options.option({"-L", "NAME:FILE", "A source with the name of its layer."}, settings.layers);
    options.option({"-l,--layer", "NAME", "The layer's name, for a single source (file's stem)."},
                   settings.name);
    options.option({"--routes", "FILE", "A table of journeys: a layer of geodesic routes."},
                   settings.routes);
    options.option({"--gazetteer", "FILE",
                    "For --routes without --locations or --areas: names of places "
                    "(data/gazetteer.tamga beside the program, or $TAMGA_GAZETTEER)."},
                   settings.gazetteer);
    add_journey_options(options, settings.journeys);
    options.elsewhere({"--levels", "--breaks", "--bundle", "--cluster", "--curve", "--time-as",
                       "--max-tile-flows", "--max-zoom-flows"},
                      "a store keeps each journey by itself; how they are added up and drawn is "
                      "said when it is baked");
    options.option({"--crs", "EPSG:n", "The sources' reference system (what they say)."},
                   settings.crs);
    options.flag("--strict", settings.strict, "A bad record is an error.");
    options.option({"--threads", "N", "How many threads may read (all cores)."}, settings.threads);
    add_force(options, settings.common);
    add_json(options, settings.common);
    add_talk(options, settings.common);
}

}  // namespace

Command ingest_command() {
    return {.name = "ingest",
            .summary = "Keep sources in a SpatiaLite file that bake and query read.",
            .example =
                "Example: tamga ingest places.csv countries.geojson -o store.sqlite\n"
                "         tamga ingest --routes journeys.csv --origin from_lon,from_lat \\\n"
                "             --destination to_lon,to_lat --weight people -o store.sqlite",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                define(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
