// SPDX-License-Identifier: MIT
//
// A layer, stage by stage: as it was read, with what goes first known, and with its lines and
// polygons cut into tiles. Each is made of the one before, so that a function says by its argument
// how far a layer must be.
#pragma once

#include "engine/bake/table/feature_table.hpp"
#include "engine/bake/table/layer_counts.hpp"
#include "engine/bake/table/pieces.hpp"
#include "engine/bake/table/point_index.hpp"
#include "engine/bake/table/route_facts.hpp"
#include "engine/plan/map.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tamga::bake {

/// Of each feature its place in the order of what goes first where there is no room: 0 is first.
using Importance = std::pmr::vector<std::uint32_t>;

/// A layer with the features that its sources hold.
struct ReadLayer {
    /// The storage must outlive the layer.
    explicit ReadLayer(const Storage& storage = {}) : table{storage} {}

    plan::Layer plan;
    /// Shared with other layers that are made of the same source: a batch's names are numbered
    /// before it is known which layers there are.
    std::shared_ptr<KeyNames> keys = std::make_shared<KeyNames>();
    FeatureTable table;
    /// Of all attributes in the source, those left out too; unknown for layers that we make.
    std::optional<std::set<std::string>> names;
    std::unique_ptr<RouteFacts> route;
    std::vector<ZoomRows> zoom_rows;  ///< From its first zoom on, if each has rows of its own.
    bool of_journeys = false;         ///< Its features are made when its zooms are known.

    std::uint64_t read = 0;
    std::uint64_t bad = 0;
    std::uint64_t merged = 0;           ///< Lines that were made one with another.
    std::vector<std::string> messages;  ///< What a user should know: bad records, notes.
    std::uint64_t lost_parts = 0;       ///< Of features whose other parts are drawn.
    std::vector<LostPart> first_lost;   ///< Nearly all of them: some 10,000 a source.

    std::pmr::memory_resource* memory() const { return table.storage.memory; }
};

/// A layer of which is known what goes first, and, once they are decided, at which zooms it is.
struct RankedLayer : ReadLayer {
    explicit RankedLayer(ReadLayer&& layer)
        : ReadLayer{std::move(layer)},
          key_names{keys->names()},
          importance{memory()},
          points{table},
          first_zooms{memory()} {}

    std::vector<std::string_view> key_names;
    std::vector<plan::ZoomSpan> key_zooms;  ///< At which a key is written; empty: all at all.
    plan::Keep keep = plan::Keep::dense;    ///< Never automatic.
    bool size_was_found = false;            ///< See choose_size_column().
    Importance importance;
    PointIndex points;
    FirstZooms first_zooms;  ///< Of each feature; they rise while zooms are fitted.
    int min_zoom = 0;
    int max_zoom = 0;

    bool in_zoom(int zoom) const { return zoom >= min_zoom && zoom <= max_zoom; }
    Visibility visibility(int zoom) const { return {first_zooms, table, zoom}; }
};

/// A layer whose tiles can be made, and what became of its features while they were fitted.
struct SlicedLayer : RankedLayer {
    explicit SlicedLayer(RankedLayer&& layer)
        : RankedLayer{std::move(layer)}, thinned_zooms{memory()}, lost_zooms{memory()} {}

    std::vector<LayerPieces> shapes;  ///< From min_zoom on; empty: it has points only.
    FirstZooms thinned_zooms;         ///< What first zooms were after thin_points(); empty: all 0.
    /// Of each feature up to which zoom layers of higher priority leave no room for it, and one
    /// more; empty: all 0.
    FirstZooms lost_zooms;
    std::vector<LayerZoomCount> zooms;
    std::vector<RouteZoomSum> route_zooms;

    /// Takes a feature out of `zoom` and all above.
    void hide(std::uint32_t feature, int zoom) {
        first_zooms[feature] = std::max(first_zooms[feature], static_cast<std::uint8_t>(zoom + 1));
    }
    /// Says that a feature is hidden since other layers have its room.
    void lose(std::uint32_t feature, int zoom) {
        lost_zooms.resize(first_zooms.size());
        lost_zooms[feature] = std::max(lost_zooms[feature], static_cast<std::uint8_t>(zoom + 1));
    }
};

}  // namespace tamga::bake
