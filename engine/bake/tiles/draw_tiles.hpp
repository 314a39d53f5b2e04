// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/bake/table/report.hpp"
#include "engine/bake/tiles/fit_zoom.hpp"

#include <vector>

namespace tamga::bake {

/// What the tiles came to.
struct DrawnTiles {
    std::vector<ZoomReport> zooms;
    std::vector<HeavyTile> heaviest;
};

/// Writes the tiles of all zooms, from `min_zoom` on, while they are encoded: zoom 0 comes first,
/// and what was tried while its zoom was fitted, and is still true, is not encoded again.
/// `fits[i]` is of zoom min_zoom + i; it is used up.
DrawnTiles draw_tiles(int min_zoom, std::vector<ZoomFit>& fits, const DrawingTools& tools,
                      archive::Writer& writer);

}  // namespace tamga::bake
