// SPDX-License-Identifier: MIT
#include "engine/bake/report.hpp"

#include "engine/archive/exact_numbers.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace tamga::bake {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double seconds) { return std::round(seconds * 1000) / 1000; }

Json number(route::Weight weight) {
    const auto exact = whole(weight);
    return exact ? Json(*exact) : Json(archive::marked_number(to_string(weight)));
}

Json rows_json(const route::RowSums& rows) {
    Json json;
    const std::pair<const char*, const route::RowSums::Sum&> sums[] = {
        {"all", rows.all},
        {"journeys", rows.journeys},
        {"aggregates", rows.aggregates},
        {"unresolved", rows.unresolved},
        {"bad", rows.bad}};
    for (const auto& [name, sum] : sums) {
        json[name] = {{"rows", sum.rows}, {"weight", number(sum.weight)}};
    }
    return json;
}

Json layer_json(const LayerReport& layer) {
    Json zooms = Json::array();
    for (const LayerZoomCount& count : layer.zooms) {
        zooms.push_back({{"zoom", count.zoom},
                         {"drawn", count.drawn},
                         {"merged", count.merged},
                         {"dropped", Json(count.dropped)}});
    }
    Json lost = Json::array();
    for (const auto& [file, part] : layer.first_lost) {
        lost.push_back({{"file", file},
                        {"record", part.record},
                        {"name", part.name},
                        {"lon", part.at.lon},
                        {"lat", part.at.lat},
                        {"reason", part.reason}});
    }
    Json json{{"name", layer.name},
              {"read", layer.read},
              {"bad", layer.bad},
              {"zooms", std::move(zooms)},
              {"lost_parts", {{"count", layer.lost_parts}, {"first", std::move(lost)}}},
              {"messages", layer.messages}};
    if (layer.rows) {
        json["weights"] = rows_json(*layer.rows);
        if (layer.measuring.is_stock()) {
            json["measure"] = "stock";
            json["period"] = layer.measuring.period;
        }
    }
    if (!layer.places_read_as.empty()) {
        json["places_read_as"] = layer.places_read_as;
    }
    return json;
}

}  // namespace

std::string to_json(const Report& report) {
    Json json{{"output", report.output}, {"seconds", rounded(report.seconds)}};
    json["layers"] = Json::array();
    for (const LayerReport& layer : report.layers) {
        json["layers"].push_back(layer_json(layer));
    }
    json["zooms"] = Json::array();
    for (const ZoomReport& zoom : report.zooms) {
        json["zooms"].push_back({{"zoom", zoom.zoom},
                                 {"tiles", zoom.tiles},
                                 {"bytes", zoom.bytes},
                                 {"max_bytes", zoom.max_bytes},
                                 {"features", zoom.features},
                                 {"over_budget", zoom.over_budget}});
    }
    json["steps"] = Json::array();
    for (const StepReport& step : report.steps) {
        json["steps"].push_back({{"name", step.name}, {"seconds", rounded(step.seconds)}});
    }
    return archive::with_plain_numbers(json.dump(1));
}

}  // namespace tamga::bake
