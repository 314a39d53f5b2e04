// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"
#include "engine/tile/grid.hpp"
#include "engine/tile/paths.hpp"
#include "engine/tile/slice.hpp"

#include <cstdint>
#include <memory_resource>
#include <tuple>
#include <vector>

namespace tamga::bake {

/// What is left of one feature in one tile after cutting: rings or lines on the tile's grid, not
/// yet made valid.
struct ShapePart {
    std::uint64_t tile = 0;  ///< tile::hilbert_id.
    std::uint32_t feature = 0;
    bool polygon = false;
    bool filled = false;  ///< The polygon covers the tile with its buffer; there are no paths then.
    const tile::GridPaths* paths = nullptr;
    std::size_t first = 0;  ///< Of `paths`.
    std::size_t last = 0;   ///< Not included.
};

/// Tiles in order, and in a tile the features. What a tile shows of one feature may be several
/// parts: it lies on both sides of the antimeridian.
inline bool operator<(const ShapePart& a, const ShapePart& b) {
    return std::tie(a.tile, a.feature, a.first) < std::tie(b.tile, b.feature, b.first);
}

/// The parts of some features, which look at `paths`: to be left where it is.
struct ShapeParts {
    explicit ShapeParts(std::pmr::memory_resource* memory) : parts{memory}, paths{memory} {}
    /// The same in `memory`, each array as large as it must be.
    ShapeParts(const ShapeParts& other, std::pmr::memory_resource* memory);
    ShapeParts(const ShapeParts&) = delete;
    ShapeParts& operator=(const ShapeParts&) = delete;

    void clear();

    std::pmr::vector<ShapePart> parts;
    tile::GridPaths paths;
};

/// How a zoom is cut.
struct Cut {
    const tile::ZoomGrid& grid;
    double min_side = 0;  ///< Lines and rings of a smaller box are left out; in world units.
};

/// Cuts features into tiles. One object serves one thread and keeps its memory: about three times
/// that of the largest feature, from `memory`.
class ShapeCutter {
public:
    explicit ShapeCutter(std::pmr::memory_resource* memory) : snapped_{memory}, slicer_{memory} {}

    /// Appends the parts of a line or polygon feature in the tiles of a zoom.
    void cut(const FeatureRow& row, std::uint32_t feature, const Cut& cut, ShapeParts& parts);

private:
    void snap(const FeatureRow& row, const Cut& cut, bool rings);

    tile::Paths snapped_;
    tile::Slicer slicer_;
};

/// Appends the smallest polygon a grid has, where the feature's first vertex is: for one that
/// vanishes otherwise.
void add_smallest_square(const FeatureRow& row, std::uint32_t feature, const tile::ZoomGrid& grid,
                         ShapeParts& parts);

}  // namespace tamga::bake
