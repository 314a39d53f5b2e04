// SPDX-License-Identifier: MIT
#include "engine/bake/shapes/rank_shapes.hpp"

#include "engine/bake/table/map_edge.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/tile/gaps.hpp"
#include "engine/tile/junctions.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <unordered_map>

namespace tamga::bake {
namespace {

using model::Shape;
using tile::VertexRank;
using tile::WorldPoint;

using tile::VertexMarks;

/// What is known of all vertices of a layer, feature by feature.
class LayerVertices {
public:
    explicit LayerVertices(const FeatureTable& table)
        : table_{table},
          first_{table.storage.memory},
          marks_{table.storage.memory},
          ranks_{table.storage.memory} {
        std::size_t vertices = 0;
        for (const FeatureRow& row : table.rows) {
            first_.push_back(vertices);
            vertices += row.vertex_count;
        }
        marks_.resize(vertices);
        ranks_.resize(vertices, tile::rank_never);
        mark();
    }

    std::span<const VertexMarks> marks(std::size_t feature) const {
        return std::span{marks_}.subspan(first_[feature], table_.rows[feature].vertex_count);
    }
    std::span<VertexRank> ranks(std::size_t feature) {
        return std::span{ranks_}.subspan(first_[feature], table_.rows[feature].vertex_count);
    }
    std::span<const VertexRank> ranks(std::size_t feature) const {
        return std::span{ranks_}.subspan(first_[feature], table_.rows[feature].vertex_count);
    }

private:
    void mark() {
        std::pmr::vector<tile::LayerPath> paths{table_.storage.memory};
        for (std::uint32_t f = 0; f < table_.rows.size(); ++f) {
            const FeatureRow& row = table_.rows[f];
            std::size_t begin = first_[f];
            for (std::uint32_t i = 0; is_shape(row) && i < row.part_count; ++i) {
                const auto points = row.part(i);
                paths.push_back({points, std::span{marks_}.subspan(begin, points.size()), f,
                                 row.shape == Shape::lines});
                begin += points.size();
            }
        }
        tile::mark_junctions(paths, table_.storage.memory);
    }

    static bool is_shape(const FeatureRow& row) {
        return row.shape == Shape::polygons || row.shape == Shape::lines;
    }

    const FeatureTable& table_;
    std::pmr::vector<std::size_t> first_;  ///< Of each feature.
    std::pmr::vector<VertexMarks> marks_;
    std::pmr::vector<VertexRank> ranks_;
};

void rank_ring(std::span<const WorldPoint> ring, std::span<const VertexMarks> marks,
               const tile::Tolerance& tolerance, std::span<VertexRank> ranks) {
    std::vector<std::uint8_t> fixed(ring.size());
    for (std::size_t i = 0; i < ring.size(); ++i) {
        fixed[i] = marks[i].junction || is_on_map_edge(ring[i]);
    }
    tile::rank_ring(ring, fixed, tolerance, ranks);
}

/// From one vertex to the next that stays.
void rank_line(std::span<const WorldPoint> line, std::span<const VertexMarks> marks,
               const tile::Tolerance& tolerance, std::span<VertexRank> ranks) {
    std::size_t begin = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (i + 1 == line.size() || marks[i].junction) {
            const std::size_t length = i + 1 - begin;
            tile::rank_line(line.subspan(begin, length), tolerance, ranks.subspan(begin, length));
            begin = i;
        }
    }
}

/// The first zoom of each vertex of a feature, before gaps are closed.
void rank_feature(const FeatureRow& row, std::span<const VertexMarks> marks,
                  const tile::Tolerance& tolerance, std::span<VertexRank> ranks) {
    std::size_t begin = 0;
    for (std::uint32_t i = 0; i < row.part_count; ++i) {
        const auto part = row.part(i);
        const auto part_marks = marks.subspan(begin, part.size());
        const auto part_ranks = ranks.subspan(begin, part.size());
        if (row.shape == Shape::polygons) {
            rank_ring(part, part_marks, tolerance, part_ranks);
        } else if (row.shape == Shape::lines) {
            rank_line(part, part_marks, tolerance, part_ranks);
        } else {
            std::ranges::fill(part_ranks, tile::rank_always);
        }
        begin += part.size();
    }
}

/// The rows of the table that belong to each chunk.
std::vector<std::span<FeatureRow>> rows_by_chunk(FeatureTable& table) {
    std::vector<std::span<FeatureRow>> spans;
    std::size_t begin = 0;
    for (const auto& chunk : table.chunks) {
        const auto is_ours = [&](const FeatureRow& row) {
            return row.vertices >= chunk->vertices.data() &&
                   row.vertices < chunk->vertices.data() + chunk->vertices.size();
        };
        std::size_t end = begin;
        while (end < table.rows.size() && is_ours(table.rows[end])) {
            ++end;
        }
        spans.push_back(std::span{table.rows}.subspan(begin, end - begin));
        begin = end;
    }
    return spans;
}

/// All rings of a layer and what closing gaps does to them.
class LayerGaps {
public:
    LayerGaps(const FeatureTable& table, const LayerVertices& vertices, const tile::GapRule& rule) {
        for (std::uint32_t f = 0; f < table.rows.size(); ++f) {
            const FeatureRow& row = table.rows[f];
            first_rings_.push_back(static_cast<std::uint32_t>(rings_.size()));
            auto marks = vertices.marks(f);
            for (std::uint32_t i = 0; row.shape == Shape::polygons && i < row.part_count; ++i) {
                const auto ring = row.part(i);
                rings_.push_back({ring, f, marks.first(ring.size())});
                marks = marks.subspan(ring.size());
            }
        }
        if (rule.width > 0) {
            closed_ = tile::close_gaps(rings_, rule);
        }
    }

    /// Null if the ring stays as it is.
    const tile::RingGaps* of(std::size_t feature, std::uint32_t part) const {
        const auto found = closed_.find(first_rings_[feature] + part);
        return found == closed_.end() ? nullptr : &found->second;
    }
    std::uint32_t owner(std::uint32_t ring) const { return rings_[ring].owner; }
    /// Where a vertex of a ring is among all of its feature's.
    std::size_t place_in_feature(tile::RingVertex vertex) const {
        const auto& ring = rings_[vertex.ring].points;
        const auto& first = rings_[first_rings_[owner(vertex.ring)]].points;
        return static_cast<std::size_t>(ring.data() - first.data()) + vertex.vertex;
    }
    WorldPoint point(tile::RingVertex vertex) const {
        return rings_[vertex.ring].points[vertex.vertex];
    }

private:
    std::pmr::vector<tile::OwnedRing> rings_;
    std::pmr::vector<std::uint32_t> first_rings_;  ///< Of each feature.
    std::unordered_map<std::uint32_t, tile::RingGaps> closed_;
};

/// Collects the vertices of a chunk that some zoom draws.
class ChunkWriter {
public:
    ChunkWriter(const LayerGaps& gaps, const LayerVertices& all, VertexRank last_zoom,
                std::pmr::memory_resource* memory)
        : gaps_{gaps}, all_{all}, last_zoom_{last_zoom}, vertices_{memory}, zooms_{memory} {}

    void add(FeatureRow& row, std::size_t feature, model::Part* parts) {
        begins_.push_back(vertices_.size());
        std::size_t begin = 0;
        for (std::uint32_t i = 0; i < row.part_count; ++i) {
            const std::size_t end = parts[i].end;
            const std::span ring{row.vertices + begin, end - begin};
            const auto ranks = all_.ranks(feature).subspan(begin, end - begin);
            add_part(ring, ranks, row.shape == Shape::polygons ? gaps_.of(feature, i) : nullptr);
            parts[i].end = static_cast<std::uint32_t>(vertices_.size() - begins_.back());
            begin = end;
        }
        row.vertex_count = static_cast<std::uint32_t>(vertices_.size() - begins_.back());
    }

    /// Puts what was collected in the place of the chunk's vertices.
    void move_to(Chunk& chunk, std::span<FeatureRow> rows) {
        vertices_.shrink_to_fit();
        zooms_.shrink_to_fit();
        chunk.vertices = std::move(vertices_);  // Moved, not copied: it is the same memory.
        chunk.zooms = std::move(zooms_);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].vertices = chunk.vertices.data() + begins_[i];
            rows[i].zooms = chunk.zooms.data() + begins_[i];
        }
    }

private:
    void add_vertex(WorldPoint point, tile::VertexZooms zooms) {
        if (zooms.first <= std::min(zooms.last, last_zoom_)) {
            vertices_.push_back(point);
            zooms_.push_back(zooms);
        }
    }

    void add_part(std::span<const WorldPoint> part, std::span<const VertexRank> ranks,
                  const tile::RingGaps* gaps) {
        std::size_t detour = 0;
        for (std::size_t v = 0; v < part.size(); ++v) {
            const VertexRank opens = gaps == nullptr ? tile::rank_always : gaps->open_from[v];
            add_vertex(part[v], {std::max(ranks[v], opens)});
            while (gaps != nullptr && detour < gaps->detours.size() &&
                   gaps->detours[detour].after == v) {
                const tile::Detour& by = gaps->detours[detour++];
                const VertexRank rank =
                    all_.ranks(gaps_.owner(by.vertex.ring))[gaps_.place_in_feature(by.vertex)];
                add_vertex(gaps_.point(by.vertex), {rank, by.last_zoom});
            }
        }
    }

    const LayerGaps& gaps_;
    const LayerVertices& all_;
    VertexRank last_zoom_;
    std::pmr::vector<WorldPoint> vertices_;
    std::pmr::vector<tile::VertexZooms> zooms_;
    std::vector<std::size_t> begins_;  ///< Of each row.
};

}  // namespace

void rank_shapes(FeatureTable& table, const tile::Tolerance& tolerance, const tile::GapRule& gaps) {
    LayerVertices vertices{table};
    const LayerGaps closed{table, vertices, gaps};
    oneapi::tbb::parallel_for(std::size_t{0}, table.rows.size(), [&](std::size_t i) {
        base::stop_if_interrupted();
        rank_feature(table.rows[i], vertices.marks(i), tolerance, vertices.ranks(i));
    });
    const auto spans = rows_by_chunk(table);
    std::vector<ChunkWriter> writers;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        writers.emplace_back(closed, vertices, static_cast<VertexRank>(tolerance.max_zoom),
                             table.chunks[i]->vertices.get_allocator().resource());
    }
    // All vertices are collected before any is given up: a ring may go by another chunk's.
    oneapi::tbb::parallel_for(std::size_t{0}, spans.size(), [&](std::size_t i) {
        Chunk& chunk = *table.chunks[i];
        for (FeatureRow& row : spans[i]) {
            const std::size_t feature = static_cast<std::size_t>(&row - table.rows.data());
            writers[i].add(row, feature, chunk.parts.data() + (row.parts - chunk.parts.data()));
        }
    });
    oneapi::tbb::parallel_for(std::size_t{0}, spans.size(), [&](std::size_t i) {
        writers[i].move_to(*table.chunks[i], spans[i]);
    });
}

}  // namespace tamga::bake
