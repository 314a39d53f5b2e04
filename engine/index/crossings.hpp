// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/geodesic_arc.hpp"
#include "engine/index/cell_tree.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tamga::index {

/// Where a geodesic crosses edges. It is halved until it misses all edges of the cells that it
/// passes, or is certain to cross each of those left once or never: its direction differs from that
/// between the ends of a piece by no more than GeodesicArc::bend() says. A search can be used again.
class Crossings {
public:
    explicit Crossings(const CellTree& tree) : tree_{tree} {}

    /// The fractions of the arc, ascending. Each stretch of the arc between two of them lies on one
    /// side of every edge, or is shorter than a fiftieth of a millimetre. Some cross nothing.
    const std::vector<double>& find(const geo::GeodesicArc& arc);

private:
    struct Sample {
        double fraction = 0;
        geo::ArcPosition position;
        geo::LonLat at;  ///< The longitude is moved by whole worlds to where the map is.
    };
    struct Piece {
        Sample from;
        Sample to;
        geo::LonLat bend;
    };
    enum class Meeting : std::uint8_t { never, once, along, unknown };

    Sample sample(double fraction) const;
    Piece piece(const Sample& from, const Sample& to) const;
    void search_world(double moved_deg);
    void search_cells(const Piece& piece, std::size_t begin, std::size_t end);
    void open_cell(const Piece& piece, const Cell& cell, double larger_than);
    void collect_edges(const Piece& piece, std::size_t begin, std::size_t end);
    void search_edges(const Piece& piece, std::size_t begin, std::size_t end);
    bool is_point(const Piece& piece) const;
    Meeting meeting(const Piece& piece, const Edge& edge) const;
    std::optional<double> crossing(const Piece& piece, const Edge& edge) const;

    const CellTree& tree_;
    const geo::GeodesicArc* arc_ = nullptr;
    double moved_deg_ = 0;
    std::vector<Cell> cells_;           ///< Lists of cells, those of a piece above its whole's.
    std::vector<std::uint32_t> edges_;  ///< The same of edges.
    std::vector<double> fractions_;
};

}  // namespace tamga::index
