// SPDX-License-Identifier: MIT
//
// tamga ingest: sources into a store that bake, query and other programs read.
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/database_address.hpp"
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
#include "tools/tamga/commands/ingest_report.hpp"

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
    std::string reindex;  ///< A store that is there.
    std::string licence;
    std::string attribution;
    bool lines = false;  ///< Of routes.
    bool strict = false;
    int threads = 0;
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
void add_source(std::vector<IngestTask>& tasks, const Settings& settings, const std::string& path) {
    const std::string stem = ingest::layer_name(path);
    const bool one = !settings.name.empty() || !settings.said.source_layer.empty();
    const auto names = one ? std::vector<std::string>{}
                           : ingest::layers({.path = path, .encoding = settings.said.encoding});
    if (names.size() < 2) {
        tasks.push_back({stem, path, false, settings.said.source_layer});
        return;
    }
    for (const std::string& name : names) {
        const bool taken = std::ranges::find(tasks, name, &IngestTask::layer) != tasks.end();
        tasks.push_back({taken ? stem + "_" + name : name, path, false, name});
    }
}

std::vector<IngestTask> tasks_of(const Settings& settings) {
    std::vector<IngestTask> tasks;
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

std::vector<std::string> inputs_of(const std::vector<IngestTask>& tasks, const Settings& settings) {
    const route::JourneyColumns& columns = settings.said.route;
    std::vector<std::string> inputs{columns.locations, columns.areas, settings.gazetteer};
    for (const IngestTask& task : tasks) {
        inputs.push_back(task.path);
    }
    return inputs;
}

ingest::Source source_of(const IngestTask& task, const Settings& settings) {
    return {.path = task.path,
            .layer = task.source_layer,
            .crs = settings.said.crs,
            .encoding = settings.said.encoding,
            .table = task.routes,
            .strict = settings.strict,
            .threads = settings.threads};
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
IngestDone add_routes(store::Writer& writer, const IngestTask& task, const Settings& settings) {
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
    IngestDone done{.added = writer.add_routes(routes, reader),
                    .notes = {std::move(guess.note), std::move(places.note)},
                    .read_as = std::move(places.read_as)};
    std::erase(done.notes, std::string{});
    done.names = resolved_names(survey, reader, done.added.layers.at(0).measuring);
    return done;
}

IngestDone add(store::Writer& writer, const IngestTask& task, const Settings& settings) {
    if (task.routes) {
        return add_routes(writer, task, settings);
    }
    return {.added = writer.add_layer(task.layer, source_of(task, settings))};
}

void note_source(store::Writer& writer, const IngestTask& task, const Settings& settings,
                 const store::Added& added) {
    store::SourceNote note = store::note_of_file(task.path);
    note.licence = settings.licence;
    note.attribution = settings.attribution;
    note.options = options_of(task, settings.said);
    note.read = added.summary.read;
    note.bad = added.summary.bad;
    if (task.routes) {
        note.lost_weight = to_string(added.rows.unresolved.weight + added.rows.bad.weight);
    }
    for (const store::Layer& layer : added.layers) {
        note.layer = layer.name;
        writer.add_source(note);
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

nlohmann::ordered_json as_json(const IngestTask& task, const IngestDone& done) {
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

/// Nothing is read and nothing else is made.
int reindex(const Settings& settings) {
    refuse_given({{"SOURCE", !settings.sources.empty()},
                  {"-L", !settings.layers.empty()},
                  {"--routes", !settings.routes.empty()},
                  {"-o", !settings.output.empty()}},
                 "does not go with --reindex, which is of a store that is there");
    store::reindex(settings.reindex);
    return 0;
}

int run(const Settings& settings, Io& io) {
    if (!settings.reindex.empty()) {
        return reindex(settings);
    }
    if (settings.output.empty()) {
        throw Error{Fault::usage, "missing --output"};
    }
    const std::vector<IngestTask> tasks = tasks_of(settings);
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
    nlohmann::ordered_json report{{"output", base::without_password(settings.output)}};
    for (const IngestTask& task : tasks) {
        const IngestDone done = add(*writer, task, settings);
        const store::Added& added = done.added;
        note_source(*writer, task, settings, added);
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
    options.option({"-o,--output", "STORE",
                    "The SpatiaLite file to make, or the "
                    "address of a database with PostGIS (postgresql://...)."},
                   settings.output);
    options.option({"--reindex", "STORE",
                    "Instead: make the indexes of a store's routes anew, after another program has "
                    "changed it."},
                   settings.reindex);
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
    options.option({"--licence", "TEXT", "Under which the sources are, kept in tamga_sources."},
                   settings.licence);
    options.option({"--attribution", "TEXT", "Whom to name, kept beside it."},
                   settings.attribution);
    options.flag("--strict", settings.strict, "A bad record is an error.");
    options.option({"--threads", "N", "How many threads may read (all cores)."}, settings.threads);
    add_force(options, settings.common);
    add_json(options, settings.common);
    add_talk(options, settings.common);
}

}  // namespace

Command ingest_command() {
    return {.name = "ingest",
            .summary = "Keep sources in a file or a database that bake and query read.",
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
