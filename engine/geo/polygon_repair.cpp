// SPDX-License-Identifier: MIT
#include "engine/geo/polygon_repair.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/geo/geos_stop.hpp"

#include <geos_c.h>

#include <cmath>
#include <memory>
#include <string>

namespace tamga::geo {
namespace {

/// GEOS keeps its state in a context that must not be shared between threads.
class Context {
public:
    Context() : handle_{GEOS_init_r()} {
        GEOSContext_setErrorMessageHandler_r(
            handle_,
            [](const char* message, void* self) {
                static_cast<Context*>(self)->message_ = message;
            },
            this);
    }
    ~Context() { GEOS_finish_r(handle_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    GEOSContextHandle_t handle() const { return handle_; }
    [[noreturn]] void fail() const {
        base::stop_if_interrupted();
        throw Error{Fault::system, "GEOS: " + message_};
    }

private:
    GEOSContextHandle_t handle_;
    std::string message_ = "no reason given";
};

Context& context() {
    thread_local Context one;
    return one;
}

struct Destroy {
    void operator()(GEOSGeometry* geometry) const {
        GEOSGeom_destroy_r(context().handle(), geometry);
    }
};
using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

Geometry checked(GEOSGeometry* geometry) {
    if (geometry == nullptr) {
        context().fail();
    }
    return Geometry{geometry};
}

Geometry linear_ring(const IntegerRing& ring) {
    auto* handle = context().handle();
    const auto size = static_cast<unsigned>(ring.size());
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(handle, size + 1, 2);
    for (unsigned i = 0; i <= size; ++i) {
        const auto [x, y] = ring[i == size ? 0 : i];
        GEOSCoordSeq_setXY_r(handle, sequence, i, x, y);
    }
    return checked(GEOSGeom_createLinearRing_r(handle, sequence));
}

Geometry polygon(const IntegerPolygon& rings) {
    Geometry shell = linear_ring(rings[0]);
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < rings.size(); ++i) {
        holes.push_back(linear_ring(rings[i]).release());
    }
    return checked(GEOSGeom_createPolygon_r(context().handle(), shell.release(), holes.data(),
                                            static_cast<unsigned>(holes.size())));
}

Geometry collection(const std::vector<IntegerPolygon>& polygons) {
    std::vector<GEOSGeometry*> parts;
    for (const IntegerPolygon& rings : polygons) {
        parts.push_back(polygon(rings).release());
    }
    return checked(GEOSGeom_createCollection_r(context().handle(), GEOS_MULTIPOLYGON, parts.data(),
                                               static_cast<unsigned>(parts.size())));
}

IntegerRing ring_of(const GEOSGeometry* ring) {
    auto* handle = context().handle();
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(handle, ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(handle, sequence, &size);
    IntegerRing points;
    for (unsigned i = 0; i + 1 < size; ++i) {
        double x = 0;
        double y = 0;
        GEOSCoordSeq_getXY_r(handle, sequence, i, &x, &y);
        points.emplace_back(static_cast<std::int32_t>(std::lround(x)),
                            static_cast<std::int32_t>(std::lround(y)));
    }
    return points;
}

void collect(const GEOSGeometry* geometry, std::vector<IntegerPolygon>& polygons) {
    auto* handle = context().handle();
    const int type = GEOSGeomTypeId_r(handle, geometry);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(handle, geometry) != 0) {
            return;
        }
        IntegerPolygon rings{ring_of(GEOSGetExteriorRing_r(handle, geometry))};
        for (int i = 0; i < GEOSGetNumInteriorRings_r(handle, geometry); ++i) {
            rings.push_back(ring_of(GEOSGetInteriorRingN_r(handle, geometry, i)));
        }
        polygons.push_back(std::move(rings));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(handle, geometry); ++i) {
            collect(GEOSGetGeometryN_r(handle, geometry, i), polygons);
        }
    }
}

}  // namespace

std::vector<IntegerPolygon> repaired(const std::vector<IntegerRing>& rings) {
    let_geos_be_stopped();
    auto* handle = context().handle();
    std::vector<IntegerPolygon> each;
    for (const IntegerRing& ring : rings) {
        each.push_back({ring});
    }
    const Geometry broken = collection(each);
    const Geometry valid = checked(GEOSMakeValid_r(handle, broken.get()));
    const Geometry snapped = checked(GEOSGeom_setPrecision_r(handle, valid.get(), 1, 0));
    std::vector<IntegerPolygon> polygons;
    collect(snapped.get(), polygons);
    return polygons;
}

}  // namespace tamga::geo
