// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/crs.hpp"
#include "engine/ingest/geometry.hpp"
#include "engine/ingest/tally.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tamga::ingest {

/// What the features of one GDAL layer have in common.
struct GdalLayer {
    struct Field {
        std::string name;
        int type = 0;  ///< OGRFieldType.
        bool boolean = false;
    };

    std::vector<Field> fields = {};
    std::optional<geo::ToLonLat> crs = {};  ///< Empty: longitude and latitude.
    bool latitude_first = false;            ///< Its positions are in its authority's order.
    bool ids = false;                       ///< Its feature numbers are part of the data.
    bool table = false;                     ///< Features need no geometry.
    bool geodesic = false;  ///< Its lines are geodesics between their ends, and are drawn.
};

/// A feature of GDAL's (an OGRFeatureH).
struct DestroyGdalFeature {
    void operator()(void* feature) const noexcept;
};
using GdalFeature = std::unique_ptr<void, DestroyGdalFeature>;

/// How many positions a feature has, curves counted by their given points.
std::size_t count_positions(const GdalFeature& feature);

/// The attribute by which people know it; empty if it has none.
std::string name_of(const GdalFeature& feature, const GdalLayer& layer);

/// Where features go. One object serves one thread; a layer may serve several.
struct GdalTarget {
    model::Features& features;
    Tally& tally;
    Geometry geometry = {};

    /// Adds a feature for each shape of `feature`. Refuses it with Error{Fault::input}, and leaves
    /// attributes pending then.
    void add(const GdalFeature& feature, const GdalLayer& layer, std::uint64_t record);
};

}  // namespace tamga::ingest
