// SPDX-License-Identifier: MIT
//
// Bundles a graph (node-link JSON with x and y, as Edge-Path Bundling's authors publish them) and
// says how long it takes and what comes of it, beside plain edge-path bundling (2021: a search for
// each edge, in the whole graph) as a reference:
//
//   ms          of the fastest of five runs
//   ink         pixels under the lines, in shares of those under straight lines
//   distortion  the mean of a line's length by that of its chord
//   ambiguity   the mean over nodes of |U| / (|U| + |R|): nodes that seem joined to it because
//   lines
//               overlap (3 x 3 pixels at a quarter of the size, within 7.5 degrees), R those that
//               are
//
//     bundle_bench GRAPH.json [EXPONENT [STRETCH [DETOUR]]]
#include "engine/route/lines/bundle.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <numeric>
#include <queue>
#include <set>
#include <string>
#include <unordered_map>

using namespace tamga::route;

namespace {

using Way = std::vector<std::uint32_t>;
using Ways = std::vector<Way>;

struct Graph {
    std::vector<BundleNode> nodes;
    std::vector<BundleEdge> edges;
};

Graph read_graph(const std::string& path) {
    std::ifstream file{path};
    const auto json = nlohmann::json::parse(file);
    Graph graph;
    std::map<nlohmann::json, std::uint32_t> numbers;
    for (const auto& node : json.at("nodes")) {
        const auto number = [&](const char* key) {
            return node.at(key).is_string() ? std::stod(node.at(key).get<std::string>())
                                            : node.at(key).get<double>();
        };
        numbers.emplace(node.at("id"), static_cast<std::uint32_t>(graph.nodes.size()));
        graph.nodes.push_back({number("x"), number("y"), 0});
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const auto& link : json.at(json.contains("links") ? "links" : "edges")) {
        const auto [a, b] =
            std::minmax(numbers.at(link.at("source")), numbers.at(link.at("target")));
        if (graph.nodes[a] != graph.nodes[b] && seen.emplace(a, b).second) {
            graph.edges.push_back({a, b});
        }
    }
    return graph;
}

double distance(const BundleNode& a, const BundleNode& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1]);
}

/// A graph with the edges of each node and their lengths.
struct Network {
    explicit Network(const Graph& from) : graph{from}, neighbours(from.nodes.size()) {
        for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
            const auto [a, b] = graph.edges[e];
            lengths.push_back(distance(graph.nodes[a], graph.nodes[b]));
            neighbours[a].emplace_back(b, e);
            neighbours[b].emplace_back(a, e);
        }
    }

    const Graph& graph;
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> neighbours;
    std::vector<double> lengths;
};

/// The edges of the shortest way between an edge's ends that goes along no skipped edge, from its
/// target back; none if there is none. An edge costs the square of its length.
std::vector<std::uint32_t> shortest_way(const Network& network, std::uint32_t edge,
                                        const std::vector<char>& skipped) {
    const auto [source, target] = network.graph.edges[edge];
    std::vector<double> cost(network.graph.nodes.size(), 1e300);
    std::vector<std::uint32_t> by(network.graph.nodes.size());
    using Item = std::pair<double, std::uint32_t>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> heap;
    cost[source] = 0;
    heap.emplace(0, source);
    while (!heap.empty() && heap.top().second != target) {
        const auto [c, node] = heap.top();
        heap.pop();
        for (const auto& [next, e] : network.neighbours[node]) {
            const double through = c + network.lengths[e] * network.lengths[e];
            if (skipped[e] == 0 && c <= cost[node] && through < cost[next]) {
                cost[next] = through;
                by[next] = e;
                heap.emplace(through, next);
            }
        }
    }
    std::vector<std::uint32_t> used;
    for (std::uint32_t at = target; cost[target] < 1e300 && at != source;) {
        const std::uint32_t e = used.emplace_back(by[at]);
        at = network.graph.edges[e].a == at ? network.graph.edges[e].b : network.graph.edges[e].a;
    }
    return used;
}

/// The nodes along edges from the end of `edge` that they begin at, the other end first.
Way way_along(const Graph& graph, std::uint32_t edge, const std::vector<std::uint32_t>& used) {
    Way way{graph.edges[edge].b};
    for (const std::uint32_t e : used) {
        way.push_back(graph.edges[e].a == way.back() ? graph.edges[e].b : graph.edges[e].a);
    }
    std::ranges::reverse(way);
    return way;
}

/// The reference: long edges first, along the shortest way that is left, whose edges stay.
Ways edge_paths(const Graph& graph) {
    const Network network{graph};
    Ways ways;
    for (const auto& [a, b] : graph.edges) {
        ways.push_back({a, b});
    }
    std::vector<std::uint32_t> order(graph.edges.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::greater<>{}, [&](auto e) { return network.lengths[e]; });
    std::vector<char> locked(graph.edges.size());
    std::vector<char> skipped(graph.edges.size());
    for (const std::uint32_t edge : order) {
        if (locked[edge] != 0) {
            continue;
        }
        skipped[edge] = 1;
        const std::vector<std::uint32_t> used = shortest_way(network, edge, skipped);
        double length = 0;
        for (const std::uint32_t e : used) {
            length += network.lengths[e];
        }
        if (used.empty() || length > 2 * network.lengths[edge]) {
            skipped[edge] = 0;
            continue;
        }
        ways[edge] = way_along(graph, edge, used);
        for (const std::uint32_t e : used) {
            locked[e] = 1;
        }
    }
    return ways;
}

struct Drawing {
    std::map<std::pair<int, int>, std::vector<std::pair<std::uint32_t, double>>> pixels;
};

/// The pixels under all lines, with the edge and the direction of each.
Drawing draw(const Graph& graph, const Ways& ways, double side) {
    BundleNode low = graph.nodes[0];
    BundleNode high = low;
    for (const BundleNode& node : graph.nodes) {
        for (std::size_t i = 0; i < 2; ++i) {
            low[i] = std::min(low[i], node[i]);
            high[i] = std::max(high[i], node[i]);
        }
    }
    const double scale = side / std::max(high[0] - low[0], high[1] - low[1]);
    Drawing drawing;
    for (std::uint32_t e = 0; e < ways.size(); ++e) {
        for (std::size_t i = 1; i < ways[e].size(); ++i) {
            const BundleNode& a = graph.nodes[ways[e][i - 1]];
            const BundleNode& b = graph.nodes[ways[e][i]];
            const double angle = std::atan2(b[1] - a[1], b[0] - a[0]);
            const int steps = static_cast<int>(distance(a, b) * scale) + 1;
            for (int s = 0; s <= steps; ++s) {
                const double t = static_cast<double>(s) / steps;
                auto& pixel =
                    drawing.pixels[{static_cast<int>((std::lerp(a[0], b[0], t) - low[0]) * scale),
                                    static_cast<int>((std::lerp(a[1], b[1], t) - low[1]) * scale)}];
                if (pixel.empty() || pixel.back().first != e) {
                    pixel.emplace_back(e, angle);
                }
            }
        }
    }
    return drawing;
}

double mean_distortion(const Graph& graph, const Ways& ways) {
    double sum = 0;
    for (std::size_t e = 0; e < ways.size(); ++e) {
        double length = 0;
        for (std::size_t i = 1; i < ways[e].size(); ++i) {
            length += distance(graph.nodes[ways[e][i - 1]], graph.nodes[ways[e][i]]);
        }
        sum += length / distance(graph.nodes[graph.edges[e].a], graph.nodes[graph.edges[e].b]);
    }
    return sum / static_cast<double>(ways.size());
}

bool is_parallel(double a, double b) {
    constexpr double limit = 7.5 * 3.14159265358979 / 180;
    return std::abs(std::remainder(a - b, 3.14159265358979)) <= limit;
}

/// For each edge those that its line cannot be told from somewhere.
std::vector<std::set<std::uint32_t>> overlaps(const Graph& graph, const Ways& ways) {
    const Drawing drawing = draw(graph, ways, 400);
    std::vector<std::set<std::uint32_t>> found(ways.size());
    for (const auto& [at, lines] : drawing.pixels) {
        for (int dx = -1; dx <= 1; ++dx) {
            for (int dy = -1; dy <= 1; ++dy) {
                const auto near = drawing.pixels.find({at.first + dx, at.second + dy});
                for (std::size_t i = 0; near != drawing.pixels.end() && i < lines.size(); ++i) {
                    for (const auto& [other, angle] : near->second) {
                        if (is_parallel(lines[i].second, angle)) {
                            found[lines[i].first].insert(other);
                        }
                    }
                }
            }
        }
    }
    return found;
}

double ambiguity(const Graph& graph, const Ways& ways) {
    const auto confused = overlaps(graph, ways);
    std::vector<std::set<std::uint32_t>> joined(graph.nodes.size());
    std::vector<std::set<std::uint32_t>> seeming(graph.nodes.size());
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
        for (const auto& [v, u] : {std::pair{graph.edges[e].a, graph.edges[e].b},
                                   std::pair{graph.edges[e].b, graph.edges[e].a}}) {
            joined[v].insert(u);
            for (const std::uint32_t other : confused[e]) {
                seeming[v].insert({graph.edges[other].a, graph.edges[other].b});
            }
        }
    }
    double sum = 0;
    for (std::uint32_t v = 0; v < graph.nodes.size(); ++v) {
        double wrong = 0;
        for (const std::uint32_t u : seeming[v]) {
            wrong += u != v && !joined[v].contains(u) ? 1 : 0;
        }
        const double all = wrong + static_cast<double>(joined[v].size());
        sum += all > 0 ? wrong / all : 0;
    }
    return sum / static_cast<double>(graph.nodes.size());
}

void report(const char* name, const Graph& graph, const Ways& ways, double ms) {
    Ways straight;
    for (const BundleEdge& edge : graph.edges) {
        straight.push_back({edge.a, edge.b});
    }
    const auto ink = static_cast<double>(draw(graph, ways, 1600).pixels.size()) /
                     static_cast<double>(draw(graph, straight, 1600).pixels.size());
    std::printf("  %-8s %8.1f ms  ink %.3f  distortion %.3f  ambiguity %.3f\n", name, ms, ink,
                mean_distortion(graph, ways), ambiguity(graph, ways));
}

template <class Work>
double milliseconds(int runs, const Work& work) {
    double best = 1e300;
    for (int i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double, std::milli>(
                                  std::chrono::steady_clock::now() - start)
                                  .count());
    }
    return best;
}

}  // namespace

int main(int argc, char** argv) {
    const Graph graph = read_graph(argc > 1 ? argv[1] : "");
    BundleRules rules;
    rules.exponent = argc > 2 ? std::stod(argv[2]) : rules.exponent;
    rules.stretch = argc > 3 ? std::stod(argv[3]) : rules.stretch;
    rules.detour = argc > 4 ? std::stod(argv[4]) : rules.detour;
    std::printf("%s: %zu nodes, %zu edges\n", argv[1], graph.nodes.size(), graph.edges.size());
    Bundling bundled;
    const double ms = milliseconds(5, [&] { bundled = bundle(graph.nodes, graph.edges, rules); });
    report("spanner", graph, bundled.ways, ms);
    Ways reference;
    const double reference_ms = milliseconds(1, [&] { reference = edge_paths(graph); });
    report("edgepath", graph, reference, reference_ms);
}
