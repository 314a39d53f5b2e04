// SPDX-License-Identifier: MIT
#include "engine/geo/measure.hpp"

#include "engine/geo/wgs84.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tamga::geo {
namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double squared_eccentricity = wgs84_flattening * (2 - wgs84_flattening);

/// The area between the equator and a parallel, for each radian of longitude.
double area_to_equator_m2(double lat_deg) {
    const double sine = std::sin(lat_deg * radians);
    const double e = std::sqrt(squared_eccentricity);
    const double semi_minor_m = wgs84_semi_major_m * (1 - wgs84_flattening);
    return semi_minor_m * semi_minor_m / 2 *
           (sine / (1 - squared_eccentricity * sine * sine) + std::atanh(e * sine) / e);
}

/// The mean of area_to_equator_m2() along a range of latitudes.
double mean_area_to_equator_m2(double from_deg, double to_deg) {
    const double away = std::sqrt(0.6);  // Gauss-Legendre with three nodes.
    const auto pieces = std::max(1, static_cast<int>(std::ceil(std::abs(to_deg - from_deg))));
    const double half = (to_deg - from_deg) / pieces / 2;
    double sum = 0;
    for (int i = 0; i < pieces; ++i) {
        const double middle = from_deg + (2 * i + 1) * half;
        sum += 5 * area_to_equator_m2(middle - away * half) + 8 * area_to_equator_m2(middle) +
               5 * area_to_equator_m2(middle + away * half);
    }
    return sum / (18 * pieces);
}

double drawn_area_m2(std::span<const LonLat> ring) {
    double area = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat from = ring[i];
        const LonLat to = ring[(i + 1) % ring.size()];
        if (from.lon != to.lon) {
            area -= (to.lon - from.lon) * radians * mean_area_to_equator_m2(from.lat, to.lat);
        }
    }
    return area;
}

double geodesic_area_m2(std::span<const LonLat> ring) {
    GeographicLib::PolygonArea polygon{GeographicLib::Geodesic::WGS84()};
    for (const LonLat position : ring) {
        polygon.AddPoint(position.lat, position.lon);
    }
    double perimeter = 0;
    double area = 0;
    polygon.Compute(false, true, perimeter, area);
    return area;
}

Heading heading_on_drawn(LonLat from, LonLat to, double fraction) {
    const LonLat at{.lon = std::lerp(from.lon, to.lon, fraction),
                    .lat = std::lerp(from.lat, to.lat, fraction)};
    const double sine = std::sin(at.lat * radians);
    // The radius of curvature along the meridian is that across it times this.
    const double ratio = (1 - squared_eccentricity) / (1 - squared_eccentricity * sine * sine);
    const double east = (to.lon - from.lon) * std::cos(at.lat * radians);
    const double north = (to.lat - from.lat) * ratio;
    return {at, std::atan2(east, north) / radians};
}

/// A place on a curve, seen from a position.
struct Offset {
    double away_m = 0;
    double ahead_m = 0;  ///< Positive if going on along the curve comes nearer.
};

Offset offset(LonLat position, const Heading& on_curve) {
    const GeodesicInverse there = inverse(on_curve.at, position);
    const double turn = there.azimuth_start_deg - on_curve.azimuth_deg;
    return {there.distance_m, there.distance_m * std::cos(turn * radians)};
}

/// The least distance to a curve that is walked by fractions: `heading_at(fraction)`. In none of
/// `pieces` equal pieces does it fall and rise more than once.
template <class HeadingAt>
double least_distance_m(LonLat position, int pieces, HeadingAt heading_at) {
    constexpr double close_enough_m = 1e-6;
    const auto look = [&](double fraction) { return offset(position, heading_at(fraction)); };
    double least_m = HUGE_VAL;
    // Between two places it is nearest where `ahead_m` changes its sign (regula falsi, Illinois).
    const auto search = [&](double from, double to, double ahead_m, double behind_m) {
        int side = 0;
        for (int step = 0; step < 100; ++step) {
            const double fraction = from + (to - from) * ahead_m / (ahead_m - behind_m);
            const Offset here = look(fraction);
            least_m = std::min(least_m, here.away_m);
            if (std::abs(here.ahead_m) < close_enough_m) {
                return;
            }
            const int now = here.ahead_m > 0 ? 1 : -1;
            (now > 0 ? from : to) = fraction;
            (now > 0 ? ahead_m : behind_m) = here.ahead_m;
            if (now == side) {
                (now > 0 ? behind_m : ahead_m) /= 2;
            }
            side = now;
        }
    };
    Offset before = look(0);
    least_m = before.away_m;
    for (int i = 1; i <= pieces; ++i) {
        const double from = static_cast<double>(i - 1) / pieces;
        const double to = static_cast<double>(i) / pieces;
        const Offset after = look(to);
        least_m = std::min(least_m, after.away_m);
        if (before.ahead_m > 0 && after.ahead_m < 0) {
            search(from, to, before.ahead_m, after.ahead_m);
        }
        before = after;
    }
    return least_m;
}

int pieces_of(double length, double piece) {
    return std::max(1, static_cast<int>(std::ceil(length / piece)));
}

}  // namespace

double ring_area_m2(std::span<const LonLat> ring, Edges edges) {
    if (ring.size() < 3) {
        return 0;
    }
    return edges == Edges::drawn ? drawn_area_m2(ring) : geodesic_area_m2(ring);
}

double line_length_m(std::span<const LonLat> line) {
    double length_m = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        length_m += distance_m(line[i - 1], line[i]);
    }
    return length_m;
}

double distance_m(LonLat position, const GeodesicLine& line) {
    constexpr double piece_m = 2.5e6;
    return line.length_m() > 0
               ? least_distance_m(position, pieces_of(line.length_m(), piece_m),
                                  [&](double fraction) { return line.heading(fraction); })
               : distance_m(position, line.at(0));
}

double distance_to_edge_m(LonLat position, LonLat from, LonLat to, Edges edges) {
    if (from == to) {
        return distance_m(position, from);
    }
    if (edges == Edges::geodesic) {
        return distance_m(position, GeodesicLine{from, to});
    }
    constexpr double piece_deg = 5;
    const double longer_deg = std::max(std::abs(to.lon - from.lon), std::abs(to.lat - from.lat));
    return least_distance_m(position, pieces_of(longer_deg, piece_deg),
                            [&](double fraction) { return heading_on_drawn(from, to, fraction); });
}

}  // namespace tamga::geo
