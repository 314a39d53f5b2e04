// SPDX-License-Identifier: MIT
#include "tools/tamga/commands/ingest_report.hpp"

#include "engine/ingest/input.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>
#include <span>
#include <utility>

namespace tamga::cli {
namespace {

constexpr std::size_t most_parts_shown = 10;

std::span<const ingest::LostPart> shown_parts(const ingest::Summary& summary) {
    return std::span{summary.first_lost}.first(
        std::min(most_parts_shown, summary.first_lost.size()));
}

}  // namespace

std::string options_of(const IngestTask& task, const plan::Layer& said) {
    const route::JourneyColumns& columns = said.route;
    const auto joined = [](const std::vector<std::string>& names) {
        return fmt::format("{}", fmt::join(names, ","));
    };
    std::vector<std::pair<const char*, std::string>> all{
        {"--source-layer", task.source_layer}, {"--crs", said.crs}, {"--encoding", said.encoding}};
    if (task.routes) {
        all.insert(all.end(), {{"--origin", joined(columns.origin)},
                               {"--origin-name", columns.origin_name},
                               {"--destination", joined(columns.destination)},
                               {"--destination-name", columns.destination_name},
                               {"--weight", columns.weight},
                               {"--time", columns.time},
                               {"--period", columns.period},
                               {"--category", columns.category},
                               {"--locations", columns.locations},
                               {"--areas", columns.areas},
                               {"--areas-id", columns.areas_id},
                               {"--places", columns.places}});
    }
    std::string text = task.routes ? (columns.matrix ? "--routes --matrix" : "--routes") : "";
    for (const auto& [flag, value] : all) {
        if (!value.empty()) {
            text += fmt::format("{}{} {}", text.empty() ? "" : " ", flag, value);
        }
    }
    return text;
}

void print_troubles(const IngestTask& task, const IngestDone& done, std::ostream& err) {
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

}  // namespace tamga::cli
