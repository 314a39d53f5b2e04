// SPDX-License-Identifier: MIT
#include "engine/index/caps.hpp"

#include "engine/geo/wgs84.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>

namespace tamga::index {
namespace {

using Vector = std::array<double, 3>;
constexpr double radians = std::numbers::pi / 180;
constexpr std::size_t most_caps = 8;

/// Kinds of routes: up to a quarter of the globe, and longer ones by the least sine of their arc.
constexpr std::array<double, 2> least_sines{0.7, 0.3};
constexpr double most_turned = 1.05 * geo::wgs84_flattening * std::numbers::pi;
constexpr std::array astray{most_turned / 2, most_turned / least_sines[0],
                            most_turned / least_sines[1]};

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Vector cross(const Vector& a, const Vector& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double angle(const Vector& a, const Vector& b) {
    const Vector across = cross(a, b);
    return std::atan2(std::sqrt(dot(across, across)), dot(a, b));
}

}  // namespace

/// Of a position by its reduced latitude.
Caps::Vector Caps::direction(geo::LonLat position) {
    const double up = (1 - geo::wgs84_flattening) * std::sin(position.lat * radians);
    const double out = std::cos(position.lat * radians);
    const double norm = 1 / std::sqrt(up * up + out * out);
    return {out * norm * std::cos(position.lon * radians),
            out * norm * std::sin(position.lon * radians), up * norm};
}

Caps::Cap Caps::cap_around(const std::vector<Edge>& edges, std::span<const std::uint32_t> numbers) {
    Cap cap;
    for (const std::uint32_t number : numbers) {
        const Vector at = direction(edges[number].from);
        for (std::size_t axis = 0; axis < 3; ++axis) {
            cap.centre.at(axis) += at.at(axis);
        }
    }
    const double norm = std::sqrt(dot(cap.centre, cap.centre));
    if (norm == 0) {
        return {.centre = {1, 0, 0}, .radius = std::numbers::pi};
    }
    std::ranges::for_each(cap.centre, [&](double& part) { part /= norm; });
    for (const std::uint32_t number : numbers) {
        // No place of an edge is farther from an end than half of its length on the map.
        const auto& [from, to, polygon] = edges[number];
        const double half = std::hypot(to.lon - from.lon, to.lat - from.lat) * 0.505 * radians;
        for (const geo::LonLat end : {from, to}) {
            cap.radius = std::max(cap.radius, angle(cap.centre, direction(end)) + half);
        }
    }
    return cap;
}

/// Halves a group where it is the widest, and answers with the other half.
Caps::Group Caps::split(const std::vector<Edge>& edges, Group& group) {
    Vector low{2, 2, 2};
    Vector high{-2, -2, -2};
    for (const std::uint32_t number : group.edges) {
        const Vector at = direction(edges[number].from);
        for (std::size_t axis = 0; axis < 3; ++axis) {
            low.at(axis) = std::min(low.at(axis), at.at(axis));
            high.at(axis) = std::max(high.at(axis), at.at(axis));
        }
    }
    std::size_t widest = 0;
    for (const std::size_t axis : {1U, 2U}) {
        widest = high.at(axis) - low.at(axis) > high.at(widest) - low.at(widest) ? axis : widest;
    }
    const double middle = std::midpoint(low.at(widest), high.at(widest));
    const auto rest = std::ranges::partition(group.edges, [&](std::uint32_t number) {
        return direction(edges[number].from).at(widest) <= middle;
    });
    Group other{.edges = {rest.begin(), rest.end()}, .cap = {}};
    group.edges.erase(rest.begin(), rest.end());
    group.cap = cap_around(edges, group.edges);
    other.cap = cap_around(edges, other.edges);
    return other;
}

Caps::Caps(const std::vector<Edge>& edges) {
    if (edges.empty()) {
        return;
    }
    std::vector<Group> groups(1);
    groups[0].edges.resize(edges.size());
    std::iota(groups[0].edges.begin(), groups[0].edges.end(), 0U);
    groups[0].cap = cap_around(edges, groups[0].edges);
    while (groups.size() < most_caps) {
        const auto largest = std::ranges::max_element(
            groups, {}, [](const Group& g) { return g.edges.size() > 1 ? g.cap.radius : 0; });
        if (largest->edges.size() < 2) {
            break;
        }
        Group other = split(edges, *largest);
        if (other.edges.empty()) {
            break;
        }
        groups.push_back(std::move(other));
    }
    for (Group& group : groups) {
        for (std::size_t kind = 0; kind < astray.size(); ++kind) {
            const double reach = group.cap.radius + astray.at(kind);
            group.cap.reaches.at(kind) = {std::cos(std::min(reach, std::numbers::pi)),
                                          std::sin(reach)};
        }
        caps_.push_back(group.cap);
    }
}

bool Caps::are_far_from(geo::LonLat from, geo::LonLat to) const {
    const Vector u = direction(from);
    const Vector v = direction(to);
    const Vector normal = cross(u, v);
    const double cosine = dot(u, v);
    const double sine = std::sqrt(dot(normal, normal));
    if (cosine < 0 && sine < least_sines[1]) {
        return false;
    }
    const std::size_t kind = cosine > 0 ? 0 : sine >= least_sines[0] ? 1 : 2;
    return std::ranges::none_of(caps_, [&](const Cap& cap) {
        const Reach& reach = cap.reaches[kind];
        const double at_u = dot(u, cap.centre);
        const double at_v = dot(v, cap.centre);
        if (reach.cosine <= 0 || std::max(at_u, at_v) >= reach.cosine) {
            return true;
        }
        return at_v >= cosine * at_u && at_u >= cosine * at_v &&
               std::abs(dot(normal, cap.centre)) <= reach.sine * sine;
    });
}

}  // namespace tamga::index
