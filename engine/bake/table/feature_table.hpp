// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/fields.hpp"
#include "engine/bake/table/storage.hpp"
#include "engine/base/bytes.hpp"
#include "engine/base/unwritten.hpp"
#include "engine/model/features.hpp"
#include "engine/plan/map.hpp"
#include "engine/tile/vertex_rank.hpp"
#include "engine/tile/world.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <memory_resource>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace tamga::bake {

/// One feature on the world grid. Its arrays belong to a chunk of the table.
struct FeatureRow {
    static constexpr std::int8_t every_zoom = 127;

    const tile::WorldPoint* vertices = nullptr;
    const tile::VertexZooms* zooms = nullptr;  ///< One for each vertex; null: every zoom draws all.
    const model::Part* parts = nullptr;        ///< Ends count from this feature's first vertex.
    const std::uint8_t* attributes = nullptr;  ///< See AttributeReader.
    std::uint32_t vertex_count = 0;
    std::uint32_t part_count = 0;
    std::uint32_t attribute_bytes = 0;
    model::Shape shape = model::Shape::none;
    bool has_id : 1 = false;
    bool in_clusters : 1 = false;  ///< A cluster, or a point that is in one where it is not shown.
    std::int8_t min_zoom = 0;
    std::int8_t max_zoom = every_zoom;
    std::uint32_t points = 1;  ///< How many features it stands for: more than one for a cluster.
    std::uint32_t longest_side = 0;  ///< See WorldGeometry.
    std::uint64_t id = 0;

    bool in_zoom(int zoom) const { return zoom >= min_zoom && zoom <= max_zoom; }

    std::span<const tile::WorldPoint> part(std::uint32_t i) const {
        const std::uint32_t begin = i == 0 ? 0 : parts[i - 1].end;
        return {vertices + begin, parts[i].end - begin};
    }
};

using RowVector = base::UnwrittenVector<FeatureRow>;

/// A row's place on the Hilbert curve, by its first vertex, and in the input.
struct HilbertPlace {
    std::uint64_t key = 0;
    std::uint32_t input = 0;  ///< Counted from the first of the chunk, or of its run.

    friend auto operator<=>(const HilbertPlace&, const HilbertPlace&) = default;
};

/// Why a feature is not drawn that the layer's `where` does not let pass.
inline constexpr const char* left_out_by_where = "left out by where";

/// How many features no zoom draws, by reason: points beyond the Mercator limit, shapes the layer
/// is not made of, rings and lines that come to one point on the world grid.
using DropCounts = std::map<std::string, std::uint64_t>;

/// Features of one batch: a few arrays, filled once and then only read. Exterior rings run
/// clockwise on the map (positive area with y down), holes the other way; what crossed the
/// antimeridian is cut there.
struct Chunk {
    explicit Chunk(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : vertices{memory},
          zooms{memory},
          parts{memory},
          attributes{memory},
          rows{memory},
          places{memory} {}

    std::pmr::vector<tile::WorldPoint> vertices;
    std::pmr::vector<tile::VertexZooms> zooms;
    std::pmr::vector<model::Part> parts;
    std::pmr::vector<std::uint8_t> attributes;
    RowVector rows;  ///< Until the table takes them.
    /// Of each row, if all are points: the rows are sorted by it then. Else empty.
    std::pmr::vector<HilbertPlace> places;
    /// Chunks that were sorted together, which follow one another, have the same; 0: none was.
    std::uint32_t run = 0;
    FieldStats stats;
    DropCounts dropped;
    std::vector<double> keep_values;  ///< Of each row, if the layer keeps the heaviest; else empty.
    std::uint64_t features = 0;       ///< All there were: rows, and what was dropped.
    std::shared_ptr<Chunk> labels;    ///< Points for its polygons, if the layer has them.

    bool is_sorted() const { return places.size() == rows.size(); }
};

/// The same chunk with its arrays in `memory`, each as large as it must be. Its rows still point at
/// the old ones.
Chunk stored_in(std::pmr::memory_resource* memory, Chunk&& from);
/// The same without rows, which stay where they are; what is no array is taken out of `from`.
Chunk arrays_in(std::pmr::memory_resource* memory, Chunk& from);

/// All features of a layer.
struct FeatureTable {
    explicit FeatureTable(const Storage& where = {})
        : storage{where},
          rows{where.memory},
          keep_values{where.memory},
          wanted_zooms{where.memory} {}

    Storage storage;
    std::vector<std::shared_ptr<Chunk>> chunks;
    RowVector rows;
    FieldStats stats;
    DropCounts dropped;
    std::pmr::vector<double> keep_values;  ///< Of each row, if the layer keeps the heaviest.
    bool has_zoom_limits = false;          ///< Some row is not for every zoom.
    bool zooms_by_where = false;           ///< The layer's `where` asks for the zoom.
    /// Of each row the zooms that the layer's `where` lets pass, a bit for each; empty: all of all.
    std::pmr::vector<std::uint32_t> wanted_zooms;

    /// Takes a chunk in; its rows are in `rows` after collect_rows().
    void append(std::shared_ptr<Chunk> chunk);
    /// The same for a chunk whose rows somebody else puts in their places.
    void adopt(std::shared_ptr<Chunk> chunk);
    bool has(model::Shape shape) const;
    bool is_wanted(std::size_t row, int zoom) const {
        return wanted_zooms.empty() || (wanted_zooms[row] >> zoom & 1) != 0;
    }
    bool in_zoom(std::size_t row, int zoom) const {
        return rows[row].in_zoom(zoom) && is_wanted(row, zoom);
    }

private:
    void sort_waiting();

    std::uint32_t runs_ = 0;
    std::size_t waiting_from_ = 0;  ///< The first chunk that waits to be sorted.
    std::size_t waiting_bytes_ = 0;
};

/// Fills the rows of the table from its chunks, when all are there: in input order, but along the
/// Hilbert curve if there are only points, so that drawing order, sorting order and nearness are
/// one, and a tile's features lie together in memory.
void collect_rows(FeatureTable& table);

/// Adds the rows of a chunk to those that were collected, each where it belongs.
void add_rows(FeatureTable& table, std::shared_ptr<Chunk> chunk);

}  // namespace tamga::bake
