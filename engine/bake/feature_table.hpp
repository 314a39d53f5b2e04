// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/fields.hpp"
#include "engine/base/bytes.hpp"
#include "engine/model/features.hpp"
#include "engine/style/map.hpp"
#include "engine/tile/vertex_rank.hpp"
#include "engine/tile/world.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace tamga::bake {

/// One feature on the world grid. Its arrays belong to a chunk of the table.
struct FeatureRow {
    static constexpr std::int8_t every_zoom = 127;

    const tile::WorldPoint* vertices = nullptr;
    const tile::VertexRank* ranks = nullptr;   ///< One for each vertex; null: every zoom draws all.
    const model::Part* parts = nullptr;        ///< Ends count from this feature's first vertex.
    const std::uint8_t* attributes = nullptr;  ///< See AttributeReader.
    std::uint32_t vertex_count = 0;
    std::uint32_t part_count = 0;
    std::uint32_t attribute_bytes = 0;
    model::Shape shape = model::Shape::none;
    bool has_id = false;
    std::int8_t min_zoom = 0;
    std::int8_t max_zoom = every_zoom;
    bool in_clusters = false;  ///< A cluster, or a point that may be in one where it is not shown.
    std::uint32_t points = 1;  ///< How many features it stands for: more than one for a cluster.
    std::uint32_t longest_side = 0;  ///< Of its box, in world units.
    std::uint64_t id = 0;

    bool in_zoom(int zoom) const { return zoom >= min_zoom && zoom <= max_zoom; }

    std::span<const tile::WorldPoint> part(std::uint32_t i) const {
        const std::uint32_t begin = i == 0 ? 0 : parts[i - 1].end;
        return {vertices + begin, parts[i].end - begin};
    }
};

/// How many features no zoom draws, by reason: points beyond the Mercator limit, shapes the layer
/// is not made of, rings and lines that come to one point on the world grid.
using DropCounts = std::map<std::string, std::uint64_t>;

/// Features of one batch: a few arrays, filled once and then only read. Exterior rings run
/// clockwise on the map (positive area with y down), holes the other way; what crossed the
/// antimeridian is cut there.
struct Chunk {
    std::vector<tile::WorldPoint> vertices;
    std::vector<tile::VertexRank> ranks;
    std::vector<model::Part> parts;
    Bytes attributes;
    std::vector<FeatureRow> rows;
    FieldStats stats;
    DropCounts dropped;
    std::vector<double> keep_values;  ///< Of each row, if the layer keeps the heaviest; else empty.
    std::set<std::string> names;      ///< Of all attributes, those that are left out too.
};

/// Puts a batch on the world grid and encodes its attributes. Called from several threads.
std::shared_ptr<Chunk> make_chunk(const model::Features& batch, const style::Layer& layer,
                                  KeyNames& keys);

/// All features of a layer, in input order until they are sorted.
struct FeatureTable {
    std::vector<std::shared_ptr<Chunk>> chunks;
    std::vector<FeatureRow> rows;
    FieldStats stats;
    DropCounts dropped;
    std::vector<double> keep_values;
    std::set<std::string> names;   ///< Of all attributes, those that are left out too.
    bool has_zoom_limits = false;  ///< Some row is not for every zoom.

    void append(std::shared_ptr<Chunk> chunk);
    bool has(model::Shape shape) const;
};

}  // namespace tamga::bake
