// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/layer_report.hpp"

#include "engine/mvt/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace tamga::bake {
namespace {

/// What a user calls a feature: its name, or its id, or its number in the drawing order.
std::string name_of(const SlicedLayer& layer, std::uint32_t feature) {
    const FeatureRow& row = layer.table.rows[feature];
    for (const std::string_view wanted : {"name", "NAME", "Name", "name_en", "admin", "title"}) {
        const auto known = std::ranges::find(layer.key_names, wanted);
        if (known == layer.key_names.end()) {
            continue;
        }
        const auto key = static_cast<std::uint16_t>(known - layer.key_names.begin());
        const ByteView message = attribute_under({row.attributes, row.attribute_bytes}, key);
        if (!message.empty()) {
            const model::Value value = mvt::value_of(message);
            if (const auto* text = std::get_if<std::string_view>(&value)) {
                return std::string{*text};
            }
        }
    }
    return row.has_id ? fmt::format("id {}", row.id) : fmt::format("number {}", feature + 1);
}

/// Whether a reason is one of ours: not what the user asked for, nor what no zoom can draw.
bool is_for_lack_of_room(std::string_view reason) {
    constexpr std::array<std::string_view, 5> ours = {
        "thinned out", "no room beside other layers", "over the tile budget",
        "shorter than the grid's unit", "smaller than the smallest size"};
    return std::ranges::find(ours, reason) != ours.end();
}

void warn_of_first_zoom(const SlicedLayer& layer, LayerReport& report) {
    if (layer.zooms.empty() || !layer.zoom_rows.empty()) {
        return;  // The lines of routes are chosen; what is left over is counted at the places.
    }
    const LayerZoomCount& first = layer.zooms.front();
    std::uint64_t lost = 0;
    std::string reasons;
    for (const auto& [reason, count] : first.dropped) {
        if (is_for_lack_of_room(reason)) {
            lost += count;
            reasons += (reasons.empty() ? "" : ", ") + reason;
        }
    }
    if (lost > first.drawn) {
        report.warnings.push_back(fmt::format("zoom {} draws {} of {} features ({})", first.zoom,
                                              first.drawn, first.drawn + lost, reasons));
    }
}

/// Polygons are what a map is read by: one that is missing is named.
void warn_of_polygons(const SlicedLayer& layer, LayerReport& report) {
    constexpr std::size_t most_names = 5;
    if (layer.shapes.empty() || layer.zooms.empty() || !layer.table.has(model::Shape::polygons)) {
        return;
    }
    std::vector<std::uint32_t> missing = layer.shapes.front().vanished;
    for (std::uint32_t i = 0; i < layer.first_zooms.size(); ++i) {
        if (layer.first_zooms[i] > layer.min_zoom && layer.table.in_zoom(i, layer.min_zoom)) {
            missing.push_back(i);
        }
    }
    std::erase_if(missing, [&](std::uint32_t i) {
        return layer.table.rows[i].shape != model::Shape::polygons;
    });
    if (missing.empty()) {
        return;
    }
    std::ranges::sort(missing);
    std::string names;
    for (std::size_t i = 0; i < std::min(missing.size(), most_names); ++i) {
        names += (i == 0 ? "" : ", ") + name_of(layer, missing[i]);
    }
    report.warnings.push_back(fmt::format("zoom {} is without {} polygon{}: {}{}", layer.min_zoom,
                                          missing.size(), missing.size() == 1 ? "" : "s", names,
                                          missing.size() > most_names ? " ..." : ""));
}

/// What goes first of a layer that keeps the heaviest, and from which zoom on it is drawn.
void list_largest(const SlicedLayer& layer, LayerReport& report) {
    constexpr std::uint32_t most = 20;
    report.keep_by = layer.plan.keep_by;
    if (layer.keep != plan::Keep::heaviest || layer.route || !layer.zoom_rows.empty() ||
        layer.table.keep_values.size() != layer.importance.size()) {
        return;
    }
    report.largest.resize(std::min<std::size_t>(most, layer.importance.size()));
    for (std::uint32_t i = 0; i < layer.importance.size(); ++i) {
        if (layer.importance[i] < report.largest.size()) {
            report.largest[layer.importance[i]] = {
                name_of(layer, i), layer.table.keep_values[i],
                std::max<int>(layer.min_zoom, layer.first_zooms[i])};
        }
    }
}

bool was_thinned(const SlicedLayer& layer) {
    return std::ranges::any_of(layer.zooms, [](const LayerZoomCount& zoom) {
        return std::ranges::any_of(zoom.dropped,
                                   [](const auto& one) { return is_for_lack_of_room(one.first); });
    });
}

}  // namespace

LayerReport report_of(const SlicedLayer& layer) {
    LayerReport report{.name = layer.plan.name,
                       .read = layer.read,
                       .bad = layer.bad,
                       .zooms = layer.zooms,
                       .messages = layer.messages,
                       .lost_parts = layer.lost_parts,
                       .first_lost = layer.first_lost};
    if (layer.route && layer.route->rows.all.rows > 0) {
        report.rows = layer.route->rows;
        report.measuring = layer.route->measuring;
        report.places_read_as = layer.route->places_read_as;
        report.names = layer.route->names;
    }
    if (layer.size_was_found && was_thinned(layer)) {
        report.messages.push_back(
            fmt::format("the largest by '{}' are kept first (--keep-by goes by another attribute, "
                        "--keep dense by none)",
                        layer.plan.keep_by));
    }
    warn_of_first_zoom(layer, report);
    warn_of_polygons(layer, report);
    list_largest(layer, report);
    return report;
}

}  // namespace tamga::bake
