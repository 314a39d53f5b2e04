// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"
#include "engine/bake/table/layer_counts.hpp"
#include "engine/bake/table/pieces.hpp"
#include "engine/bake/table/point_index.hpp"
#include "engine/route/table/journey_accounts.hpp"
#include "engine/route/table/name_survey.hpp"
#include "engine/route/table/weight.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tamga::bake {

/// What makes a layer one of routes.
struct RouteFacts {
    route::Measuring measuring = {};
    route::RowSums rows = {};  ///< Of stocks with the weights of the latest period.
    std::map<std::string, route::RowSums> rows_of_periods = {};
    std::string places_read_as = {};  ///< "codes:iso3", "countries"; empty: no names looked up.
    std::vector<route::ResolvedName> names = {};  ///< How each name of a place was read.
    struct PeriodWeight {
        std::uint32_t period = 0;
        route::Weight weight;
    };
    std::vector<std::string> periods;   ///< Labels in order; one is empty if rows have no period.
    std::vector<PeriodWeight> weights;  ///< Of all features, one after the other.
    std::vector<std::uint32_t> ends;    ///< For each feature where its weights end.
    std::vector<char> first_of_flow;    ///< Of each feature: false for a flow's later periods.
    std::vector<RouteZoomSum>
        zooms;  ///< From min_zoom on; `drawn` and `remainder` are not known yet.
};

/// What became of those features of a zoom that are no rows of the table.
struct ZoomRows {
    std::uint64_t merged = 0;
    std::map<std::string, std::uint64_t> dropped;  ///< By reason.
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
          first_zooms{storage.memory},
          thinned_zooms{storage.memory},
          lost_zooms{storage.memory} {}

    plan::Layer plan;
    /// Shared with other layers that are made of the same source: a batch's names are numbered
    /// before it is known which layers there are.
    std::shared_ptr<KeyNames> keys = std::make_shared<KeyNames>();
    std::vector<std::string_view> key_names;
    std::vector<plan::ZoomSpan> key_zooms;  ///< At which a key is written; empty: all at all.
    FeatureTable table;
    /// Of all attributes in the source, those left out too; unknown for layers that we make.
    std::optional<std::set<std::string>> names;
    std::unique_ptr<RouteFacts> route;
    std::vector<ZoomRows> zoom_rows;  ///< From min_zoom on, if each zoom has rows of its own.

    std::uint64_t read = 0;
    std::uint64_t bad = 0;
    std::uint64_t merged = 0;           ///< Lines that were made one with another.
    std::vector<std::string> messages;  ///< What a user should know: bad records, notes.
    std::uint64_t lost_parts = 0;       ///< Of features whose other parts are drawn.
    std::vector<LostPart> first_lost;   ///< Nearly all of them: some 10,000 a source.

    int min_zoom = 0;
    int max_zoom = 0;
    plan::Keep keep = plan::Keep::dense;  ///< Never automatic.
    bool size_was_found = false;          ///< See choose_size_column().
    Importance importance;                ///< Of each feature; the highest goes first.
    PointIndex points;
    std::vector<LayerPieces> shapes;  ///< From min_zoom on.
    FirstZooms first_zooms;           ///< Of each feature; they rise while zooms are fitted.
    FirstZooms thinned_zooms;         ///< What they were after thin_points(); empty: all 0.
    /// Of each feature up to which zoom layers of higher priority leave no room for it, and one
    /// more; empty: all 0.
    FirstZooms lost_zooms;

    std::vector<LayerZoomCount> zooms;
    std::vector<RouteZoomSum> route_zooms;

    std::pmr::memory_resource* memory() const { return table.storage.memory; }
    bool in_zoom(int zoom) const { return zoom >= min_zoom && zoom <= max_zoom; }
    /// Takes a feature out of `zoom` and all above.
    void hide(std::uint32_t feature, int zoom) {
        first_zooms[feature] = std::max(first_zooms[feature], static_cast<std::uint8_t>(zoom + 1));
    }
    /// Says that a feature is hidden since other layers have its room.
    void lose(std::uint32_t feature, int zoom) {
        lost_zooms.resize(first_zooms.size());
        lost_zooms[feature] = std::max(lost_zooms[feature], static_cast<std::uint8_t>(zoom + 1));
    }
    Visibility visibility(int zoom) const { return {first_zooms, table, zoom}; }
};

}  // namespace tamga::bake
