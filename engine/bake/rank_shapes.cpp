// SPDX-License-Identifier: MIT
#include "engine/bake/rank_shapes.hpp"

#include "engine/bake/rim.hpp"
#include "engine/tile/junctions.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>

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
    for (const FeatureRow& row : table.rows) {
        for (std::uint32_t i = 0; takes_part(row) && i < row.part_count; ++i) {
            row.shape == Shape::lines ? junctions.add_line(row.part(i))
                                      : junctions.add(row.part(i));
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

std::vector<VertexRank> ranked(const FeatureRow& row, const tile::Junctions& junctions,
                               const tile::Tolerance& tolerance) {
    std::vector<VertexRank> ranks(row.vertex_count, tile::rank_never);
    std::size_t begin = 0;
    for (std::uint32_t i = 0; i < row.part_count; ++i) {
        const auto part = row.part(i);
        const auto of_part = std::span{ranks}.subspan(begin, part.size());
        if (row.shape == Shape::polygons) {
            rank_ring(part, junctions, tolerance, of_part);
        } else {
            rank_line(part, junctions, tolerance, of_part);
        }
        begin += part.size();
    }
    return ranks;
}

/// Moves the vertices that are drawn at some zoom to the front of the feature's own room in the
/// chunk, and its parts' ends with them.
void compact(FeatureRow& row, const std::vector<VertexRank>& ranks, WorldPoint* vertices,
             model::Part* parts, std::vector<VertexRank>& kept_ranks) {
    std::uint32_t kept = 0;
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i < row.part_count; ++i) {
        const std::uint32_t end = parts[i].end;
        for (std::uint32_t v = begin; v < end; ++v) {
            if (ranks[v] != tile::rank_never) {
                vertices[kept++] = vertices[v];
                kept_ranks.push_back(ranks[v]);
            }
        }
        parts[i].end = kept;
        begin = end;
    }
    row.vertex_count = kept;
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

/// Gives the chunk's memory for vertices back but for what is drawn.
void shrink(Chunk& chunk, std::span<FeatureRow> rows, const std::vector<VertexRank>& ranks) {
    std::pmr::vector<WorldPoint> vertices{chunk.vertices.get_allocator()};
    vertices.reserve(ranks.size());
    std::vector<std::size_t> begins;
    for (const FeatureRow& row : rows) {
        begins.push_back(vertices.size());
        vertices.insert(vertices.end(), row.vertices, row.vertices + row.vertex_count);
    }
    chunk.vertices = std::move(vertices);
    chunk.ranks.assign(ranks.begin(), ranks.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].vertices = chunk.vertices.data() + begins[i];
        rows[i].ranks = chunk.ranks.data() + begins[i];
    }
}

void rank_chunk(Chunk& chunk, std::span<FeatureRow> rows, const tile::Junctions& junctions,
                const tile::Tolerance& tolerance) {
    std::vector<VertexRank> kept;
    for (FeatureRow& row : rows) {
        WorldPoint* vertices = chunk.vertices.data() + (row.vertices - chunk.vertices.data());
        model::Part* parts = chunk.parts.data() + (row.parts - chunk.parts.data());
        if (row.shape == Shape::points) {
            kept.insert(kept.end(), row.vertex_count, tile::rank_always);
        } else {
            compact(row, ranked(row, junctions, tolerance), vertices, parts, kept);
        }
    }
    shrink(chunk, rows, kept);
}

}  // namespace

void rank_shapes(FeatureTable& table, const tile::Tolerance& tolerance, Crossings crossings) {
    const tile::Junctions junctions = junctions_of(table, crossings);
    const auto spans = rows_by_chunk(table);
    oneapi::tbb::parallel_for(std::size_t{0}, spans.size(), [&](std::size_t i) {
        rank_chunk(*table.chunks[i], spans[i], junctions, tolerance);
    });
}

}  // namespace tamga::bake
