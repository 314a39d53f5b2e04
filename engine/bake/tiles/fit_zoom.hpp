// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/tiles/budget.hpp"
#include "engine/bake/tiles/zoom_tiles.hpp"

#include <cstdint>
#include <vector>

namespace tamga::bake {

/// A tile that was written to see whether it fits.
struct TriedTile {
    std::uint64_t tile = 0;
    std::uint64_t features = 0;  ///< How many it draws.
    StoredBytes content;
};

/// What fitting one zoom came to.
struct ZoomFit {
    std::vector<TriedTile> tried;  ///< In hilbert_id order.
    std::uint64_t features = 0;    ///< Distinct ones that are drawn, over all layers.
    PieceSize piece_size;          ///< For the next zoom up.
};

/// Brings one zoom of all layers within the budget: features that some tile has no room for are
/// hidden, here and at every zoom above, so that a feature is drawn in all tiles that it touches or
/// in none. Tiles that are small enough for certain are not written; what was written lies in
/// the tools' memory.
ZoomFit fit_zoom(int zoom, const DrawingTools& tools, PieceSize size);

}  // namespace tamga::bake
