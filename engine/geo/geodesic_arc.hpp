// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

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
/// of GeographicLib is on.
class GeodesicArc {
public:
    GeodesicArc(LonLat from, LonLat to);

    /// The position at `fraction` of the arc: 0 is the start, 1 the end.
    ArcPosition at(double fraction) const;

private:
    /// A place on the auxiliary sphere's great circle: the arc from the northward crossing of the
    /// equator, as its sine and cosine.
    struct Sigma {
        double sine;
        double cosine;
    };

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
    double c1_less_c3_ = 0, c2_ = 0, c3_ = 0;  ///< Karney's C3l, for Clenshaw's sum.
};

}  // namespace tamga::geo
