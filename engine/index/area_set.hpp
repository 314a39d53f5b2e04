// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/area.hpp"
#include "engine/index/caps.hpp"
#include "engine/index/cell_tree.hpp"
#include "engine/index/hit.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamga::index {

/// Shorter than this a stretch of a route in an area is a touch, and none.
inline constexpr double touch_m = 1e-4;

/// A stretch of a route in an area.
struct Stay {
    std::uint32_t area = 0;
    double from = 0;  ///< In fractions of the route's length: 0 if the route starts in the area,
    double to = 1;    ///< 1 if it ends there.
    double length_m = 0;
    geo::LonLat entry;  ///< The position at `from`; longitudes are in -180..180.
    geo::LonLat exit;   ///< The position at `to`.
};

/// Many areas, prepared for many questions at once. They may overlap, and may be empty: an empty
/// one holds nothing.
///
/// A route is the geodesic between two positions; of antipodal ones, the one that GeographicLib
/// names. Rules, the same for one area or many in a set:
/// - The boundary belongs to an area, and so does a hole's. What runs along the boundary that two
///   areas share is in both.
/// - A stretch in an area that is shorter than 0.1 mm is a touch, and counts for nothing; so does a
///   gap between two stretches.
/// - A route shorter than that stays at one place, and meets the areas that hold this place.
/// - A pole is in every area that reaches it, at whatever longitude it is written.
class AreaSet {
public:
    using Hit = index::Hit;

    /// Adds an area, which need not be built, and returns its number: 0, 1, 2...
    std::uint32_t add(const Area& area);
    /// Makes it ready for questions. Called once, after the last add.
    void build();

    std::size_t size() const noexcept { return size_; }

    // What is answered replaces what was in the vector, so that it can be used again. Questions may
    // be asked on many threads.

    /// The areas that hold a position, by ascending numbers.
    void at(geo::LonLat position, std::vector<Hit>& hits) const { tree_.at(position, hits); }

    /// The areas that a route meets, by ascending numbers: those of stays(), in less time.
    void met_by(geo::LonLat from, geo::LonLat to, std::vector<std::uint32_t>& areas) const;

    /// The stretches of a route in each area, in order along the route, and by ascending numbers
    /// where they begin together. Right to a millimetre.
    void stays(geo::LonLat from, geo::LonLat to, std::vector<Stay>& stays) const;

private:
    std::uint32_t size_ = 0;
    PolygonEdges polygons_;             ///< Until it is built.
    std::vector<std::uint32_t> areas_;  ///< Of the polygons, likewise.
    CellTree tree_;
    Caps caps_;
};

}  // namespace tamga::index
