// SPDX-License-Identifier: MIT
#include "engine/index/cluster.hpp"

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/index/strips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tamga::index {
namespace {

constexpr double world_side = static_cast<double>(geo::world_size);
constexpr double world_px = 512;  // At zoom 0.
constexpr int deepest_zoom = 30;
constexpr std::size_t most_points = std::size_t{1} << 31;  // Clusters are fewer than points.

using Slot = Strips::Slot;

void require_sense(std::size_t points, const ClusterRule& rule) {
    if (!(rule.radius_px > 0) || rule.radius_px > world_px) {
        throw Error{Fault::usage,
                    fmt::format("a cluster radius of {} px is not in 0..512", rule.radius_px)};
    }
    if (rule.min_zoom < 0 || rule.max_zoom < rule.min_zoom || rule.max_zoom > deepest_zoom) {
        throw Error{Fault::usage, fmt::format("zooms {}..{} to cluster at are not a range in 0..{}",
                                              rule.min_zoom, rule.max_zoom, deepest_zoom)};
    }
    if (rule.min_points < 2) {
        throw Error{Fault::usage,
                    fmt::format("a cluster of {} is none; two points are", rule.min_points)};
    }
    if (points >= most_points) {
        throw Error{Fault::usage, fmt::format("{} points are too many to cluster", points)};
    }
}

/// The nodes that stand at one zoom become those of the zoom above it.
class ZoomStep {
public:
    ZoomStep(std::vector<ClusterNode>& nodes, const std::vector<std::uint32_t>& standing,
             const ClusterRule& rule, int zoom)
        : nodes_{nodes},
          standing_{standing},
          rule_{rule},
          zoom_{zoom},
          strips_{positions(nodes, standing), radius(rule, zoom)},
          slots_(standing.size(), alone),
          is_taken_(standing.size()) {}

    std::vector<std::uint32_t> run() {
        find_company();
        above_.reserve(standing_.size());
        for (std::size_t i = 0; i < standing_.size(); ++i) {
            if (slots_[i] == alone) {
                above_.push_back(standing_[i]);
            } else if (is_taken_[slots_[i]] == 0) {
                gather(slots_[i]);
            }
        }
        return std::move(above_);
    }

private:
    static constexpr Slot alone = 0xffffffff;

    static std::vector<geo::WorldPoint> positions(const std::vector<ClusterNode>& nodes,
                                                  const std::vector<std::uint32_t>& standing) {
        std::vector<geo::WorldPoint> points;
        points.reserve(standing.size());
        for (const std::uint32_t node : standing) {
            points.push_back({nodes[node].x, nodes[node].y});
        }
        return points;
    }

    static double radius(const ClusterRule& rule, int zoom) {
        return std::ldexp(rule.radius_px * world_side / world_px, -zoom);
    }

    /// Finds the slot of each node that has another within the radius. Most have none at the deep
    /// zooms, and this pass, in the order of the strips and on all cores, spares them the next one,
    /// which jumps about in memory.
    void find_company() {
        constexpr std::size_t slots_at_once = 1 << 13;
        base::parallel_for(
            (strips_.size() + slots_at_once - 1) / slots_at_once, [&](std::size_t block) {
                const std::size_t end = std::min(strips_.size(), (block + 1) * slots_at_once);
                for (std::size_t slot = block * slots_at_once; slot < end; ++slot) {
                    note_company(static_cast<Slot>(slot));
                }
            });
    }

    void note_company(Slot slot) {
        strips_.visit_near(slot, [&](Slot) {
            slots_[strips_.point(slot)] = slot;
            return false;
        });
    }

    std::uint32_t node_at(Slot slot) const { return standing_[strips_.point(slot)]; }

    /// Makes a cluster of a node and those near it that are not taken; if they are too few they
    /// stay what they are, and none of them is asked again at this zoom.
    void gather(Slot middle) {
        members_.assign(1, middle);
        std::uint64_t count = nodes_[node_at(middle)].count;
        strips_.visit_near(middle, [&](Slot slot) {
            if (is_taken_[slot] == 0) {
                members_.push_back(slot);
                count += nodes_[node_at(slot)].count;
            }
            return true;
        });
        for (const Slot slot : members_) {
            is_taken_[slot] = 1;
        }
        if (members_.size() > 1 && count >= rule_.min_points) {
            above_.push_back(merge());
        } else {
            for (const Slot slot : members_) {
                above_.push_back(node_at(slot));
            }
        }
    }

    std::uint32_t merge() {
        const ClusterNode first = nodes_[node_at(members_[0])];
        const auto number = static_cast<std::uint32_t>(nodes_.size());
        ClusterNode sum{.x = first.x, .y = first.y, .count = 0, .seed = first.seed};
        sum.first_zoom = static_cast<std::int8_t>(rule_.min_zoom);
        sum.last_zoom = static_cast<std::int8_t>(zoom_);
        double dx = 0;
        double dy = 0;
        for (const Slot slot : members_) {
            ClusterNode& part = nodes_[node_at(slot)];
            sum.weight += part.weight;
            sum.count += part.count;
            // From the seed, so that the sums stay small and the antimeridian is no border.
            dx += part.weight * eastwards(first.x, part.x);
            dy += part.weight * (static_cast<double>(part.y) - static_cast<double>(first.y));
            part.parent = number;
            part.first_zoom = static_cast<std::int8_t>(zoom_ + 1);
        }
        if (sum.weight > 0) {
            sum.x += static_cast<std::uint32_t>(std::llround(dx / sum.weight));
            sum.y += static_cast<std::uint32_t>(std::llround(dy / sum.weight));
        }
        nodes_.push_back(sum);
        return number;
    }

    std::vector<ClusterNode>& nodes_;
    const std::vector<std::uint32_t>& standing_;
    const ClusterRule& rule_;
    int zoom_;
    Strips strips_;
    std::vector<Slot> slots_;  ///< Of each standing node, or `alone`.
    std::vector<char> is_taken_;
    std::vector<Slot> members_;
    std::vector<std::uint32_t> above_;
};

}  // namespace

ClusterTree clustered(std::span<const WeightedPoint> points, const ClusterRule& rule) {
    require_sense(points.size(), rule);
    ClusterTree tree;
    tree.points = points.size();
    tree.nodes.reserve(points.size() + points.size() / 2);
    std::vector<std::uint32_t> standing;
    standing.reserve(points.size());
    for (const WeightedPoint& point : points) {
        const auto number = static_cast<std::uint32_t>(tree.nodes.size());
        tree.nodes.push_back(
            {.x = point.at.x, .y = point.at.y, .weight = point.weight, .seed = number});
        tree.nodes.back().first_zoom = static_cast<std::int8_t>(rule.min_zoom);
        standing.push_back(number);
    }
    for (int zoom = rule.max_zoom; zoom >= rule.min_zoom; --zoom) {
        standing = ZoomStep{tree.nodes, standing, rule, zoom}.run();
    }
    return tree;
}

std::vector<std::uint32_t> ClusterTree::owners(int zoom) const {
    std::vector<std::uint32_t> owner(nodes.size());
    for (std::size_t i = nodes.size(); i-- > 0;) {
        const ClusterNode& node = nodes[i];
        const bool stands = zoom >= node.first_zoom || node.parent == ClusterNode::none;
        owner[i] = stands ? static_cast<std::uint32_t>(i) : owner[node.parent];
    }
    owner.resize(points);
    return owner;
}

}  // namespace tamga::index
