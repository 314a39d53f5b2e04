// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"

#include <memory>
#include <span>
#include <string>

namespace tamga::geo {

/// The way from a coordinate reference system to longitude and latitude on WGS 84.
///
/// A CRS is whatever PROJ understands: "EPSG:3857", "OGC:CRS84", "urn:ogc:def:crs:EPSG::32643", a
/// PROJ string, WKT. Easting or longitude always comes first, whatever order its authority has.
/// May be used from several threads at once.
class ToLonLat {
public:
    /// Throws Error{Fault::usage} if the CRS is unknown, or not one of places on Earth.
    explicit ToLonLat(const std::string& crs);
    ~ToLonLat();
    ToLonLat(ToLonLat&&) noexcept;
    ToLonLat& operator=(ToLonLat&&) noexcept;

    /// True for WGS 84 in degrees, where nothing has to be done.
    bool identity() const noexcept;

    /// True if positions are angles, whose latitude comes first in most tables.
    bool in_degrees() const noexcept;

    /// True if the position, in degrees, is where the CRS is meant to be used, or nobody knows
    /// where that is.
    bool is_used_at(LonLat position) const;

    /// Replaces each x (as lon) and y (as lat) by degrees; NaN in both where there is no way.
    void transform(std::span<LonLat> positions) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tamga::geo
