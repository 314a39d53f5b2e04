// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/hit.hpp"
#include "engine/index/polygon_edges.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tamga::index {

/// A cell of the world: a rectangle that halves it a number of times each way.
struct Cell {
    std::uint32_t node = 0;
    std::uint8_t level = 0;
    geo::LonLat middle;

    geo::LonLat half_size() const {
        const double part = 1.0 / static_cast<double>(1U << level);
        return {.lon = 180 * part, .lat = 90 * part};
    }
};

/// A quadtree over the edges of polygons. A cell knows which polygons cover all of it, and is
/// divided until few edges pass it, so that a position is held against these only; a cell that more
/// edges pass than dividing can part is left whole, and the size stays in proportion to the edges.
/// Answers are exact for the doubles given.
class CellTree {
public:
    CellTree() = default;
    /// `areas[p]` is the area that polygon p belongs to.
    CellTree(PolygonEdges polygons, std::vector<std::uint32_t> areas);

    /// The areas that hold a position, by ascending numbers, in place of what was in `hits`. A pole
    /// is in every area that reaches it, at whatever longitude it is written.
    void at(geo::LonLat position, std::vector<Hit>& hits) const;

    // For who follows a line through the cells.
    static Cell root() { return {}; }
    bool is_leaf(const Cell& cell) const { return nodes_[cell.node].children == 0; }
    /// Whether an edge passes a cell. The tree of no polygons has no edges.
    bool has_edges(const Cell& cell) const {
        return !nodes_.empty() && nodes_[cell.node].has_edges;
    }
    Cell child(const Cell& cell, unsigned quarter) const;
    /// The runs of a leaf.
    struct Run {
        std::uint32_t polygon = 0;
        std::uint32_t begin = 0;  ///< In edge_numbers().
        std::uint32_t end = 0;
        bool holds_middle = false;  ///< Does the polygon hold the middle of the cell?
    };
    std::span<const Run> runs(const Cell& cell) const;
    std::span<const std::uint32_t> edge_numbers(const Run& run) const {
        return std::span{edge_numbers_}.subspan(run.begin, run.end - run.begin);
    }
    const Edge& edge(std::uint32_t number) const { return polygons_.edges()[number]; }
    const PolygonEdges& polygons() const noexcept { return polygons_; }
    std::uint32_t area_of(std::uint32_t polygon) const { return areas_[polygon]; }

private:
    /// A leaf has runs; other nodes have four children one after the other.
    struct Node {
        std::uint32_t children = 0;
        std::uint32_t covers_begin = 0;  ///< Of what covers this cell and not all of its parent.
        std::uint32_t covers_end = 0;
        std::uint32_t runs_begin = 0;
        std::uint32_t runs_end = 0;
        bool has_edges = false;
    };
    /// A cell that is being built: what may still be divided.
    struct Draft {
        Cell cell;
        double repeats = 1;  ///< In how many cells its edges are, on average, since the root.
        std::vector<Run> runs;
        std::vector<std::uint32_t> edges;
    };

    void add_at(geo::LonLat position, std::vector<Hit>& hits) const;
    Draft root_draft() const;
    void build(Draft draft);
    bool divide(const Draft& draft, std::vector<Draft>& children) const;
    void add_leaf(const Draft& draft);
    void add_run(const Draft& whole, const Run& run, Draft& part) const;

    PolygonEdges polygons_;
    std::vector<std::uint32_t> areas_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> covers_;  ///< Areas.
    std::vector<Run> runs_;
    std::vector<std::uint32_t> edge_numbers_;
    std::array<std::vector<Hit>, 2> poles_;  ///< At the South Pole and the North Pole.
};

}  // namespace tamga::index
