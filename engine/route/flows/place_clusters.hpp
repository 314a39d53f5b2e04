// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/mercator.hpp"
#include "engine/route/table/weight.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::route {

/// Which places stand for others while a map is zoomed out.
///
/// At each zoom the heaviest place takes in all others within the radius, then the heaviest of what
/// is left, and so on; equal weights go by number. A place that is near several of these goes to
/// the nearest. A place taken in stays with the one that took it at all zooms above. Distances are
/// straight on the Mercator map and go across +-180 degrees.
class PlaceClusters {
public:
    /// `positions` lie in the Mercator square 0..1 (see mercator()), `weights` say how much each
    /// place counts. Each place stands for itself at first.
    PlaceClusters(std::vector<geo::MercatorPoint> positions, std::vector<Weight> weights);

    /// Takes in what is within `radius_px` at `zoom`, with 512 pixels to a tile. Called for one
    /// zoom after another, the deepest first.
    void zoom_out(int zoom, double radius_px);

    /// Makes one of the places that have the same number in `units`, one for each place, heaviest
    /// first; `none` is for places that stay alone.
    void unite(std::span<const std::uint32_t> units);
    static constexpr std::uint32_t none = 0xffffffff;

    /// How many places stand for themselves.
    std::size_t size() const noexcept { return active_.size(); }

    /// For each place the one that stands for it, itself perhaps.
    std::span<const std::uint32_t> heads() const { return heads_; }

private:
    void sort_active();
    void take_in(const std::vector<std::uint32_t>& taken_by);

    std::vector<geo::MercatorPoint> positions_;
    std::vector<Weight> weights_;  ///< Of those that stand, with what they took in.
    std::vector<std::uint32_t> heads_;
    std::vector<std::uint32_t> active_;  ///< Places that stand for themselves, heaviest first.
};

}  // namespace tamga::route
