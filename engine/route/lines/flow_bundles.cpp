// SPDX-License-Identifier: MIT
#include "engine/route/lines/flow_bundles.hpp"

#include "engine/route/lines/bundle.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace tamga::route {
namespace {

std::uint64_t pair_of(std::uint32_t a, std::uint32_t b) {
    return (std::uint64_t{std::min(a, b)} << 32) | std::max(a, b);
}

BundleNode on_sphere(geo::LonLat position) {
    constexpr double degree = std::numbers::pi / 180;
    const double lon = position.lon * degree;
    const double lat = position.lat * degree;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

/// The places and pairs of some flows, numbered from 0.
struct Graph {
    std::vector<std::uint32_t> places;
    std::vector<BundleNode> nodes;
    std::vector<BundleEdge> edges;

    Graph(const FlowTable& table, std::span<const Flow> flows) {
        std::vector<std::uint64_t> pairs;
        for (const Flow& flow : flows) {
            pairs.push_back(pair_of(flow.from, flow.to));
            places.insert(places.end(), {flow.from, flow.to});
        }
        sort_unique(places);
        sort_unique(pairs);
        for (const std::uint32_t place : places) {
            nodes.push_back(on_sphere(table.places()[place].position));
        }
        for (const std::uint64_t pair : pairs) {
            edges.push_back({number(static_cast<std::uint32_t>(pair >> 32)),
                             number(static_cast<std::uint32_t>(pair))});
        }
    }

private:
    template <class Numbers>
    static void sort_unique(Numbers& numbers) {
        std::ranges::sort(numbers);
        numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
    }

    std::uint32_t number(std::uint32_t place) const {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(places, place) - places.begin());
    }
};

}  // namespace

FlowBundles::FlowBundles(const FlowTable& table, std::span<const Flow> flows) : table_{table} {
    const Graph graph{table, flows};
    Bundling bundling = bundle(graph.nodes, graph.edges, {.on_sphere = true});
    for (Way& way : bundling.ways) {
        for (std::uint32_t& node : way) {
            node = graph.places[node];
        }
        ways_.emplace(pair_of(way.front(), way.back()), std::move(way));
    }
}

std::vector<std::uint32_t> FlowBundles::way(const Flow& flow) const {
    Way way = ways_.at(pair_of(flow.from, flow.to));
    if (way.front() != flow.from) {
        std::ranges::reverse(way);
    }
    return way;
}

Path FlowBundles::path(const Flow& flow, double tolerance) const {
    std::vector<geo::LonLat> chain;
    for (const std::uint32_t place : way(flow)) {
        chain.push_back(table_.places()[place].position);
    }
    return chain.size() == 2 ? geodesic_path(chain[0], chain[1], tolerance)
                             : smooth_path(chain, tolerance);
}

std::vector<Corridor> FlowBundles::corridors(std::span<const Flow> drawn) const {
    std::map<std::uint64_t, Corridor> by_pair;
    for (const Flow& flow : drawn) {
        const Way places = way(flow);
        for (std::size_t i = 1; i < places.size(); ++i) {
            const auto [a, b] = std::minmax(places[i - 1], places[i]);
            Corridor& corridor = by_pair[pair_of(a, b)];
            corridor.a = a;
            corridor.b = b;
            (places[i - 1] == a ? corridor.forward : corridor.backward) += flow.weight;
            ++corridor.flows;
        }
    }
    std::vector<Corridor> corridors;
    for (const auto& [pair, corridor] : by_pair) {
        corridors.push_back(corridor);
    }
    std::ranges::stable_sort(
        corridors, [](const Corridor& x, const Corridor& y) { return x.weight() > y.weight(); });
    return corridors;
}

}  // namespace tamga::route
