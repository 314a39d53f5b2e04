// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::tile {

/// An edge of any ring, its ends in order.
struct Segment {
    GridPoint a;
    GridPoint b;

    friend auto operator<=>(const Segment&, const Segment&) = default;
};

inline Segment segment(GridPoint p, GridPoint q) { return p < q ? Segment{p, q} : Segment{q, p}; }

/// A point at which an edge is to be cut: not one of its ends.
struct Cut {
    Segment edge;
    GridPoint at;

    friend auto operator<=>(const Cut&, const Cut&) = default;
};

/// A sweep from left to right over edges that are kept by bands of height, so that an edge is
/// compared with those near it only. One object serves one thread, tile after tile, and keeps its
/// memory.
class CrossingSweep {
public:
    /// Where edges meet other than at their ends: where one ends on another, and where two cross,
    /// snapped to the nearest grid point. Each cut once, in order; valid until the next call.
    ///
    /// Requires that `edges` are in order, each once. `is_new` has a mark for each edge that was
    /// not compared with all the others before; pairs without one are left out.
    std::span<const Cut> cuts(std::span<const Segment> edges, std::span<const char> is_new);

private:
    struct Heights {
        std::int32_t low;
        std::int32_t high;
    };
    /// What the sweep has to know of an edge it is still passing over.
    struct Open {
        std::int32_t right;
        std::int32_t low;
        std::int32_t high;
        std::uint32_t edge;
    };

    static Heights heights(const Segment& edge);
    void divide_into_bands();
    void mark_bands(std::size_t used);
    std::size_t band(std::int32_t height) const;
    void pass(const Open& edge);
    void meet(const Segment& e, const Segment& f);
    void cut(const Segment& edge, GridPoint at);
    void cut_if_between(const Segment& edge, GridPoint at, int side);

    std::span<const Segment> edges_;
    std::span<const char> is_new_;
    Heights new_{};        ///< That new edges pass over.
    int height_bits_ = 0;  ///< A band is a power of two high.
    std::vector<std::vector<Open>> bands_;
    std::vector<char> has_new_;  ///< Of each band.
    std::vector<Cut> cuts_;
};

}  // namespace tamga::tile
