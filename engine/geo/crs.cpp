// SPDX-License-Identifier: MIT
#include "engine/geo/crs.hpp"

#include "engine/base/error.hpp"
#include "engine/geo/proj_library.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <cmath>
#include <limits>

namespace tamga::geo {
namespace {

struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const noexcept { proj().proj_context_destroy(context); }
};
struct DestroyPj {
    void operator()(PJ* pj) const noexcept { proj().proj_destroy(pj); }
};
using Pj = std::unique_ptr<PJ, DestroyPj>;

/// PROJ's objects serve one thread at a time, so each thread has its own.
struct Transformation {
    std::unique_ptr<PJ_CONTEXT, DestroyContext> context{proj().proj_context_create()};
    Pj pj;
    bool identity = false;
    bool degrees = false;
    double west = -180;
    double south = -90;
    double east = 180;
    double north = 90;

    explicit Transformation(const std::string& crs) {
        proj().proj_log_level(context.get(), PJ_LOG_NONE);
        const Pj source{proj().proj_create(context.get(), crs.c_str())};
        if (!source || proj().proj_is_crs(source.get()) == 0) {
            throw Error{Fault::usage,
                        "CRS '" + crs + "' is unknown; expected something like EPSG:3857"};
        }
        const PJ_TYPE type = proj().proj_get_type(source.get());
        degrees = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
        if (proj().proj_get_area_of_use(context.get(), source.get(), &west, &south, &east, &north,
                                        nullptr) == 0 ||
            west == -1000) {
            west = -180, south = -90, east = 180, north = 90;
        }
        const Pj target{proj().proj_create(context.get(), "OGC:CRS84")};
        identity = proj().proj_is_equivalent_to_with_ctx(
                       context.get(), source.get(), target.get(),
                       PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
        const Pj way{proj().proj_create_crs_to_crs_from_pj(context.get(), source.get(),
                                                           target.get(), nullptr, nullptr)};
        if (way) {
            pj.reset(proj().proj_normalize_for_visualization(context.get(), way.get()));
        }
        if (!pj) {
            throw Error{Fault::usage, "there is no way from CRS '" + crs + "' to WGS 84"};
        }
    }
};

}  // namespace

struct ToLonLat::State {
    std::string crs;
    bool identity = false;
    bool degrees = false;
    tbb::enumerable_thread_specific<Transformation> of_thread;

    explicit State(const std::string& name)
        : crs{name}, of_thread{[name] { return Transformation{name}; }} {
        identity = of_thread.local().identity;
        degrees = of_thread.local().degrees;
    }
};

ToLonLat::ToLonLat(const std::string& crs) : state_{std::make_unique<State>(crs)} {}
ToLonLat::~ToLonLat() = default;
ToLonLat::ToLonLat(ToLonLat&&) noexcept = default;
ToLonLat& ToLonLat::operator=(ToLonLat&&) noexcept = default;

bool ToLonLat::identity() const noexcept { return state_->identity; }

bool ToLonLat::in_degrees() const noexcept { return state_->degrees; }

bool ToLonLat::is_used_at(LonLat position) const {
    const Transformation& area = state_->of_thread.local();
    constexpr double margin = 1;  // Degrees: people go on beyond the edge.
    const auto between = [&](double lon) {
        return lon >= area.west - margin && lon <= area.east + margin;
    };
    const bool lon = area.west <= area.east
                         ? between(position.lon)
                         : position.lon >= area.west - margin || position.lon <= area.east + margin;
    return lon && position.lat >= area.south - margin && position.lat <= area.north + margin;
}

void ToLonLat::transform(std::span<LonLat> positions) const {
    if (state_->identity) {
        return;
    }
    PJ* pj = state_->of_thread.local().pj.get();
    for (LonLat& at : positions) {
        const PJ_COORD result = proj().proj_trans(pj, PJ_FWD, PJ_COORD{{at.lon, at.lat, 0, 0}});
        const bool known = std::isfinite(result.xy.x) && std::isfinite(result.xy.y);
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        at =
            known ? LonLat{.lon = result.xy.x, .lat = result.xy.y} : LonLat{.lon = nan, .lat = nan};
    }
}

}  // namespace tamga::geo
