// SPDX-License-Identifier: MIT
#include "engine/geo/geodesic_arc.hpp"

#include "engine/geo/wgs84.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/Math.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tamga::geo {
namespace {

using std::numbers::pi;

constexpr double degree = pi / 180;
constexpr double flattening = wgs84_flattening;
constexpr double axes = 1 - flattening;  // The minor by the major.
constexpr double n = flattening / (2 - flattening);
constexpr double second_eccentricity_squared = flattening * (2 - flattening) / (axes * axes);

/// Instead of 0 for the cosine of a pole's latitude, as GeographicLib: the azimuth there still says
/// along which meridian. It can be squared.
constexpr double tiny = 0x1p-511;

/// Karney's series for the longitude, equations 24 and 25.
struct Series {
    explicit Series(double e)
        : a3{1 - e * ((1 - n) / 2 + e * ((2 + n - 3 * n * n) / 8 + e * (1 + 3 * n + n * n) / 16))},
          c31{e * ((1 - n) / 4 + e * ((1 - n * n) / 8 + e * (3 + 3 * n - n * n) / 64))},
          c32{e * e * ((2 - 3 * n + n * n) / 32 + e * (3 - 2 * n - 3 * n * n) / 64)},
          c33{e * e * e * (5 - 9 * n + 5 * n * n) / 192} {}

    double a3, c31, c32, c33;
};

double expansion_parameter(double azimuth_cosine) {
    const double k_squared = second_eccentricity_squared * azimuth_cosine * azimuth_cosine;
    const double root = std::sqrt(1 + k_squared);
    return k_squared / (2 * (1 + root) + k_squared);  // (root - 1) / (root + 1).
}

}  // namespace

LonLat ArcPosition::lonlat() const { return {.lon = lon, .lat = std::atan2(up, out) / degree}; }

GeodesicArc::GeodesicArc(LonLat from, LonLat to) {
    double azimuth_deg = 0;
    double unused = 0;
    arc_ = degree * GeographicLib::Geodesic::WGS84().GenInverse(
                        from.lat, from.lon, to.lat, to.lon, GeographicLib::Geodesic::AZIMUTH,
                        unused, azimuth_deg, unused, unused, unused, unused, unused);
    double sine = 0;
    double cosine = 0;
    GeographicLib::Math::sincosd(azimuth_deg, sine, cosine);
    double up = 0;
    double out = 0;
    GeographicLib::Math::sincosd(GeographicLib::Math::AngRound(from.lat), up, out);
    up *= axes;
    const double reduced = std::hypot(up, out);
    up /= reduced;
    out = std::max(out / reduced, tiny);

    azimuth_sine_ = std::abs(sine) * out;
    azimuth_cosine_ = std::hypot(cosine, sine * up);
    less_than_one_ = azimuth_cosine_ * azimuth_cosine_ / (1 + azimuth_sine_);
    const bool along_equator = up == 0 && cosine == 0;
    start_ = {.sine = up, .cosine = along_equator ? 1 : out * cosine};
    const double norm = std::hypot(start_.sine, start_.cosine);
    start_ = {.sine = start_.sine / norm, .cosine = start_.cosine / norm};

    const Series terms{expansion_parameter(azimuth_cosine_)};
    c1_less_c3_ = terms.c31 - terms.c33;
    c2_ = terms.c32;
    c3_ = terms.c33;
    per_turn_ = std::copysign(1 / degree, sine);
    per_series_ = -flattening * azimuth_sine_ * terms.a3 * per_turn_;
    per_arc_ = per_turn_ + per_series_;
    lon_ = from.lon - per_turn_ * turn_ahead(start_) - per_series_ * series(start_);
}

/// By how much the longitude on the sphere is ahead of the arc, both from the crossing of the
/// equator. They are in the same quadrant, so it is the arc of a tangent, without any jump.
double GeodesicArc::turn_ahead(Sigma sigma) const {
    const double out = sigma.cosine * sigma.cosine + azimuth_sine_ * sigma.sine * sigma.sine;
    return out > 0 ? -std::atan(less_than_one_ * sigma.sine * sigma.cosine / out)
                   : -std::copysign(pi / 2, sigma.sine);  // A pole, before the meridian jumps.
}

/// The sum of C3l sin(2 l sigma).
double GeodesicArc::series(Sigma sigma) const {
    const double sine = 2 * sigma.sine * sigma.cosine;
    const double cosine_twice = 2 * (sigma.cosine - sigma.sine) * (sigma.cosine + sigma.sine);
    return sine * (c1_less_c3_ + cosine_twice * (c2_ + cosine_twice * c3_));
}

ArcPosition GeodesicArc::at(double fraction) const {
    const double arc = fraction * arc_;
    const double sine = std::sin(arc);
    const double cosine = std::cos(arc);
    const Sigma sigma{.sine = start_.sine * cosine + start_.cosine * sine,
                      .cosine = start_.cosine * cosine - start_.sine * sine};
    const double out = azimuth_cosine_ * sigma.cosine;
    return {
        .lon = lon_ + per_arc_ * arc + per_turn_ * turn_ahead(sigma) + per_series_ * series(sigma),
        .up = azimuth_cosine_ * sigma.sine,
        .out = axes * std::sqrt(azimuth_sine_ * azimuth_sine_ + out * out)};
}

}  // namespace tamga::geo
