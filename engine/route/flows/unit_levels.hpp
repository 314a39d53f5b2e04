// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/flows/flow_table.hpp"
#include "engine/route/flows/place_clusters.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tamga::route {

/// The columns of "town,admin1:4,country", without zooms.
/// Throws Error{Fault::usage} for a zoom that is no number, or that does not grow with fineness.
std::vector<std::string> level_columns(const std::vector<std::string>& levels);

/// The units that places are in, from the finest level to the coarsest, and which level a zoom
/// uses.
class UnitLevels {
public:
    /// `levels` as in plan::RouteDrawing.
    UnitLevels(const std::vector<std::string>& levels, const FlowTable& table);

    bool empty() const { return units_.empty(); }

    /// The level for a zoom: the finest whose given zoom it has reached; of levels without one the
    /// finest of which two in three units at least keep apart at `radius_px`. `places` are the
    /// places as they are at the zoom below, whose level was `finest`.
    std::size_t level_at(int zoom, std::size_t finest, const PlaceClusters& places,
                         double radius_px) const;

    /// For each place the number of its unit, for PlaceClusters::unite(). Units of one name in
    /// different coarser ones are different.
    const std::vector<std::uint32_t>& units(std::size_t level) const { return units_[level]; }

    /// What a place is called at a level: its unit, or itself if it is in none.
    std::string name(std::size_t level, std::uint32_t place) const;

private:
    const FlowTable& table_;
    std::vector<std::optional<int>> zooms_;
    std::vector<std::vector<std::uint32_t>> units_;
};

}  // namespace tamga::route
