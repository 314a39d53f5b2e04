// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <optional>

namespace tamga::geo {

/// A position on a geodesic before its latitude is an angle: a map needs only the tangent.
struct ArcPosition {
    double lon = 0;  ///< Degrees; goes on from the start's and may leave -180..180.
    /// The tangent of the latitude as a quotient, which a pole has too: up / out. `out` is
    /// positive, or 0 at a pole.
    double up = 0;
    double out = 1;

    LonLat lonlat() const;
};

/// A geodesic for drawing it: the same curve as GeodesicLine, walked in fractions of the arc on the
/// auxiliary sphere, which differ from those of the length by some thousandths.
///
/// GeographicLib solves the inverse problem. Positions follow Karney, Algorithms for geodesics,
/// J. Geodesy 87 (2013), doi:10.1007/s00190-012-0578-z: the reduced latitude and the longitude on
/// the sphere by its section 2, the ellipsoid's longitude by equations 8 and 23 to 25. The series
/// are cut after the third order, and on WGS 84 what that leaves out is less than 1e-12 degrees.
/// Where a meridian passes a pole its longitude jumps by 180 degrees, to the side that the azimuth
/// of GeographicLib is on. On a meridian longitudes are exact, on the equator latitudes are.
class GeodesicArc {
public:
    GeodesicArc(LonLat from, LonLat to);

    /// The position at `fraction` of the arc: 0 is the start, 1 the end.
    ArcPosition at(double fraction) const;

    double length_m() const { return length_m_; }
    /// How long it is from the start to `fraction`, right to a thousandth of a millimetre.
    double length_m(double fraction) const;
    /// The fraction at which it passes over a pole along a meridian, if it does.
    std::optional<double> pole() const;

    /// How far the curve is at most from the straight line in longitude and latitude between the
    /// positions `from` and `to` on it, in degrees each, `part` of the arc being between them; its
    /// direction differs by no more than four times that over the way. At most the whole circle,
    /// beside a pole. Not for a piece with a pole within it.
    LonLat bend(const ArcPosition& from, const ArcPosition& to, double part) const;

private:
    /// A place on the auxiliary sphere's great circle: the arc from the northward crossing of the
    /// equator, as its sine and cosine.
    struct Sigma {
        double sine;
        double cosine;
    };

    Sigma sigma_at(double fraction) const;
    double distance(Sigma sigma) const;
    double turn_ahead(Sigma sigma) const;
    double series(Sigma sigma) const;

    Sigma start_{};
    double arc_ = 0;             ///< In radians.
    double azimuth_sine_ = 0;    ///< Of the azimuth at the equator; absolute.
    double azimuth_cosine_ = 0;  ///< The same.
    double less_than_one_ = 0;   ///< By how much the sine is, without cancellation.
    // The longitude is lon_ + per_arc_ * arc + per_turn_ * turn_ahead() + per_series_ * series().
    double lon_ = 0;
    double per_arc_ = 0;
    double per_turn_ = 0;
    double per_series_ = 0;
    /// Of a meridian; the longitude on it before and after a pole.
    bool is_meridian_ = false;
    double lon_before_ = 0;
    double lon_after_ = 0;
    double per_radian_m_ = 0;          ///< Karney's A1 times the minor axis.
    double d1_ = 0, d2_ = 0, d3_ = 0;  ///< His C1l, in metres.
    double length_m_ = 0;
    double c1_less_c3_ = 0, c2_ = 0, c3_ = 0;  ///< Karney's C3l, for Clenshaw's sum.
};

}  // namespace tamga::geo
