// SPDX-License-Identifier: MIT
#include "engine/bake/report.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace tamga::bake {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double seconds) { return std::round(seconds * 1000) / 1000; }

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
    return {{"name", layer.name},
            {"read", layer.read},
            {"bad", layer.bad},
            {"zooms", std::move(zooms)},
            {"lost_parts", {{"count", layer.lost_parts}, {"first", std::move(lost)}}},
            {"messages", layer.messages}};
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
    return json.dump(1);
}

}  // namespace tamga::bake
