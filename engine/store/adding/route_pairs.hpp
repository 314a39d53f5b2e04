// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/route_line.hpp"
#include "engine/store/adding/numbering.hpp"
#include "engine/store/table.hpp"

#include <string>
#include <vector>

namespace tamga::store {

/// What is computed of the geodesic between two positions.
struct RouteShape {
    geo::LonLat from;
    geo::LonLat to;
    double length_m = 0;  ///< To millimetres.
    geo::RouteLines line = {};
    std::vector<geo::Box> boxes = {};  ///< Around its pieces.
};

/// Requires that the positions lie within -180..180.
RouteShape shape_of(geo::LonLat from, geo::LonLat to, bool drawn);

/// The shapes of a batch of routes, each pair of positions computed once.
class RouteShapes {
public:
    explicit RouteShapes(bool drawn) : drawn_{drawn} {}

    /// Which of them is the one between these positions.
    std::size_t index(geo::LonLat from, geo::LonLat to);
    const RouteShape& operator[](std::size_t index) const { return shapes_[index]; }

private:
    bool drawn_;
    Numbering known_;
    std::vector<RouteShape> shapes_;
};

/// Gives each place and each pair of a layer its number, and adds it to the tables when it is met
/// first.
class RoutePairs {
public:
    explicit RoutePairs(RouteTables& tables) : tables_{tables} {}

    /// The pair of the places of these names at the ends of a shape.
    std::uint32_t number(std::string_view origin, std::string_view destination,
                         const RouteShape& shape);

    /// The boxes around pieces of all pairs.
    std::vector<index::PackedBox> take_pieces() { return std::move(pieces_); }

private:
    struct Place {
        std::string name;
        geo::LonLat at;
    };

    std::uint32_t place(std::string_view name, geo::LonLat at);
    void add_pair(const RoutePair& pair, const RouteShape& shape, std::uint32_t number);

    RouteTables& tables_;
    Numbering known_places_;
    Numbering known_pairs_;
    std::vector<Place> places_;
    std::vector<RoutePair> pairs_;
    std::vector<index::PackedBox> pieces_;
};

}  // namespace tamga::store
