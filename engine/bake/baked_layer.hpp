// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/feature_table.hpp"
#include "engine/bake/pieces.hpp"
#include "engine/bake/point_index.hpp"
#include "engine/route/weight.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tamga::bake {

/// What became of a layer's features at one zoom. read - bad = drawn + merged + all that was
/// dropped.
struct LayerZoomCount {
    int zoom = 0;
    std::uint64_t drawn = 0;
    std::uint64_t merged = 0;
    std::map<std::string, std::uint64_t> dropped;  ///< By reason.
};

/// The sums of a route layer at one zoom: total = drawn + within + remainder.
struct RouteZoomSum {
    int zoom = 0;
    route::Weight total;
    route::Weight drawn;
    route::Weight within;
    route::Weight remainder;
    std::uint64_t flows_total = 0;
    std::uint64_t flows_drawn = 0;
};

/// What makes a layer one of routes.
struct RouteFacts {
    std::vector<route::Weight> weights;  ///< Of each feature of the layer.
    route::Weight total;                 ///< Of all journeys.
    route::Weight within;                ///< Of journeys that end where they began.
    std::uint64_t flows = 0;             ///< Distinct pairs, those within a place too.
};

/// What goes first where there is no room: the feature of the highest number.
using Importance = std::pmr::vector<std::uint32_t>;

/// One layer while it is baked. It is filled step by step: read, sorted, sliced; what was filled
/// before is only read by the later steps.
struct BakedLayer {
    /// The storage must outlive the layer.
    explicit BakedLayer(const Storage& storage = {})
        : table{storage},
          importance{storage.memory},
          points{storage.memory},
          first_zooms{storage.memory} {}

    style::Layer plan;
    KeyNames keys;
    std::vector<std::string_view> key_names;
    FeatureTable table;
    std::unique_ptr<RouteFacts> route;

    std::uint64_t read = 0;
    std::uint64_t bad = 0;
    std::uint64_t merged = 0;           ///< Journeys that were added to another of the same pair.
    std::vector<std::string> messages;  ///< What a user should know: bad records, notes.

    int min_zoom = 0;
    int max_zoom = 0;
    style::Keep keep = style::Keep::dense;  ///< Never automatic.
    Importance importance;                  ///< Of each feature; the highest goes first.
    PointIndex points;
    std::vector<LayerPieces> shapes;  ///< From min_zoom on.
    FirstZooms first_zooms;           ///< Of each feature; they rise while zooms are fitted.

    std::vector<LayerZoomCount> zooms;
    std::vector<RouteZoomSum> route_zooms;

    std::pmr::memory_resource* memory() const { return table.storage.memory; }
    bool in_zoom(int zoom) const { return zoom >= min_zoom && zoom <= max_zoom; }
    /// Takes a feature out of `zoom` and all above.
    void hide(std::uint32_t feature, int zoom) {
        first_zooms[feature] = std::max(first_zooms[feature], static_cast<std::uint8_t>(zoom + 1));
    }
    Visibility visibility(int zoom) const { return {first_zooms, table, zoom}; }
};

}  // namespace tamga::bake
