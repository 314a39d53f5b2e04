// SPDX-License-Identifier: MIT
//
// tamga ingest: sources into a store that bake, query and other programs read.
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/output_file.hpp"
#include "engine/base/json.hpp"
#include "engine/base/printable.hpp"
#include "engine/ingest/input.hpp"
#include "engine/ingest/kept_source.hpp"
#include "engine/route/table/name_survey.hpp"
#include "engine/route/table/named_places.hpp"
#include "engine/store/writer.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/given.hpp"
#include "tools/tamga/cli/layer_flags.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <ostream>
#include <span>

namespace tamga::cli {
namespace {

struct Settings {
    CommonSettings common;
    plan::Layer said;      ///< Of sources and of columns of journeys.
    std::string resolved;  ///< Where to write how names were read.
    std::vector<std::string> sources;
    std::vector<std::string> layers;
    std::vector<std::string> routes;
    std::string gazetteer;
    std::string output;
    std::string name;
    bool lines = false;  ///< Of routes.
    bool strict = false;
    int threads = 0;
};

/// One source and the layer it becomes.
struct Task {
    std::string layer;
    std::string path;
    bool routes = false;
    std::string source_layer = {};
};

void check_journeys(const Settings& settings) {
    check_flags(settings.said,
                settings.routes.empty() ? plan::Kinds{plan::Kind::features} : plan::any_kind);
    if (settings.routes.empty()) {
        refuse_given({{"--gazetteer", !settings.gazetteer.empty()},
                      {"--resolved", !settings.resolved.empty()},
                      {"--lines", settings.lines}},
                     "belongs to a --routes source, and there is none");
    }
    const route::JourneyColumns& columns = settings.said.route;
    if (!settings.routes.empty()) {
        route::check_places(columns);
    }
    if (!columns.locations.empty() && !columns.areas.empty()) {
        throw Error{Fault::usage, "--locations and --areas both say where places are; give one"};
    }
    if (!columns.locations.empty() || !columns.areas.empty()) {
        refuse_given({{"--gazetteer", !settings.gazetteer.empty()}},
                     "is asked where neither --locations nor --areas says where places are");
    }
}

/// A file of several layers becomes as many, unless it is told which to choose or what to be called.
void add_source(std::vector<Task>& tasks, const Settings& settings, const std::string& path) {
    const std::string stem = ingest::layer_name(path);
    const bool one = !settings.name.empty() || !settings.said.source_layer.empty();
    const auto names = one ? std::vector<std::string>{}
                           : ingest::layers({.path = path, .encoding = settings.said.encoding});
    if (names.size() < 2) {
        tasks.push_back({stem, path, false, settings.said.source_layer});
        return;
    }
    for (const std::string& name : names) {
        const bool taken = std::ranges::find(tasks, name, &Task::layer) != tasks.end();
        tasks.push_back({taken ? stem + "_" + name : name, path, false, name});
    }
}

std::vector<Task> tasks_of(const Settings& settings) {
    std::vector<Task> tasks;
    for (const std::string& path : settings.sources) {
        add_source(tasks, settings, path);
    }
    for (const std::string& pair : settings.layers) {
        const auto colon = pair.find(':');
        if (colon == std::string::npos || colon == 0 || colon + 1 == pair.size()) {
            throw Error{Fault::usage, "-L takes NAME:FILE, not '" + pair + "'"};
        }
        tasks.push_back(
            {pair.substr(0, colon), pair.substr(colon + 1), false, settings.said.source_layer});
    }
    for (const std::string& path : settings.routes) {
        tasks.push_back({ingest::layer_name(path), path, true, settings.said.source_layer});
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
    const route::JourneyColumns& columns = settings.said.route;
    std::vector<std::string> inputs{columns.locations, columns.areas, settings.gazetteer};
    for (const Task& task : tasks) {
        inputs.push_back(task.path);
    }
    return inputs;
}

/// What a task came to, with how names of places were read.
struct Done {
    store::Added added;
    std::vector<std::string> notes = {};
    std::string read_as = {};
    std::vector<route::ResolvedName> names = {};
};

ingest::Source source_of(const Task& task, const Settings& settings) {
    return {.path = task.path,
            .layer = task.source_layer,
            .crs = settings.said.crs,
            .encoding = settings.said.encoding,
            .table = task.routes,
            .strict = settings.strict,
            .threads = settings.threads};
}

constexpr std::size_t most_parts_shown = 10;

std::span<const ingest::LostPart> shown_parts(const ingest::Summary& summary) {
    return std::span{summary.first_lost}.first(
        std::min(most_parts_shown, summary.first_lost.size()));
}

/// The names of places in a table.
route::NameSurvey survey_of(const ingest::Source& source, const route::NameSurvey& empty) {
    route::NameSurvey survey = empty;
    ingest::read(source, [&](model::Features&& batch) {
        auto part = std::make_shared<route::NameSurvey>(empty);
        for (std::size_t i = 0; i < batch.size(); ++i) {
            part->add(batch[i]);
        }
        return ingest::Finish{[&survey, part] { survey.add(*part); }};
    });
    return survey;
}

/// What names are is decided by all of them, so a table with names is read twice.
Done add_routes(store::Writer& writer, const Task& task, const Settings& settings) {
    const route::JourneyColumns& columns = settings.said.route;
    route::GuessedMeasure guess = route::measure_of(columns, {task.path});
    store::RouteSource routes{task.layer, source_of(task, settings), task.path, guess.measure,
                              settings.lines};
    route::NameSurvey survey{columns, guess.measure};
    std::optional<ingest::KeptSource> kept;
    if (route::wants_names(columns) || !settings.resolved.empty()) {
        routes.source.path = kept.emplace(task.path).path();
        survey = survey_of(routes.source, survey);
    }
    route::NamedPlaces places =
        route::places_named(columns, settings.gazetteer, {}, survey.names());
    const route::JourneyReader reader{columns, std::move(places.locations)};
    Done done{.added = writer.add_routes(routes, reader),
              .notes = {std::move(guess.note), std::move(places.note)},
              .read_as = std::move(places.read_as)};
    std::erase(done.notes, std::string{});
    done.names = resolved_names(survey, reader, done.added.layers.at(0).measuring);
    return done;
}

Done add(store::Writer& writer, const Task& task, const Settings& settings) {
    if (task.routes) {
        return add_routes(writer, task, settings);
    }
    return {.added = writer.add_layer(task.layer, source_of(task, settings))};
}

void print_troubles(const Task& task, const Done& done, std::ostream& err) {
    const std::string path = ingest::called(task.path);
    const store::Added& added = done.added;
    const auto& summary = added.summary;
    for (const std::string& note : done.notes) {
        err << fmt::format("{}: {}\n", path, note);
    }
    for (const ingest::BadRecord& bad : summary.first_bad) {
        err << fmt::format("{}:{}: {}\n", path, bad.record, bad.reason);
    }
    if (!task.routes && summary.bad > summary.first_bad.size()) {
        err << fmt::format("{}: and {} more bad records\n", path,
                           summary.bad - summary.first_bad.size());
    }
    for (const ingest::LostPart& part : shown_parts(summary)) {
        err << fmt::format("{}:{}: {}\n", path, part.record, to_string(part));
    }
    if (summary.lost_parts > most_parts_shown) {
        err << fmt::format("{}: and {} more parts are left out\n", path,
                           summary.lost_parts - most_parts_shown);
    }
    for (const auto& place : added.lost_places) {
        err << fmt::format("{}:{}: {}: {} rows, weight {}\n", path, place.first, place.reason,
                           place.rows, to_string(place.weight));
    }
    for (const auto& place : added.aggregates) {
        err << fmt::format(
            "{}: '{}' is an aggregate, not a place, and left out: {} rows, weight "
            "{}\n",
            path, place.name, place.rows, to_string(place.weight));
    }
    for (const std::string& note : summary.notes) {
        err << fmt::format("{}: {}\n", path, note);
    }
}

void print_layers(const store::Added& added, std::ostream& err) {
    for (const store::Layer& layer : added.layers) {
        const bool routes = layer.kind == store::Kind::routes;
        const std::string& period = layer.measuring.period;
        err << fmt::format("{}: {} {}{}{}\n", layer.name, layer.features, name_of(layer.kind),
                           routes ? ", weight " + to_string(added.rows.journeys.weight) : "",
                           period.empty() ? "" : " in " + period);
    }
}

nlohmann::ordered_json as_json(const std::vector<route::JourneyAccounts::Lost>& places) {
    auto all = nlohmann::ordered_json::array();
    for (const auto& place : places) {
        all.push_back(
            {{"name", place.name}, {"rows", place.rows}, {"weight", to_string(place.weight)}});
    }
    return all;
}

nlohmann::ordered_json as_json(const Task& task, const Done& done) {
    const store::Added& added = done.added;
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
        const route::RowSums& rows = added.rows;
        const route::Measuring& measuring = added.layers.at(0).measuring;
        if (measuring.is_stock()) {
            source["measure"] = "stock";
            source["period"] = measuring.period;
        }
        source["weight"] = to_string(rows.journeys.weight);
        source["lost_weight"] = to_string(rows.unresolved.weight + rows.bad.weight);
        source["aggregate_weight"] = to_string(rows.aggregates.weight);
        source["all_weight"] = to_string(rows.all.weight);
        source["lost_places"] = as_json(added.lost_places);
        source["aggregates"] = as_json(added.aggregates);
        if (!done.read_as.empty()) {
            source["places_read_as"] = done.read_as;
        }
    }
    source["notes"] = added.summary.notes;
    return source;
}

int run(const Settings& settings, Io& io) {
    const std::vector<Task> tasks = tasks_of(settings);
    const std::vector<std::string> inputs = inputs_of(tasks, settings);
    base::check_apart("-o", settings.output, inputs);
    const std::string& resolved = settings.resolved;
    if (!resolved.empty()) {
        base::check_output(resolved, settings.common.force, base::OutputKind::stream);
        base::check_apart("--resolved", resolved, inputs);
        base::check_apart("--resolved", resolved, std::array{settings.output});
    }
    const auto writer = store::create(settings.output, settings.common.force);
    std::string names;
    nlohmann::ordered_json report{{"output", settings.output}};
    for (const Task& task : tasks) {
        const Done done = add(*writer, task, settings);
        const store::Added& added = done.added;
        report["sources"].push_back(as_json(task, done));
        names += route::resolved_rows(done.names, task.layer);
        if (!settings.common.quiet) {
            print_troubles(task, done, io.err);
            print_layers(added, io.err);
        }
        if (settings.common.verbose) {
            io.err << fmt::format("{}: {} records read, {} bad\n", ingest::called(task.path),
                                  added.summary.read, added.summary.bad);
        }
    }
    writer->commit();
    if (!resolved.empty()) {
        base::write_output(resolved, route::resolved_header() + names);
    }
    if (settings.common.json) {
        io.out << base::printable_lines(base::json_text(report, 2)) << '\n';
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
    add_section(options, plan::Section::columns, settings.said);
    add_resolved(options, settings.resolved);
    options.flag("--lines", settings.lines,
                 "Of journeys keep geodesics as drawn lines, for programs that join ends straight: "
                 "ten times as large.");
    options.refuse(flags_of({plan::Section::clusters, plan::Section::flows}),
                   "a store keeps each journey by itself; how they are added up and drawn is "
                   "said when it is baked");
    add_section(options, plan::Section::source, settings.said);
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
