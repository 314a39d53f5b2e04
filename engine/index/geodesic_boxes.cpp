// SPDX-License-Identifier: MIT
#include "engine/index/geodesic_boxes.hpp"

#include "engine/geo/wgs84.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace tamga::index {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double axes = 1 - geo::wgs84_flattening;  // The minor by the major.

/// More than what computing loses: along the equator the extreme latitude is right to 1e-6 degrees.
constexpr double margin_deg = 2e-6;

/// Beyond this latitude longitudes turn too quickly to be worth a box.
constexpr double polar_deg = 89.5;

/// The greatest latitude of the geodesic that a heading is of: the product of the sine of the
/// azimuth and the cosine of the reduced latitude is the same all along.
double extreme_latitude(const geo::Heading& heading) {
    const double reduced = std::atan(axes * std::tan(heading.at.lat * degree));
    const double product =
        std::min(std::abs(std::sin(heading.azimuth_deg * degree)) * std::cos(reduced), 1.0);
    return std::atan2(std::sqrt(1 - product * product), product * axes) / degree;
}

class Pieces {
public:
    explicit Pieces(double extreme_deg) : extreme_deg_{extreme_deg} {}

    void add(const geo::Heading& a, const geo::Heading& b) {
        const double north_a = std::cos(a.azimuth_deg * degree);
        const double north_b = std::cos(b.azimuth_deg * degree);
        double south = std::min(a.at.lat, b.at.lat);
        double north = std::max(a.at.lat, b.at.lat);
        if (north_a >= 0 && north_b <= 0) {
            north = std::max(north, extreme_deg_);
        }
        if (north_a <= 0 && north_b >= 0) {
            south = std::min(south, -extreme_deg_);
        }
        add(a, b, std::max(south - margin_deg, -90.0), std::min(north + margin_deg, 90.0));
    }

    std::vector<geo::Box> boxes;

private:
    void add(const geo::Heading& a, const geo::Heading& b, double south, double north) {
        const double widest = std::max(std::abs(south), std::abs(north));
        const double turn = std::remainder(b.at.lon - a.at.lon, 360);
        // Half a turn may come out on either side.
        const bool unsure =
            std::abs(turn) > 179 ||
            turn * std::sin((a.azimuth_deg + b.azimuth_deg) / 2 * degree) < -margin_deg;
        if (widest >= polar_deg || unsure) {
            boxes.push_back({{.lon = -180, .lat = south}, {.lon = 180, .lat = north}});
            return;
        }
        const double margin = margin_deg / std::cos(widest * degree);
        const double west = std::min(a.at.lon, a.at.lon + turn) - margin;
        const double east = std::max(a.at.lon, a.at.lon + turn) + margin;
        const auto put = [&](double from, double to) {
            boxes.push_back({{.lon = from, .lat = south}, {.lon = to, .lat = north}});
        };
        put(std::max(west, -180.0), std::min(east, 180.0));
        if (west < -180) {
            put(west + 360, 180);
        }
        if (east > 180) {
            put(-180, east - 360);
        }
    }

    double extreme_deg_;
};

}  // namespace

std::vector<geo::Box> geodesic_boxes(const geo::GeodesicLine& line, geo::LonLat from,
                                     geo::LonLat to, double piece_m) {
    const double count = std::max(1.0, std::ceil(line.length_m() / piece_m));
    geo::Heading at = line.heading(0);
    Pieces pieces{extreme_latitude(at)};
    at.at = from;  // What is computed is off in the last digit.
    for (double i = 1; i < count; ++i) {
        const geo::Heading next = line.heading(i / count);
        pieces.add(at, next);
        at = next;
    }
    geo::Heading end = line.heading(1);
    end.at = to;
    pieces.add(at, end);
    return std::move(pieces.boxes);
}

}  // namespace tamga::index
