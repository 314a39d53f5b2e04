// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/baked_layer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tamga::bake {

/// What became of one layer. At each zoom read - bad = drawn + merged + all that was dropped.
struct LayerReport {
    std::string name;
    std::uint64_t read = 0;
    std::uint64_t bad = 0;
    std::vector<LayerZoomCount> zooms;
    std::vector<std::string> messages;  ///< Bad records with file and line, and notes.
    std::uint64_t lost_parts = 0;       ///< Rings and lines left out of features that are drawn.
    std::vector<LostPart> first_lost;
    std::optional<route::RowSums> rows = {};      ///< Of routes that were read from a table.
    route::Measuring measuring = {};              ///< Of routes.
    std::string places_read_as = {};              ///< Of routes, what their names of places are.
    std::vector<route::ResolvedName> names = {};  ///< Of routes, how names of places were read.
};

struct ZoomReport {
    int zoom = 0;
    std::uint64_t tiles = 0;
    std::uint64_t bytes = 0;
    std::uint64_t max_bytes = 0;
    std::uint64_t features = 0;     ///< Distinct ones, over all layers.
    std::uint64_t over_budget = 0;  ///< Tiles larger than the budget since nothing may be dropped.
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
    std::vector<StepReport> steps;
};

/// The report as the JSON that cli.md describes.
std::string to_json(const Report& report);

}  // namespace tamga::bake
