// SPDX-License-Identifier: MIT
#include "engine/route/lines/great_circle.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::route {
namespace {

constexpr double turn = 2 * std::numbers::pi;

double dot(const UnitVector& a, const UnitVector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

UnitVector sum(double s, const UnitVector& a, double t, const UnitVector& b) {
    return {s * a.x + t * b.x, s * a.y + t * b.y, s * a.z + t * b.z};
}

/// mercator() of a vector: atanh of the sine of the latitude is asinh of its tangent.
geo::MercatorPoint map_point(const UnitVector& v) {
    const double z = std::clamp(v.z, -geo::mercator_limit_sine, geo::mercator_limit_sine);
    return {.x = 0.5 + std::atan2(v.y, v.x) / turn,
            .y = 0.5 - std::log((1 + z) / (1 - z)) / 2 / turn};
}

}  // namespace

UnitVector unit_vector(geo::LonLat position) {
    const double lon = position.lon / 360 * turn;
    const double lat = position.lat / 360 * turn;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

bool stops_on_great_circle(const UnitVector& a, const UnitVector& b, double step,
                           const std::function<bool(geo::MercatorPoint)>& stops) {
    constexpr double nearly_antipodal = -1 + 1e-9;
    const double cosine = std::clamp(dot(a, b), -1.0, 1.0);
    if (cosine < nearly_antipodal) {
        return false;
    }
    const double angle = std::acos(cosine);
    const int steps = std::max(1, static_cast<int>(std::ceil(angle / turn / step)));
    // Equal steps on a circle: the next is 2 cos(step) times this one less the one before.
    const double part = angle / steps;
    const double factor = 2 * std::cos(part);
    const double sine = std::sin(angle);
    UnitVector before = a;
    UnitVector here =
        sine < 1e-12 ? b : sum(std::sin(angle - part) / sine, a, std::sin(part) / sine, b);
    if (stops(map_point(a))) {
        return true;
    }
    for (int i = 1; i <= steps; ++i) {
        if (stops(map_point(here))) {
            return true;
        }
        const UnitVector next = sum(factor, here, -1, before);
        before = here;
        here = next;
    }
    return false;
}

}  // namespace tamga::route
