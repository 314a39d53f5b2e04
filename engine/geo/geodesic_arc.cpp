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

/// Karney's series for the distance, equations 17 and 18.
struct DistanceSeries {
    explicit DistanceSeries(double e)
        : a1{(1 + e * e * (0.25 + e * e / 64)) / (1 - e)},
          c11{e * (-0.5 + e * e * 3 / 16)},
          c12{e * e * (-1.0 / 16 + e * e / 32)},
          c13{-e * e * e / 48} {}

    double a1, c11, c12, c13;
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

    const double expansion = expansion_parameter(azimuth_cosine_);
    const Series terms{expansion};
    c1_less_c3_ = terms.c31 - terms.c33;
    c2_ = terms.c32;
    c3_ = terms.c33;
    per_turn_ = std::copysign(1 / degree, sine);
    per_series_ = -flattening * azimuth_sine_ * terms.a3 * per_turn_;
    per_arc_ = per_turn_ + per_series_;
    lon_ = from.lon - per_turn_ * turn_ahead(start_) - per_series_ * series(start_);
    is_meridian_ = azimuth_sine_ == 0;
    lon_before_ = from.lon;
    const double across = from.lon + std::copysign(180.0, sine);
    lon_after_ = to.lon + 360 * std::round((across - to.lon) / 360);
    const DistanceSeries distances{expansion};
    per_radian_m_ = wgs84_semi_major_m * axes * distances.a1;
    d1_ = per_radian_m_ * distances.c11;
    d2_ = per_radian_m_ * distances.c12;
    d3_ = per_radian_m_ * distances.c13;
    length_m_ = length_m(1);
}

GeodesicArc::Sigma GeodesicArc::sigma_at(double fraction) const {
    const double arc = fraction * arc_;
    const double sine = std::sin(arc);
    const double cosine = std::cos(arc);
    return {.sine = start_.sine * cosine + start_.cosine * sine,
            .cosine = start_.cosine * cosine - start_.sine * sine};
}

/// The periodic part of the distance from the crossing of the equator.
double GeodesicArc::distance(Sigma sigma) const {
    const double sine = 2 * sigma.sine * sigma.cosine;
    const double cosine_twice = 2 * (sigma.cosine - sigma.sine) * (sigma.cosine + sigma.sine);
    return sine * (d1_ - d3_ + cosine_twice * (d2_ + cosine_twice * d3_));
}

double GeodesicArc::length_m(double fraction) const {
    return per_radian_m_ * (fraction * arc_) + distance(sigma_at(fraction)) - distance(start_);
}

std::optional<double> GeodesicArc::pole() const {
    if (!is_meridian_ || arc_ == 0) {
        return std::nullopt;
    }
    const double from = std::atan2(start_.sine, start_.cosine);
    const double ahead = start_.cosine > 0 ? pi / 2 - from
                         : from > 0        ? 3 * pi / 2 - from
                                           : -pi / 2 - from;
    const double fraction = ahead / arc_;
    return fraction > 0 && fraction < 1 ? std::optional{fraction} : std::nullopt;
}

LonLat GeodesicArc::bend(const ArcPosition& from, const ArcPosition& to, double part) const {
    // On the sphere, with C the sine of the azimuth at the equator, the second derivatives are
    // C^2 sin(lat) / cos^3(lat) of the latitude and at most twice that over C of the longitude; a
    // curve with such leaves a chord by an eighth of it times the square of the way. The ellipsoid
    // adds twice the flattening, and its third to all.
    const double way = part * arc_;
    const double least_out =
        std::max(std::min(from.out, to.out) - way / 2, azimuth_sine_) * (1 - 2 * flattening);
    const double up =
        std::min(std::sqrt(std::max(0.0, 1 - least_out * least_out)), azimuth_cosine_);
    const double steep =
        azimuth_sine_ > 0 ? azimuth_sine_ * up / (least_out * least_out * least_out) : 0;
    const double square = way * way / 8 / degree;
    const double turned = 2.04 * steep + 0.01 * flattening * azimuth_sine_;
    const double raised = 1.02 * steep * azimuth_sine_ + 2.1 * flattening * azimuth_cosine_;
    return {.lon = std::min(turned * square, 360.0), .lat = std::min(raised * square, 180.0)};
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
    const Sigma sigma = sigma_at(fraction);
    const double out = azimuth_cosine_ * sigma.cosine;
    ArcPosition position{.up = azimuth_cosine_ * sigma.sine,
                         .out = axes * std::sqrt(azimuth_sine_ * azimuth_sine_ + out * out)};
    if (is_meridian_) {
        position.lon = (sigma.cosine < 0) == (start_.cosine < 0) ? lon_before_ : lon_after_;
    } else {
        position.lon = lon_ + per_arc_ * (fraction * arc_) + per_turn_ * turn_ahead(sigma) +
                       per_series_ * series(sigma);
    }
    return position;
}

}  // namespace tamga::geo
