// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <memory>

namespace tamga::geo {

/// The shortest way between two positions: how long it is and in which direction it starts and
/// ends.
struct GeodesicInverse {
    double distance_m = 0;
    double azimuth_start_deg = 0;  ///< Clockwise from north, -180..180, at the first position.
    double azimuth_end_deg = 0;    ///< The same at the second position, still pointing onwards.
};

/// Solves the inverse problem on the WGS 84 ellipsoid (Karney 2013), to about 15 nanometres. For
/// antipodal positions, where several ways are equally short, the one GeographicLib names.
GeodesicInverse inverse(LonLat from, LonLat to);

struct Bearing {
    double distance_m = 0;
    double azimuth_deg = 0;  ///< As GeodesicInverse::azimuth_start_deg.
};

/// How far and in which direction `to` is, for many questions: up to 50 km by the chord and the
/// curvature, to 1 mm and a hundred-thousandth of a degree or, for the direction of what is nearer
/// than a kilometre, to 1 mm; beyond as inverse().
Bearing bearing(LonLat from, LonLat to);

/// Shorthand for inverse(from, to).distance_m.
double distance_m(LonLat from, LonLat to);

/// Where one comes to, going `distance_m` from `from` along the geodesic that starts at
/// `azimuth_deg`. The longitude is in -180..180.
LonLat destination(LonLat from, double azimuth_deg, double distance_m);

/// A position on a way, and where the way goes from there.
struct Heading {
    LonLat at;
    double azimuth_deg = 0;  ///< Clockwise from north.
};

/// A geodesic that is walked along: at(0) is its start, at(1) its end.
class GeodesicLine {
public:
    GeodesicLine(LonLat from, LonLat to);
    ~GeodesicLine();
    GeodesicLine(GeodesicLine&&) noexcept;
    GeodesicLine& operator=(GeodesicLine&&) noexcept;

    double length_m() const noexcept { return length_m_; }
    /// The position at `fraction` of the length, longitude in -180..180.
    LonLat at(double fraction) const;
    /// The same with the direction there.
    Heading heading(double fraction) const;
    /// The same with a longitude that does not jump at the antimeridian: it continues from the
    /// start's and may leave -180..180.
    LonLat unrolled_at(double fraction) const;

private:
    struct State;
    std::unique_ptr<State> state_;
    double length_m_ = 0;
};

}  // namespace tamga::geo
