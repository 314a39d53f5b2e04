// SPDX-License-Identifier: MIT
#include "engine/bake/table/report.hpp"

#include "engine/archive/exact_numbers.hpp"
#include "engine/base/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
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
              {"messages", layer.messages},
              {"warnings", layer.warnings}};
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
    if (!layer.keep_by.empty()) {
        json["keep_by"] = layer.keep_by;
        json["largest"] = Json::array();
        for (const LargestFeature& one : layer.largest) {
            json["largest"].push_back(
                {{"name", one.name}, {"value", one.value}, {"zoom", one.zoom}});
        }
    }
    return json;
}

std::string words(tile::TileId tile) { return fmt::format("{}/{}/{}", tile.zoom, tile.x, tile.y); }

Json zoom_json(const ZoomReport& zoom) {
    return {{"zoom", zoom.zoom},
            {"tiles", zoom.tiles},
            {"bytes", zoom.bytes},
            {"max_bytes", zoom.max_bytes},
            {"features", zoom.features},
            {"over_budget", zoom.over_budget},
            {"first_view",
             {{"tiles", zoom.first_view.tiles},
              {"bytes", zoom.first_view.bytes},
              {"around", words(zoom.first_view.around)}}}};
}

Json heavy_json(const HeavyTile& tile) {
    Json parts = Json::array();
    for (const HeavyTile::Part& part : tile.parts) {
        parts.push_back(
            {{"layer", part.layer}, {"features", part.features}, {"bytes", part.bytes}});
    }
    return {{"tile", words(tile.tile)}, {"bytes", tile.bytes}, {"layers", std::move(parts)}};
}

}  // namespace

std::string to_json(const Report& report) {
    Json json{{"output", report.output}, {"seconds", rounded(report.seconds)}};
    json["layers"] = Json::array();
    for (const LayerReport& layer : report.layers) {
        json["layers"].push_back(layer_json(layer));
    }
    json["zooms"] = Json::array();
    std::ranges::transform(report.zooms, std::back_inserter(json["zooms"]), zoom_json);
    json["heaviest"] = Json::array();
    std::ranges::transform(report.heaviest, std::back_inserter(json["heaviest"]), heavy_json);
    json["steps"] = Json::array();
    for (const StepReport& step : report.steps) {
        json["steps"].push_back({{"name", step.name}, {"seconds", rounded(step.seconds)}});
    }
    return archive::with_plain_numbers(base::json_text(json, 1));
}

}  // namespace tamga::bake
