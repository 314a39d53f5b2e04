// SPDX-License-Identifier: MIT
#include "engine/route/lines/bundle.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>

namespace tamga::route {
namespace {

constexpr double unreached = std::numeric_limits<double>::infinity();
constexpr std::uint32_t nobody = 0xffffffff;

double chord(const BundleNode& a, const BundleNode& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

struct Neighbour {
    std::uint32_t node = 0;
    double length = 0;
    double cost = 0;
};

struct Waiting {
    double priority = 0;
    std::uint32_t node = 0;

    /// By node where priorities agree, so that the order is always the same.
    bool operator>(const Waiting& other) const {
        return priority != other.priority ? priority > other.priority : node > other.node;
    }
};

using Heap = std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>>;

/// Distances from one node, of which only the touched ones are forgotten before the next search.
class Distances {
public:
    explicit Distances(std::size_t nodes) : distance_(nodes, unreached), from_(nodes, nobody) {}

    void clear() {
        for (const std::uint32_t node : touched_) {
            distance_[node] = unreached;
        }
        touched_.clear();
    }

    double operator[](std::uint32_t node) const { return distance_[node]; }
    std::uint32_t before(std::uint32_t node) const { return from_[node]; }

    bool improve(std::uint32_t node, double distance, std::uint32_t from) {
        if (distance >= distance_[node]) {
            return false;
        }
        if (distance_[node] == unreached) {
            touched_.push_back(node);
        }
        distance_[node] = distance;
        from_[node] = from;
        return true;
    }

private:
    std::vector<double> distance_;
    std::vector<std::uint32_t> from_;
    std::vector<std::uint32_t> touched_;
};

class Bundler {
public:
    Bundler(std::span<const BundleNode> nodes, std::span<const BundleEdge> edges,
            const BundleRules& rules)
        : nodes_{nodes},
          edges_{edges},
          rules_{rules},
          spanner_(nodes.size()),
          found_{nodes.size()} {
        for (const BundleEdge& edge : edges) {
            const double straight = chord(nodes[edge.a], nodes[edge.b]);
            lengths_.push_back(rules.on_sphere ? 2 * std::asin(std::min(1.0, straight / 2))
                                               : straight);
            result_.ways.push_back({edge.a, edge.b});
        }
    }

    Bundling run() {
        make_spanner();
        for (const auto& [source, edges] : edges_by_source()) {
            find_ways(source, edges);
        }
        return std::move(result_);
    }

private:
    /// The shortest edges first, each kept if the way so far is too long.
    void make_spanner() {
        std::vector<std::uint32_t> order(edges_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::stable_sort(order, {}, [this](std::uint32_t e) { return lengths_[e]; });
        in_spanner_.assign(edges_.size(), 0);
        for (const std::uint32_t e : order) {
            const auto [a, b] = edges_[e];
            if (!is_reached(a, b, rules_.stretch * lengths_[e])) {
                const double cost = std::pow(lengths_[e], rules_.exponent);
                spanner_[a].push_back({b, lengths_[e], cost});
                spanner_[b].push_back({a, lengths_[e], cost});
                in_spanner_[e] = 1;
                ++result_.spanner_edges;
            }
        }
    }

    /// Is there a way in the spanner that is not longer than `limit`? (A*: what is left is the
    /// chord at least.)
    bool is_reached(std::uint32_t from, std::uint32_t to, double limit) {
        if (spanner_[from].empty() || spanner_[to].empty()) {
            return false;
        }
        found_.clear();
        heap_ = {};
        found_.improve(from, 0, nobody);
        heap_.push({0, from});
        while (!heap_.empty()) {
            const std::uint32_t node = heap_.top().node;
            heap_.pop();
            for (const Neighbour& next : spanner_[node]) {
                const double length = found_[node] + next.length;
                const double whole = length + chord(nodes_[next.node], nodes_[to]);
                if (whole > limit || !found_.improve(next.node, length, node)) {
                    continue;
                }
                if (next.node == to) {
                    return true;
                }
                heap_.push({whole, next.node});
            }
        }
        return false;
    }

    using EdgesOf = std::pair<std::uint32_t, std::vector<std::uint32_t>>;

    /// The edges to bundle by one of their ends, the one that has more: one search serves all.
    std::vector<EdgesOf> edges_by_source() const {
        std::vector<std::uint32_t> degree(nodes_.size());
        for (std::size_t e = 0; e < edges_.size(); ++e) {
            if (in_spanner_[e] == 0) {
                ++degree[edges_[e].a];
                ++degree[edges_[e].b];
            }
        }
        std::vector<std::vector<std::uint32_t>> by_node(nodes_.size());
        for (std::uint32_t e = 0; e < edges_.size(); ++e) {
            if (in_spanner_[e] == 0) {
                const auto [a, b] = edges_[e];
                by_node[degree[a] >= degree[b] ? a : b].push_back(e);
            }
        }
        std::vector<EdgesOf> groups;
        for (std::uint32_t node = 0; node < by_node.size(); ++node) {
            if (!by_node[node].empty()) {
                groups.emplace_back(node, std::move(by_node[node]));
            }
        }
        return groups;
    }

    std::uint32_t other_end(std::uint32_t edge, std::uint32_t node) const {
        return edges_[edge].a == node ? edges_[edge].b : edges_[edge].a;
    }

    void find_ways(std::uint32_t source, const std::vector<std::uint32_t>& edges) {
        std::vector<std::uint32_t> targets;
        for (const std::uint32_t e : edges) {
            targets.push_back(other_end(e, source));
        }
        std::ranges::sort(targets);
        search(source, targets);
        for (const std::uint32_t e : edges) {
            take_way(source, e);
        }
    }

    /// The cheapest ways from a node, until all targets have theirs.
    void search(std::uint32_t source, const std::vector<std::uint32_t>& targets) {
        found_.clear();
        heap_ = {};
        found_.improve(source, 0, nobody);
        heap_.push({0, source});
        for (std::size_t left = targets.size(); !heap_.empty() && left > 0;) {
            const auto [cost, node] = heap_.top();
            heap_.pop();
            if (cost > found_[node]) {
                continue;
            }
            left -= std::ranges::binary_search(targets, node) ? 1U : 0U;
            for (const Neighbour& next : spanner_[node]) {
                if (found_.improve(next.node, cost + next.cost, node)) {
                    heap_.push({cost + next.cost, next.node});
                }
            }
        }
    }

    void take_way(std::uint32_t source, std::uint32_t edge) {
        std::vector<std::uint32_t> way{other_end(edge, source)};
        double length = 0;
        while (way.back() != source) {
            const std::uint32_t before = found_.before(way.back());
            if (found_[way.back()] == unreached || before == nobody) {
                return;
            }
            const auto& neighbours = spanner_[before];
            length += std::ranges::find(neighbours, way.back(), &Neighbour::node)->length;
            way.push_back(before);
        }
        if (length > rules_.detour * lengths_[edge]) {
            return;
        }
        if (way.front() != edges_[edge].a) {
            std::ranges::reverse(way);
        }
        result_.ways[edge] = std::move(way);
    }

    std::span<const BundleNode> nodes_;
    std::span<const BundleEdge> edges_;
    BundleRules rules_;
    std::vector<double> lengths_;
    std::vector<std::vector<Neighbour>> spanner_;
    std::vector<char> in_spanner_;
    Distances found_;
    Heap heap_;
    Bundling result_;
};

}  // namespace

Bundling bundle(std::span<const BundleNode> nodes, std::span<const BundleEdge> edges,
                const BundleRules& rules) {
    return Bundler{nodes, edges, rules}.run();
}

}  // namespace tamga::route
