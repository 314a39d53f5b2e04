// SPDX-License-Identifier: MIT
#include "engine/geo/geodesic.hpp"

#include "engine/geo/wgs84.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>

#include <cmath>
#include <numbers>

namespace tamga::geo {
namespace {

const GeographicLib::Geodesic& wgs84() { return GeographicLib::Geodesic::WGS84(); }

constexpr unsigned unrolled = GeographicLib::Geodesic::LATITUDE |
                              GeographicLib::Geodesic::LONGITUDE |
                              GeographicLib::Geodesic::LONG_UNROLL;

constexpr double radians = std::numbers::pi / 180;
constexpr double semi_major_m = wgs84_semi_major_m;
constexpr double squared_eccentricity = wgs84_flattening * (2 - wgs84_flattening);

/// A position on the ellipsoid, in space.
struct Surface {
    explicit Surface(LonLat at)
        : sin_lat{std::sin(at.lat * radians)},
          cos_lat{std::cos(at.lat * radians)},
          sin_lon{std::sin(at.lon * radians)},
          cos_lon{std::cos(at.lon * radians)},
          across_m{semi_major_m / std::sqrt(1 - squared_eccentricity * sin_lat * sin_lat)} {}

    double x_m() const { return across_m * cos_lat * cos_lon; }
    double y_m() const { return across_m * cos_lat * sin_lon; }
    double z_m() const { return (1 - squared_eccentricity) * across_m * sin_lat; }
    /// Of curvature along the meridian.
    double along_radius_m() const {
        return (1 - squared_eccentricity) * across_m * across_m * across_m /
               (semi_major_m * semi_major_m);
    }

    double sin_lat, cos_lat, sin_lon, cos_lon;
    double across_m;  ///< The radius of curvature across the meridian.
};

}  // namespace

GeodesicInverse inverse(LonLat from, LonLat to) {
    GeodesicInverse answer;
    wgs84().Inverse(from.lat, from.lon, to.lat, to.lon, answer.distance_m, answer.azimuth_start_deg,
                    answer.azimuth_end_deg);
    return answer;
}

Bearing bearing(LonLat from, LonLat to) {
    const Surface a{from};
    const Surface b{to};
    const double dx = b.x_m() - a.x_m();
    const double dy = b.y_m() - a.y_m();
    const double dz = b.z_m() - a.z_m();
    const double squared = dx * dx + dy * dy + dz * dz;
    constexpr double longest_m = 50'000;
    constexpr double least_m = 1;
    if (squared > longest_m * longest_m || squared < least_m * least_m) {
        const GeodesicInverse exact = inverse(from, to);
        return {exact.distance_m, exact.azimuth_start_deg};
    }
    const double east = a.cos_lon * dy - a.sin_lon * dx;
    const double north = a.cos_lat * dz - a.sin_lat * (a.cos_lon * dx + a.sin_lon * dy);
    // Euler's theorem: the curvature of the surface in the direction of the chord.
    const double curvature = (north * north / a.along_radius_m() + east * east / a.across_m) /
                             (north * north + east * east);
    const double bend = squared * curvature * curvature;
    return {std::sqrt(squared) * (1 + bend / 24 + 3 * bend * bend / 640),
            std::atan2(east, north) / radians};
}

double distance_m(LonLat from, LonLat to) {
    double distance = 0;
    wgs84().Inverse(from.lat, from.lon, to.lat, to.lon, distance);
    return distance;
}

LonLat destination(LonLat from, double azimuth_deg, double distance_m) {
    LonLat answer;
    wgs84().Direct(from.lat, from.lon, azimuth_deg, distance_m, answer.lat, answer.lon);
    return answer;
}

struct GeodesicLine::State {
    GeographicLib::GeodesicLine line;
};

GeodesicLine::GeodesicLine(LonLat from, LonLat to)
    : state_{std::make_unique<State>(
          State{wgs84().InverseLine(from.lat, from.lon, to.lat, to.lon)})},
      length_m_{state_->line.Distance()} {}

GeodesicLine::~GeodesicLine() = default;
GeodesicLine::GeodesicLine(GeodesicLine&&) noexcept = default;
GeodesicLine& GeodesicLine::operator=(GeodesicLine&&) noexcept = default;

LonLat GeodesicLine::at(double fraction) const {
    LonLat answer;
    state_->line.Position(fraction * length_m_, answer.lat, answer.lon);
    return answer;
}

Heading GeodesicLine::heading(double fraction) const {
    Heading answer;
    state_->line.Position(fraction * length_m_, answer.at.lat, answer.at.lon, answer.azimuth_deg);
    return answer;
}

LonLat GeodesicLine::unrolled_at(double fraction) const {
    LonLat answer;
    double unused = 0;
    state_->line.GenPosition(false, fraction * length_m_, unrolled, answer.lat, answer.lon, unused,
                             unused, unused, unused, unused, unused);
    return answer;
}

}  // namespace tamga::geo
