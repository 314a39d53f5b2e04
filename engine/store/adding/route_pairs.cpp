// SPDX-License-Identifier: MIT
#include "engine/store/adding/route_pairs.hpp"

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"
#include "engine/index/geodesic_boxes.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace tamga::store {
namespace {

/// A box of a longer one is touched by more windows that the route does not meet, and shorter ones
/// are more boxes.
constexpr double piece_m = 2'000'000;

std::uint64_t hash_of(geo::LonLat p, std::uint64_t seed) {
    // Both zeros are one position.
    const std::array<double, 2> numbers{p.lon + 0.0, p.lat + 0.0};
    return base::hash64({reinterpret_cast<const std::uint8_t*>(numbers.data()), sizeof numbers},
                        seed);
}

void require_room(std::size_t count) {
    if (count >= std::numeric_limits<std::uint32_t>::max()) {
        throw Error{Fault::input, "a layer has room for four billion pairs of places"};
    }
}

}  // namespace

RouteShape shape_of(geo::LonLat from, geo::LonLat to, bool drawn) {
    const geo::GeodesicLine line{from, to};
    return {.from = from,
            .to = to,
            .length_m = std::round(line.length_m() * 1000) / 1000,
            .line = drawn ? geo::draw_route(from, to) : geo::straight_route(from, to),
            .boxes = index::geodesic_boxes(line, from, to, piece_m)};
}

std::size_t RouteShapes::index(geo::LonLat from, geo::LonLat to) {
    const std::uint32_t number =
        known_.number(hash_of(to, hash_of(from, 0)), [&](std::uint32_t known) {
            return shapes_[known - 1].from == from && shapes_[known - 1].to == to;
        });
    if (number > shapes_.size()) {
        shapes_.push_back(shape_of(from, to, drawn_));
    }
    return number - 1;
}

std::uint32_t RoutePairs::place(std::string_view name, geo::LonLat at) {
    const std::uint32_t number =
        known_places_.number(hash_of(at, base::hash64(as_bytes(name))), [&](std::uint32_t known) {
            return places_[known - 1].at == at && places_[known - 1].name == name;
        });
    if (number > places_.size()) {
        places_.push_back({std::string{name}, at});
        tables_.add_place({.name = name, .at = at});
    }
    return number;
}

std::uint32_t RoutePairs::number(std::string_view origin, std::string_view destination,
                                 const RouteShape& shape) {
    const RoutePair pair{.origin = place(origin, shape.from),
                         .destination = place(destination, shape.to),
                         .length_m = shape.length_m};
    const std::uint64_t hash = base::folded_product(
        std::uint64_t{pair.origin} << 32 | pair.destination, base::hashing::phi_digits);
    const std::uint32_t number = known_pairs_.number(hash, [&](std::uint32_t known) {
        return pairs_[known - 1].origin == pair.origin &&
               pairs_[known - 1].destination == pair.destination;
    });
    if (number > pairs_.size()) {
        add_pair(pair, shape, number);
    }
    return number;
}

void RoutePairs::add_pair(const RoutePair& pair, const RouteShape& shape, std::uint32_t number) {
    require_room(pairs_.size());
    pairs_.push_back(pair);
    model::Features line;
    for (const auto& part : shape.line) {
        line.positions(part);
        line.end_part();
    }
    line.commit({.shape = model::Shape::lines, .record = number});
    tables_.add_pair(pair, line[0]);
    for (const geo::Box& box : shape.boxes) {
        pieces_.push_back(index::packed(box, number));
    }
}

}  // namespace tamga::store
