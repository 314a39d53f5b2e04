// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/polygon_edges.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tamga::index {

/// Where the edges of areas are, in a few caps of a sphere, to tell of a route that it is far from
/// all of them before its geodesic is known.
class Caps {
public:
    Caps() = default;
    explicit Caps(const std::vector<Edge>& edges);

    /// True if the geodesic surely crosses no edge.
    ///
    /// Bound: in reduced latitudes a geodesic is a great circle but for its longitudes, of which
    /// the ellipsoid turns the end by up to the flattening times the arc. So it strays from the
    /// great circle between its ends by no more than that over the arc's sine.
    bool are_far_from(geo::LonLat from, geo::LonLat to) const;

private:
    using Vector = std::array<double, 3>;
    /// How far is near: the radius, and what a geodesic of that kind may stray.
    struct Reach {
        double cosine = 0;
        double sine = 0;
    };
    struct Cap {
        Vector centre{};
        double radius = 0;  ///< Radians.
        std::array<Reach, 3> reaches{};
    };
    struct Group {
        std::vector<std::uint32_t> edges;
        Cap cap;
    };

    static Vector direction(geo::LonLat position);
    static Cap cap_around(const std::vector<Edge>& edges, std::span<const std::uint32_t> numbers);
    static Group split(const std::vector<Edge>& edges, Group& group);

    std::vector<Cap> caps_;
};

}  // namespace tamga::index
