// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/place/gazetteer_file.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace tamga::place {

/// Which of many areas holds a position: a grid of cells of a quarter of a degree over the globe.
///
/// A cell that no border crosses says which area it is in. Another lists the edges in it and the
/// areas that its middle is in; whoever asks goes from the position along the parallel and then
/// along the meridian to the middle, and each edge crossed changes sides. Exact for the vertices
/// stored and the position in ten-millionths of a degree. Where areas overlap, the one added last
/// is the answer.
///
/// The tables may be damaged or hostile: at() and for_each_edge() throw Error{Fault::input} where one points
/// out of another.
class AreaIndex {
public:
    AreaIndex() = default;
    AreaIndex(std::span<const std::uint32_t> cells, std::span<const std::uint32_t> parts,
              std::span<const Vertex> vertices, std::span<const std::uint32_t> areas)
        : cells_{cells}, parts_{parts}, vertices_{vertices}, areas_{areas} {}

    /// The place whose area holds the position.
    std::optional<std::uint32_t> at(geo::LonLat position) const;

    /// How many areas there are, and the place that each belongs to.
    std::size_t size() const noexcept { return areas_.size(); }
    std::optional<std::uint32_t> place_of(std::uint32_t area) const;

    using UseEdge = std::function<void(std::uint32_t area, geo::LonLat from, geo::LonLat to)>;
    /// Calls `use` with each side of each ring once, in degrees, and the area it is a side of.
    void for_each_edge(const UseEdge& use) const;

private:
    struct Part {
        std::span<const std::uint32_t> inside;
        std::span<const std::uint32_t> runs;
    };
    Part part(std::uint32_t content) const;
    std::span<const Vertex> line(std::uint32_t first, std::uint32_t edges) const;

    std::span<const std::uint32_t> cells_;
    std::span<const std::uint32_t> parts_;
    std::span<const Vertex> vertices_;
    std::span<const std::uint32_t> areas_;
};

/// The grid, and how a cell is written. `cells` holds for each cell 0 (no area), 1 + the area that
/// fills it, or `mixed_cell` + where in `parts` its part starts. A part is the number of areas that
/// hold the middle, the number of runs, these areas, and two numbers for each run: its first
/// vertex; its number of edges and, 16 bits up, its area.
namespace area_grid {
constexpr std::int64_t cell_e7 = 2'500'000;
constexpr std::int64_t columns = 1440;
constexpr std::int64_t rows = 720;
constexpr std::uint32_t mixed_cell = 0x80000000;
/// The middle of a cell from its south-west corner. Half a unit off, it is on no vertex.
constexpr double middle_e7 = 1'250'000.5;
}  // namespace area_grid

}  // namespace tamga::place
