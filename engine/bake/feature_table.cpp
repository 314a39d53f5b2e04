// SPDX-License-Identifier: MIT
#include "engine/bake/feature_table.hpp"

#include "engine/bake/columns.hpp"
#include "engine/bake/hilbert_sort.hpp"
#include "engine/tile/antimeridian.hpp"
#include "engine/tile/clip.hpp"

#include <algorithm>
#include <cmath>

namespace tamga::bake {
namespace {

using model::Shape;
using tile::UnwrappedPoint;
using tile::world_size;
using tile::WorldPoint;

/// The latitude at which the Mercator square ends.
constexpr double mercator_limit_deg = 85.0511287798066;

WorldPoint stored(UnwrappedPoint point) {
    return {.x = static_cast<std::uint32_t>(std::clamp<std::int64_t>(point.x, 0, world_size - 1)),
            .y = static_cast<std::uint32_t>(point.y)};
}

/// Twice the signed area; positive when the ring runs clockwise on the map, y pointing down.
double doubled_area(std::span<const UnwrappedPoint> ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const UnwrappedPoint a = ring[i];
        const UnwrappedPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
        // Relative to the first vertex, so that small rings far from the origin keep their digits.
        sum += static_cast<double>(a.x - ring[0].x) * static_cast<double>(b.y - ring[0].y) -
               static_cast<double>(b.x - ring[0].x) * static_cast<double>(a.y - ring[0].y);
    }
    return sum;
}

/// Puts one feature's geometry into a chunk.
class Geometry {
public:
    explicit Geometry(Chunk& chunk) : chunk_{chunk}, first_vertex_{chunk.vertices.size()} {}

    void add(const model::FeatureView& feature) {
        for (std::size_t i = 0; i < feature.parts.size(); ++i) {
            place(feature, i);
            if (feature.shape == Shape::points) {
                add_points();
            } else if (crosses_antimeridian()) {
                add_wrapped(feature.shape);
            } else {
                add_part(feature.shape, feature.parts[i].hole);
            }
        }
    }

    std::size_t off_map() const { return off_map_; }

private:
    void place(const model::FeatureView& feature, std::size_t part) {
        points_.clear();
        for (const geo::LonLat position : feature.part(part)) {
            if (feature.shape == Shape::points && std::abs(position.lat) > mercator_limit_deg) {
                ++off_map_;
                continue;
            }
            const UnwrappedPoint point = tile::unwrapped(position);
            if (feature.shape == Shape::points || points_.empty() || points_.back() != point) {
                points_.push_back(point);
            }
        }
        if (feature.shape == Shape::lines) {
            tile::go_round(points_);
        } else if (feature.shape == Shape::polygons) {
            wind(feature.parts[part].hole);
        }
    }

    /// Rings get the direction that tiles want.
    void wind(bool hole) {
        while (points_.size() > 1 && points_.front() == points_.back()) {
            points_.pop_back();
        }
        tile::go_round_ring(points_);
        if ((doubled_area(points_) > 0) == hole) {
            std::ranges::reverse(points_);
        }
    }

    bool crosses_antimeridian() const {
        return std::ranges::any_of(points_,
                                   [](UnwrappedPoint p) { return p.x < 0 || p.x > world_size; });
    }

    void add_points() {
        for (UnwrappedPoint point : points_) {
            if (point.x != world_size) {
                point.x = ((point.x % world_size) + world_size) % world_size;
            }
            chunk_.vertices.push_back(stored(point));
        }
        end_part(false, 1);
    }

    void add_part(Shape shape, bool hole) {
        for (const UnwrappedPoint point : points_) {
            chunk_.vertices.push_back(stored(point));
        }
        end_part(hole, shape == Shape::polygons ? 3 : 2);
    }

    /// Cuts at the antimeridian and moves each piece into the one world that is stored. Holes know
    /// themselves by their direction after that.
    void add_wrapped(Shape shape) {
        tile::Paths whole;
        for (const UnwrappedPoint point : points_) {
            whole.push({point.x, point.y});
        }
        whole.end_path(2);
        const auto clip = shape == Shape::polygons ? tile::clip_rings : tile::clip_lines;
        for (std::int64_t west = -world_size; west <= world_size; west += world_size) {
            tile::Paths east_of;
            tile::Paths piece;
            clip(whole, {tile::Axis::x, west, false}, east_of);
            clip(east_of, {tile::Axis::x, west + world_size, true}, piece);
            for (std::size_t i = 0; i < piece.size(); ++i) {
                points_.clear();
                for (const tile::SubPoint p : piece[i]) {
                    points_.push_back({p.x - west, p.y});
                }
                add_part(shape, shape == Shape::polygons && doubled_area(points_) < 0);
            }
        }
    }

    void end_part(bool hole, std::size_t at_least) {
        const std::size_t begin = first_vertex_ + (parts_ == 0 ? 0 : chunk_.parts.back().end);
        if (chunk_.vertices.size() - begin < at_least) {
            chunk_.vertices.resize(begin);
            return;
        }
        chunk_.parts.push_back(
            {static_cast<std::uint32_t>(chunk_.vertices.size() - first_vertex_), hole});
        ++parts_;
    }

    Chunk& chunk_;
    std::size_t first_vertex_;
    std::size_t parts_ = 0;
    std::size_t off_map_ = 0;
    std::vector<UnwrappedPoint> points_;
};

bool is_of_kind(Shape shape, style::Kind kind) {
    return kind == style::Kind::points     ? shape == Shape::points
           : kind == style::Kind::lines    ? shape == Shape::lines
           : kind == style::Kind::polygons ? shape == Shape::polygons
                                           : true;
}

std::uint32_t longest_side(std::span<const WorldPoint> vertices) {
    WorldPoint low = vertices[0];
    WorldPoint high = vertices[0];
    for (const WorldPoint p : vertices) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return std::max(high.x - low.x, high.y - low.y);
}

/// Where a row's arrays begin, until the chunk's vectors have stopped moving.
struct Offsets {
    std::size_t vertices;
    std::size_t parts;
    std::size_t attributes;
};

void point_rows_at_arrays(Chunk& chunk, const std::vector<Offsets>& offsets) {
    for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
        chunk.rows[i].vertices = chunk.vertices.data() + offsets[i].vertices;
        chunk.rows[i].parts = chunk.parts.data() + offsets[i].parts;
        chunk.rows[i].attributes = chunk.attributes.data() + offsets[i].attributes;
    }
}

bool has_only_points(const Chunk& chunk) {
    return std::ranges::all_of(chunk.rows,
                               [](const FeatureRow& row) { return row.shape == Shape::points; });
}

std::size_t size_bytes(const Chunk& chunk) {
    return chunk.vertices.size() * sizeof(WorldPoint) +
           chunk.rows.size() * (sizeof(FeatureRow) + sizeof(PlaceInOrder) + sizeof(model::Part)) +
           chunk.attributes.size();
}

/// The same chunk with its arrays in `memory`, each as large as it must be.
Chunk stored_in(std::pmr::memory_resource* memory, Chunk&& from) {
    Chunk to{memory};
    to.vertices.assign(from.vertices.begin(), from.vertices.end());
    to.parts.assign(from.parts.begin(), from.parts.end());
    to.attributes.assign(from.attributes.begin(), from.attributes.end());
    to.rows.assign(from.rows.begin(), from.rows.end());
    to.stats = std::move(from.stats);
    to.dropped = std::move(from.dropped);
    to.keep_values = std::move(from.keep_values);
    to.names = std::move(from.names);
    return to;
}

}  // namespace

std::shared_ptr<Chunk> make_chunk(const model::Features& batch, const style::Layer& layer,
                                  KeyNames& keys, std::pmr::memory_resource* memory) {
    auto chunk = std::make_unique<Chunk>();
    Columns columns{layer, keys};
    std::vector<Offsets> offsets;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const model::FeatureView feature = batch[i];
        if (!is_of_kind(feature.shape, layer.kind)) {
            ++chunk->dropped["not of the layer's kind"];
            continue;
        }
        const Offsets at{chunk->vertices.size(), chunk->parts.size(), chunk->attributes.size()};
        Geometry geometry{*chunk};
        geometry.add(feature);
        if (chunk->parts.size() == at.parts) {
            ++chunk->dropped[geometry.off_map() > 0 ? "beyond the Mercator limit" : "of no extent"];
            continue;
        }
        FeatureRow row;
        row.shape = feature.shape;
        row.has_id = feature.id.has_value();
        row.id = feature.id.value_or(0);
        row.min_zoom = static_cast<std::int8_t>(feature.min_zoom.value_or(0));
        row.max_zoom = static_cast<std::int8_t>(feature.max_zoom.value_or(FeatureRow::every_zoom));
        columns.encode(feature, *chunk, row);
        row.vertex_count = static_cast<std::uint32_t>(chunk->vertices.size() - at.vertices);
        row.part_count = static_cast<std::uint32_t>(chunk->parts.size() - at.parts);
        row.attribute_bytes = static_cast<std::uint32_t>(chunk->attributes.size() - at.attributes);
        row.longest_side =
            longest_side(std::span{chunk->vertices}.subspan(at.vertices, row.vertex_count));
        chunk->rows.push_back(row);
        offsets.push_back(at);
    }
    columns.name(chunk->names);
    const bool waits = has_only_points(*chunk);
    auto stored = std::make_shared<Chunk>(
        stored_in(waits ? std::pmr::get_default_resource() : memory, std::move(*chunk)));
    point_rows_at_arrays(*stored, offsets);
    if (waits) {
        sort_points(*stored);
    }
    return stored;
}

void FeatureTable::append(std::shared_ptr<Chunk> chunk) {
    has_zoom_limits |= std::ranges::any_of(chunk->rows, [](const FeatureRow& row) {
        return row.min_zoom > 0 || row.max_zoom < FeatureRow::every_zoom;
    });
    names.merge(chunk->names);
    stats.add(chunk->stats);
    for (const auto& [reason, count] : chunk->dropped) {
        dropped[reason] += count;
    }
    const bool is_sorted = chunk->places.size() == chunk->rows.size();
    waiting_bytes_ += is_sorted ? size_bytes(*chunk) : 0;
    chunks.push_back(std::move(chunk));
    if (!is_sorted) {  // A layer that keeps its order: nothing waits.
        waiting_from_ = chunks.size();
        waiting_bytes_ = 0;
    } else if (waiting_bytes_ >= storage.run_bytes) {
        chunks = with_run(std::move(chunks), waiting_from_, storage.memory);
        waiting_from_ = chunks.size();
        waiting_bytes_ = 0;
    }
}

bool FeatureTable::has(model::Shape shape) const {
    return std::ranges::any_of(rows, [shape](const FeatureRow& row) { return row.shape == shape; });
}

}  // namespace tamga::bake
