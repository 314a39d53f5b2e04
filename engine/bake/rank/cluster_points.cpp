// SPDX-License-Identifier: MIT
#include "engine/bake/rank/cluster_points.hpp"

#include "engine/bake/rank/accumulated.hpp"
#include "engine/bake/rank/importance.hpp"
#include "engine/index/cluster.hpp"
#include "engine/mvt/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tamga::bake {
namespace {

using index::ClusterNode;
using index::ClusterTree;

bool is_single_point(const FeatureRow& row) {
    return row.shape == model::Shape::points && row.vertex_count == 1 && row.min_zoom == 0 &&
           row.max_zoom == FeatureRow::every_zoom;
}

/// The rows that may be in a cluster, the most important first.
std::vector<std::uint32_t> candidates(const RankedLayer& layer) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
    for (std::uint32_t i = 0; i < layer.table.rows.size(); ++i) {
        if (is_single_point(layer.table.rows[i])) {
            order.emplace_back(layer.importance[i], i);
        }
    }
    std::ranges::sort(order);
    std::vector<std::uint32_t> rows;
    rows.reserve(order.size());
    for (const auto& [importance, row] : order) {
        rows.push_back(row);
    }
    return rows;
}

index::ClusterRule rule_of(const RankedLayer& layer) {
    const plan::Clusters& wanted = layer.plan.clusters;
    const int deepest = wanted.max_zoom.value_or(std::max(layer.min_zoom, layer.max_zoom - 1));
    return {.radius_px = *wanted.radius_px,
            .min_zoom = layer.min_zoom,
            .max_zoom = std::min(deepest, layer.max_zoom),
            .min_points = static_cast<std::uint32_t>(wanted.min_points)};
}

ClusterTree tree_of(const RankedLayer& layer, const std::vector<std::uint32_t>& rows) {
    std::vector<index::WeightedPoint> points;
    points.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const tile::WorldPoint at = layer.table.rows[row].vertices[0];
        points.push_back({at, 1});
    }
    return index::clustered(points, rule_of(layer));
}

/// Attributes of the clusters from those of their points.
class Accumulation {
public:
    Accumulation(const RankedLayer& layer, const std::vector<std::uint32_t>& rows,
                 const ClusterTree& tree, std::string_view name, plan::Accumulation way)
        : sums_(tree.nodes.size() - tree.points, Accumulated{way}) {
        const auto known = std::ranges::find(layer.key_names, name);
        const auto key = static_cast<std::uint32_t>(known - layer.key_names.begin());
        std::vector<mvt::Tag> tags;
        for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
            const std::uint32_t parent = tree.nodes[i].parent;
            if (parent == ClusterNode::none) {
                continue;
            }
            Accumulated& sum = sums_[parent - tree.points];
            if (i >= tree.points) {
                sum.add(sums_[i - tree.points]);
                continue;
            }
            const FeatureRow& row = layer.table.rows[rows[i]];
            read_attributes({row.attributes, row.attribute_bytes}, tags);
            const auto tag = std::ranges::find(tags, key, &mvt::Tag::key);
            if (tag != tags.end()) {
                sum.add(mvt::value_of(tag->value));
            }
        }
    }

    model::Value value(std::size_t cluster) const { return sums_[cluster].value(); }

private:
    std::vector<Accumulated> sums_;
};

/// Ids for clusters that no feature of the source has.
class ClusterIds {
public:
    explicit ClusterIds(const FeatureTable& table) {
        for (const FeatureRow& row : table.rows) {
            base_ = std::max(base_, row.has_id ? row.id + 1 : 0);
        }
    }
    /// The same at all zooms of a cluster: it says from which point it grew, and how deep it
    /// stands.
    std::uint64_t id(const ClusterNode& cluster) const {
        return base_ + (std::uint64_t{cluster.seed} << 5) +
               static_cast<std::uint64_t>(cluster.last_zoom + 1);
    }
    /// Ids beyond 2^53 are not exact in JavaScript: then the clusters go without.
    bool fit() const { return base_ < (std::uint64_t{1} << 53) - (std::uint64_t{1} << 37); }

private:
    std::uint64_t base_ = 0;
};

/// Makes rows of a table of the clusters of a tree.
class ClusterRows {
public:
    ClusterRows(RankedLayer& layer, const std::vector<std::uint32_t>& rows, const ClusterTree& tree)
        : layer_{layer}, tree_{tree}, ids_{layer.table} {
        for (const auto& [name, way] : layer.plan.clusters.accumulate) {
            accumulated_.emplace_back(layer.keys->number(name),
                                      Accumulation{layer, rows, tree, name, way});
        }
    }

    std::shared_ptr<Chunk> chunk() {
        const std::size_t count = tree_.nodes.size() - tree_.points;
        std::vector<std::size_t> begins;
        for (std::size_t i = 0; i < count; ++i) {
            begins.push_back(attributes_.size());
            add(tree_.nodes[tree_.points + i], i);
        }
        chunk_->attributes.assign(attributes_.begin(), attributes_.end());
        for (std::size_t i = 0; i < count; ++i) {
            chunk_->rows[i].vertices = chunk_->vertices.data() + i;
            chunk_->rows[i].parts = chunk_->parts.data() + i;
            chunk_->rows[i].attributes = chunk_->attributes.data() + begins[i];
        }
        return chunk_;
    }

private:
    void attribute(std::uint16_t key, const model::Value& value) {
        if (!std::holds_alternative<std::monostate>(value)) {
            append_attribute(attributes_, key, value);
            chunk_->stats.count(key, value);
        }
    }

    void add(const ClusterNode& cluster, std::size_t number) {
        const std::size_t begin = attributes_.size();
        const std::string short_count = abbreviated(cluster.count);
        attribute(cluster_, true);
        attribute(cluster_id_, static_cast<std::int64_t>(ids_.id(cluster)));
        attribute(point_count_, std::int64_t{cluster.count});
        attribute(point_count_abbreviated_, std::string_view{short_count});
        attribute(expansion_zoom_, std::int64_t{cluster.last_zoom + 1});
        for (const auto& [key, values] : accumulated_) {
            attribute(key, values.value(number));
        }
        chunk_->vertices.push_back({cluster.x, cluster.y});
        chunk_->parts.push_back({.end = 1});
        chunk_->rows.push_back(
            {.vertex_count = 1,
             .part_count = 1,
             .attribute_bytes = static_cast<std::uint32_t>(attributes_.size() - begin),
             .shape = model::Shape::points,
             .has_id = ids_.fit(),
             .in_clusters = true,
             .min_zoom = cluster.first_zoom,
             .max_zoom = cluster.last_zoom,
             .points = cluster.count,
             .id = ids_.id(cluster)});
    }

    RankedLayer& layer_;
    const ClusterTree& tree_;
    ClusterIds ids_;
    std::shared_ptr<Chunk> chunk_ = std::make_shared<Chunk>();
    Bytes attributes_;
    std::uint16_t cluster_ = layer_.keys->number("cluster");
    std::uint16_t cluster_id_ = layer_.keys->number("cluster_id");
    std::uint16_t point_count_ = layer_.keys->number("point_count");
    std::uint16_t point_count_abbreviated_ = layer_.keys->number("point_count_abbreviated");
    std::uint16_t expansion_zoom_ = layer_.keys->number("expansion_zoom");
    std::vector<std::pair<std::uint16_t, Accumulation>> accumulated_;
};

/// What `keep_by` says of a cluster: the sum of what it says of its points.
std::vector<double> keep_values(const RankedLayer& layer, const std::vector<std::uint32_t>& rows,
                                const ClusterTree& tree) {
    std::vector<double> values(tree.nodes.size());
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const double own = i < tree.points ? layer.table.keep_values[rows[i]] : values[i];
        if (const std::uint32_t parent = tree.nodes[i].parent; parent != ClusterNode::none) {
            values[parent] += std::isfinite(own) ? own : 0;
        }
    }
    values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(tree.points));
    return values;
}

}  // namespace

std::string abbreviated(std::uint32_t count) {
    if (count >= 10000) {
        return fmt::format("{}k", (std::uint64_t{count} + 500) / 1000);
    }
    // fmt's shortest form: "1k", "1.2k".
    return count >= 1000 ? fmt::format("{}k", std::round(count / 100.0) / 10)
                         : fmt::format("{}", count);
}

void cluster_points(RankedLayer& layer) {
    if (!layer.plan.clusters.wanted()) {
        return;
    }
    const std::vector<std::uint32_t> rows = candidates(layer);
    const ClusterTree tree = tree_of(layer, rows);
    const std::shared_ptr<Chunk> chunk = ClusterRows{layer, rows, tree}.chunk();
    if (!layer.table.keep_values.empty()) {
        chunk->keep_values = keep_values(layer, rows, tree);
    }
    // Only now: the ids and values above are those of the rows as they were read.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        layer.table.rows[rows[i]].min_zoom = tree.nodes[i].first_zoom;
        layer.table.rows[rows[i]].in_clusters = true;
        layer.table.has_zoom_limits |= tree.nodes[i].first_zoom > 0;
    }
    add_rows(layer.table, chunk);
    layer.key_names = layer.keys->names();
    layer.points = PointIndex{layer.table};
    rank_features(layer);
}

}  // namespace tamga::bake
