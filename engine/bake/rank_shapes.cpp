// SPDX-License-Identifier: MIT
#include "engine/bake/rank_shapes.hpp"

#include "engine/bake/rim.hpp"
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

tile::Junctions junctions_of(const FeatureTable& table, Crossings crossings) {
    const auto takes_part = [&](const FeatureRow& row) {
        return row.shape == Shape::polygons ||
               (row.shape == Shape::lines && crossings == Crossings::kept);
    };
    std::size_t vertices = 0;
    for (const FeatureRow& row : table.rows) {
        vertices += takes_part(row) ? row.vertex_count : 0;
    }
    tile::Junctions junctions{vertices};
    for (std::uint32_t f = 0; f < table.rows.size(); ++f) {
        const FeatureRow& row = table.rows[f];
        base::stop_if_interrupted();
        for (std::uint32_t i = 0; takes_part(row) && i < row.part_count; ++i) {
            row.shape == Shape::lines ? junctions.add_line(row.part(i))
                                      : junctions.add(row.part(i), f);
        }
    }
    return junctions;
}

void rank_ring(std::span<const WorldPoint> ring, const tile::Junctions& junctions,
               const tile::Tolerance& tolerance, std::span<VertexRank> ranks) {
    std::vector<std::uint8_t> fixed(ring.size());
    for (std::size_t i = 0; i < ring.size(); ++i) {
        fixed[i] = junctions.is_junction(ring[i]) || is_on_rim(ring[i]);
    }
    tile::rank_ring(ring, fixed, tolerance, ranks);
}

/// From one vertex to the next that stays.
void rank_line(std::span<const WorldPoint> line, const tile::Junctions& junctions,
               const tile::Tolerance& tolerance, std::span<VertexRank> ranks) {
    std::size_t begin = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (i + 1 == line.size() || junctions.is_junction(line[i])) {
            const std::size_t length = i + 1 - begin;
            tile::rank_line(line.subspan(begin, length), tolerance, ranks.subspan(begin, length));
            begin = i;
        }
    }
}

/// The first zoom of each vertex of a feature, before gaps are closed.
std::vector<VertexRank> ranked(const FeatureRow& row, const tile::Junctions& junctions,
                               const tile::Tolerance& tolerance) {
    std::vector<VertexRank> ranks(row.vertex_count, tile::rank_never);
    std::size_t begin = 0;
    for (std::uint32_t i = 0; i < row.part_count; ++i) {
        const auto part = row.part(i);
        const auto of_part = std::span{ranks}.subspan(begin, part.size());
        if (row.shape == Shape::polygons) {
            rank_ring(part, junctions, tolerance, of_part);
        } else if (row.shape == Shape::lines) {
            rank_line(part, junctions, tolerance, of_part);
        } else {
            std::ranges::fill(of_part, tile::rank_always);
        }
        begin += part.size();
    }
    return ranks;
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
    LayerGaps(const FeatureTable& table, const tile::Junctions& junctions,
              const tile::GapRule& rule) {
        for (std::uint32_t f = 0; f < table.rows.size(); ++f) {
            const FeatureRow& row = table.rows[f];
            first_rings_.push_back(static_cast<std::uint32_t>(rings_.size()));
            for (std::uint32_t i = 0; row.shape == Shape::polygons && i < row.part_count; ++i) {
                rings_.push_back({row.part(i), f});
            }
        }
        if (rule.width > 0) {
            closed_ = tile::close_gaps(rings_, junctions, rule);
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
    std::vector<tile::OwnedRing> rings_;
    std::vector<std::uint32_t> first_rings_;  ///< Of each feature.
    std::unordered_map<std::uint32_t, tile::RingGaps> closed_;
};

using Ranks = std::vector<std::vector<VertexRank>>;  ///< Of each feature's vertices.

/// Collects the vertices of a chunk that some zoom draws.
class ChunkWriter {
public:
    ChunkWriter(const LayerGaps& gaps, const Ranks& ranks, VertexRank last_zoom)
        : gaps_{gaps}, ranks_{ranks}, last_zoom_{last_zoom} {}

    void add(FeatureRow& row, std::size_t feature, model::Part* parts) {
        begins_.push_back(vertices_.size());
        std::size_t begin = 0;
        for (std::uint32_t i = 0; i < row.part_count; ++i) {
            const std::size_t end = parts[i].end;
            const std::span ring{row.vertices + begin, end - begin};
            const auto ranks = std::span{ranks_[feature]}.subspan(begin, end - begin);
            add_part(ring, ranks, row.shape == Shape::polygons ? gaps_.of(feature, i) : nullptr);
            parts[i].end = static_cast<std::uint32_t>(vertices_.size() - begins_.back());
            begin = end;
        }
        row.vertex_count = static_cast<std::uint32_t>(vertices_.size() - begins_.back());
    }

    /// Puts what was collected in the place of the chunk's vertices.
    void move_to(Chunk& chunk, std::span<FeatureRow> rows) {
        chunk.vertices = std::pmr::vector<WorldPoint>{vertices_.begin(), vertices_.end(),
                                                      chunk.vertices.get_allocator()};
        chunk.zooms.assign(zooms_.begin(), zooms_.end());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].vertices = chunk.vertices.data() + begins_[i];
            rows[i].zooms = chunk.zooms.data() + begins_[i];
        }
        vertices_ = {};
        zooms_ = {};
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
                    ranks_[gaps_.owner(by.vertex.ring)][gaps_.place_in_feature(by.vertex)];
                add_vertex(gaps_.point(by.vertex), {rank, by.last_zoom});
            }
        }
    }

    const LayerGaps& gaps_;
    const Ranks& ranks_;
    VertexRank last_zoom_;
    std::vector<WorldPoint> vertices_;
    std::vector<tile::VertexZooms> zooms_;
    std::vector<std::size_t> begins_;  ///< Of each row.
};

}  // namespace

void rank_shapes(FeatureTable& table, const tile::Tolerance& tolerance, const tile::GapRule& gaps,
                 Crossings crossings) {
    const tile::Junctions junctions = junctions_of(table, crossings);
    const LayerGaps closed{table, junctions, gaps};
    Ranks ranks(table.rows.size());
    oneapi::tbb::parallel_for(std::size_t{0}, ranks.size(), [&](std::size_t i) {
        base::stop_if_interrupted();
        ranks[i] = ranked(table.rows[i], junctions, tolerance);
    });
    const auto spans = rows_by_chunk(table);
    std::vector<ChunkWriter> writers;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        writers.emplace_back(closed, ranks, static_cast<VertexRank>(tolerance.max_zoom));
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
