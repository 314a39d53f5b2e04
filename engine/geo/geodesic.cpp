// SPDX-License-Identifier: MIT
#include "engine/geo/geodesic.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>

namespace tamga::geo {
namespace {

const GeographicLib::Geodesic& wgs84() { return GeographicLib::Geodesic::WGS84(); }

constexpr unsigned unrolled = GeographicLib::Geodesic::LATITUDE |
                              GeographicLib::Geodesic::LONGITUDE |
                              GeographicLib::Geodesic::LONG_UNROLL;

}  // namespace

GeodesicInverse inverse(LonLat from, LonLat to) {
    GeodesicInverse answer;
    wgs84().Inverse(from.lat, from.lon, to.lat, to.lon, answer.distance_m, answer.azimuth_start_deg,
                    answer.azimuth_end_deg);
    return answer;
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

LonLat GeodesicLine::unrolled_at_arc(double fraction) const {
    LonLat answer;
    double unused = 0;
    state_->line.GenPosition(true, fraction * state_->line.Arc(), unrolled, answer.lat, answer.lon,
                             unused, unused, unused, unused, unused, unused);
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
