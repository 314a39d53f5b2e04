// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layer_counts.hpp"
#include "engine/route/table/journey_accounts.hpp"
#include "engine/route/table/name_survey.hpp"
#include "engine/tile/tile_id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tamga::bake {

/// A feature that goes first, and from which zoom on it is drawn.
struct LargestFeature {
    std::string name;
    double value = 0;
    int zoom = 0;
};

/// What became of one layer. At each zoom read - bad = drawn + merged + all that was dropped.
struct LayerReport {
    std::string name;
    std::uint64_t read = 0;
    std::uint64_t bad = 0;
    std::vector<LayerZoomCount> zooms;
    std::vector<std::string> messages = {};  ///< Bad records with file and line, and notes.
    std::uint64_t lost_parts = 0;  ///< Rings and lines left out of features that are drawn.
    std::vector<LostPart> first_lost = {};
    std::optional<route::RowSums> rows = {};      ///< Of routes that were read from a table.
    route::Measuring measuring = {};              ///< Of routes.
    std::string places_read_as = {};              ///< Of routes, what their names of places are.
    std::vector<route::ResolvedName> names = {};  ///< Of routes, how names of places were read.
    std::vector<std::string> warnings = {};       ///< What is missing where the layer begins.
    std::string keep_by = {};                     ///< The attribute that says what goes first.
    std::vector<LargestFeature> largest = {};
};

/// What a window of 1400 by 900 pixels loads that shows the heaviest tile of a zoom: the heaviest
/// four by three tiles around it (or all there are).
struct FirstView {
    std::uint64_t tiles = 0;
    std::uint64_t bytes = 0;
    tile::TileId around;
};

/// One of the heaviest tiles, and what it holds.
struct HeavyTile {
    struct Part {
        std::string layer;
        std::uint64_t features = 0;
        std::uint64_t bytes = 0;  ///< Of a tile with this layer alone.
    };
    tile::TileId tile;
    std::uint64_t bytes = 0;
    std::vector<Part> parts;
};

struct ZoomReport {
    int zoom = 0;
    std::uint64_t tiles = 0;
    std::uint64_t bytes = 0;
    std::uint64_t max_bytes = 0;
    std::uint64_t features = 0;     ///< Distinct ones, over all layers.
    std::uint64_t over_budget = 0;  ///< Tiles larger than the budget since nothing may be dropped.
    FirstView first_view = {};
};

struct StepReport {
    std::string name;
    double seconds = 0;
};

/// What a bake came to.
struct Report {
    std::string output;
    double seconds = 0;
    std::vector<LayerReport> layers;
    std::vector<ZoomReport> zooms;
    std::vector<HeavyTile> heaviest;  ///< Ten at the most, the heaviest first.
    std::vector<StepReport> steps;
};

/// The report as JSON, as `tamga bake --json` prints it.
std::string to_json(const Report& report);

}  // namespace tamga::bake
