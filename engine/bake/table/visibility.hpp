// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/feature_table.hpp"

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

namespace tamga::bake {

/// From which zoom on each feature of a layer is drawn. What is seen at a zoom is seen at every
/// deeper one, so one number says it all.
using FirstZooms = std::pmr::vector<std::uint8_t>;

/// Which features of a layer are drawn at one zoom.
class Visibility {
public:
    Visibility(const FirstZooms& first_zooms, const FeatureTable& table, int zoom)
        : first_zooms_{first_zooms},
          limits_{table.has_zoom_limits || !table.wanted_zooms.empty() ? &table : nullptr},
          zoom_{zoom} {}

    bool operator()(std::uint32_t feature) const {
        return first_zooms_[feature] <= zoom_ &&
               (limits_ == nullptr || limits_->in_zoom(feature, zoom_));
    }

private:
    std::span<const std::uint8_t> first_zooms_;
    const FeatureTable* limits_;  ///< Null if no feature has zooms of its own.
    int zoom_;
};

}  // namespace tamga::bake
