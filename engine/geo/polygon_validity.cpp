// SPDX-License-Identifier: MIT
#include "engine/geo/polygon_validity.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/geo/geos_stop.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <new>
#include <numeric>
#include <utility>

namespace tamga::geo {
namespace {

struct ContextCloser {
    void operator()(GEOSContextHandle_HS* context) const { GEOS_finish_r(context); }
};
using Context = std::unique_ptr<GEOSContextHandle_HS, ContextCloser>;

struct GeometryDeleter {
    GEOSContextHandle_HS* context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, GeometryDeleter>;

GEOSGeometry* required(GEOSGeometry* geometry) {
    if (geometry == nullptr) {  // All that is made here fails for want of memory only.
        throw std::bad_alloc{};
    }
    return geometry;
}

GEOSGeometry* ring_of(GEOSContextHandle_HS* context, const PlaneRing& ring) {
    std::vector<double> numbers;
    numbers.reserve(2 * ring.size() + 2);
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const PlanePoint& point = ring[i % ring.size()];
        numbers.insert(numbers.end(), {point.x, point.y});
    }
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(
        context, numbers.data(), static_cast<unsigned>(ring.size() + 1), 0, 0);
    return required(GEOSGeom_createLinearRing_r(context, sequence));
}

Geometry polygon_of(GEOSContextHandle_HS* context, const PlanePolygon& polygon) {
    GEOSGeometry* shell = ring_of(context, polygon[0]);
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < polygon.size(); ++i) {
        holes.push_back(ring_of(context, polygon[i]));
    }
    return {required(GEOSGeom_createPolygon_r(context, shell, holes.data(),
                                              static_cast<unsigned>(holes.size()))),
            {context}};
}

/// "Self-intersection[3 5]" becomes "self-intersection at 3 5".
std::string readable(std::string reason) {
    if (const auto bracket = reason.find('['); bracket != reason.npos) {
        std::string place = reason.substr(bracket + 1);
        place.resize(place.size() - 1);
        reason = reason.substr(0, bracket) + " at " + place;
    }
    if (!reason.empty()) {
        reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
    }
    return reason;
}

bool is_valid(GEOSContextHandle_HS* context, const Geometry& geometry) {
    const bool valid = GEOSisValid_r(context, geometry.get()) == 1;
    base::stop_if_interrupted("");
    return valid;
}

std::string reason_of(GEOSContextHandle_HS* context, const Geometry& geometry) {
    const auto release = [&](char* text) { GEOSFree_r(context, text); };
    const std::unique_ptr<char, decltype(release)> reason{
        GEOSisValidReason_r(context, geometry.get()), release};
    base::stop_if_interrupted("");
    return readable(reason ? reason.get() : "no reason given");
}

std::optional<std::string> invalidity_of(GEOSContextHandle_HS* context, const Geometry& polygon) {
    if (is_valid(context, polygon)) {
        return std::nullopt;
    }
    return reason_of(context, polygon);
}

struct Extent {
    PlanePoint low;
    PlanePoint high;
};

Extent extent_of(const PlaneRing& ring) {
    Extent extent{ring[0], ring[0]};
    for (const PlanePoint& point : ring) {
        extent.low = {std::min(extent.low.x, point.x), std::min(extent.low.y, point.y)};
        extent.high = {std::max(extent.high.x, point.x), std::max(extent.high.y, point.y)};
    }
    return extent;
}

bool overlap(const Extent& a, const Extent& b) {
    return a.low.x < b.high.x && b.low.x < a.high.x && a.low.y < b.high.y && b.low.y < a.high.y;
}

/// The polygons as one multipolygon. Whether it is valid is one sweep over all edges, where
/// comparing them pair by pair looks at a large polygon once for every island near it.
Geometry together(GEOSContextHandle_HS* context, const std::vector<Geometry>& polygons) {
    std::vector<GEOSGeometry*> copies;
    for (const Geometry& polygon : polygons) {
        copies.push_back(GEOSGeom_clone_r(context, polygon.get()));
    }
    return {required(GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, copies.data(),
                                                 static_cast<unsigned>(copies.size()))),
            polygons[0].get_deleter()};
}

/// Which two polygons overlap. Where too many lie over each other it is said of the whole.
std::optional<std::string> overlap_of(GEOSContextHandle_HS* context,
                                      const std::vector<Geometry>& polygons,
                                      const std::vector<Extent>& extents) {
    std::vector<std::size_t> order(polygons.size());  // From the west, so that few are looked at.
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair{extents[i].low.x, i}; });
    constexpr std::size_t most_pairs = 1'000'000;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Extent& extent = extents[order[i]];
        for (std::size_t k = i + 1; k < order.size() && extents[order[k]].low.x < extent.high.x;
             ++k) {
            if (!overlap(extent, extents[order[k]])) {
                continue;
            }
            base::stop_if_interrupted("");
            if (++pairs > most_pairs) {
                return "more polygons lie over each other than can be compared";
            }
            // The interiors have something in common.
            if (GEOSRelatePattern_r(context, polygons[order[i]].get(), polygons[order[k]].get(),
                                    "T********") == 1) {
                const auto [first, second] = std::minmax(order[i], order[k]);
                return "polygons " + std::to_string(first) + " and " + std::to_string(second) +
                       " overlap";
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> invalidity(std::span<const PlanePolygon> polygons) {
    let_geos_be_stopped();
    const Context context{GEOS_init_r()};
    std::vector<Geometry> made;
    std::vector<Extent> extents;
    for (const PlanePolygon& polygon : polygons) {
        for (const PlaneRing& ring : polygon) {
            if (ring.size() < 3) {
                return "a ring of fewer than three points";
            }
        }
        made.push_back(polygon_of(context.get(), polygon));
        extents.push_back(extent_of(polygon[0]));
    }
    if (made.empty()) {
        return std::nullopt;
    }
    const Geometry whole = together(context.get(), made);
    if (is_valid(context.get(), whole)) {
        return std::nullopt;
    }
    for (const Geometry& polygon : made) {
        if (auto reason = invalidity_of(context.get(), polygon)) {
            return reason;
        }
    }
    return overlap_of(context.get(), made, extents);  // None: they share borders.
}

}  // namespace tamga::geo
