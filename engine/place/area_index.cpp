// SPDX-License-Identifier: MIT
#include "engine/place/area_index.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/geo/edge_side.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace tamga::place {
namespace {

/// Positions here are in ten-millionths of a degree; LonLat is only a pair of doubles to
/// geo::orientation().
geo::LonLat units(const Vertex& vertex) {
    return {static_cast<double>(vertex.lon_e7), static_cast<double>(vertex.lat_e7)};
}

/// Whether the way from `p` along its parallel to the meridian of the middle `m`, and along that to
/// `m`, crosses the edge from `a` to `b` an odd number of times. A vertex or an edge on the
/// parallel counts as south of it, as if the way were a hair's breadth farther north.
class Way {
public:
    Way(geo::LonLat p, geo::LonLat m)
        : p_{p},
          m_{m},
          corner_{m.lon, p.lat},
          lat_{static_cast<std::int32_t>(std::floor(p.lat))},
          lon_{static_cast<std::int32_t>(std::floor(m.lon))} {}

    /// Whether it crosses the edges of a line an odd number of times. Nearly all edges lie on one
    /// side of both the parallel and the meridian, which two comparisons of whole numbers say.
    bool crosses(std::span<const Vertex> line) const {
        bool crossed = false;
        unsigned last = sides(line[0]);
        for (std::size_t i = 1; i < line.size(); ++i) {
            const unsigned next = sides(line[i]);
            if (next != last) {
                crossed ^= crosses(units(line[i - 1]), units(line[i]));
            }
            last = next;
        }
        return crossed;
    }

private:
    /// South of the parallel or on it; west of the meridian, on which no vertex is.
    unsigned sides(const Vertex& vertex) const {
        return (vertex.lat_e7 <= lat_ ? 1U : 0U) | (vertex.lon_e7 <= lon_ ? 2U : 0U);
    }

    bool crosses(geo::LonLat a, geo::LonLat b) const {
        return along_parallel(a, b) != along_meridian(a, b);
    }

    bool along_parallel(geo::LonLat a, geo::LonLat b) const {
        if ((a.lat <= p_.lat) == (b.lat <= p_.lat)) {
            return false;
        }
        return is_east_of(p_, a, b) != is_east_of(corner_, a, b);
    }

    bool along_meridian(geo::LonLat a, geo::LonLat b) const {
        if ((a.lon < m_.lon) == (b.lon < m_.lon)) {
            return false;
        }
        return is_north_of(corner_, a, b) != is_north_of(m_, a, b);
    }

    geo::LonLat p_;
    geo::LonLat m_;
    geo::LonLat corner_;
    std::int32_t lat_;
    std::int32_t lon_;
};

/// The areas a position is in, of the few that meet in a cell.
class Inside {
public:
    void flip(std::uint32_t area) {
        const auto found = std::find(areas_.begin(), areas_.begin() + size_, area);
        if (found != areas_.begin() + size_) {
            *found = areas_[--size_];
        } else if (size_ < areas_.size()) {
            areas_[size_++] = area;
        }
    }
    std::optional<std::uint32_t> last() const {
        const auto found = std::max_element(areas_.begin(), areas_.begin() + size_);
        return size_ == 0 ? std::nullopt : std::optional{*found};
    }

private:
    std::array<std::uint32_t, 64> areas_{};
    std::size_t size_ = 0;
};

[[noreturn]] void fail_damaged() {
    throw Error{Fault::input, "the gazetteer's areas are damaged; build it again"};
}

}  // namespace

std::optional<std::uint32_t> AreaIndex::place_of(std::uint32_t area) const {
    return area < areas_.size() ? std::optional{areas_[area]} : std::nullopt;
}

AreaIndex::Part AreaIndex::part(std::uint32_t content) const {
    const std::size_t start = content - area_grid::mixed_cell;
    if (start + 2 > parts_.size()) {
        fail_damaged();
    }
    const std::size_t inside = parts_[start];
    const std::size_t runs = std::size_t{2} * parts_[start + 1];
    if (inside + runs > parts_.size() - start - 2) {
        fail_damaged();
    }
    return {parts_.subspan(start + 2, inside), parts_.subspan(start + 2 + inside, runs)};
}

std::span<const Vertex> AreaIndex::line(std::uint32_t first, std::uint32_t edges) const {
    if (std::size_t{first} + edges + 1 > vertices_.size()) {
        fail_damaged();
    }
    return vertices_.subspan(first, std::size_t{edges} + 1);
}

std::optional<std::uint32_t> AreaIndex::at(geo::LonLat position) const {
    using namespace area_grid;
    if (cells_.empty()) {
        return std::nullopt;
    }
    if (cells_.size() != static_cast<std::size_t>(columns * rows)) {
        fail_damaged();
    }
    const geo::LonLat p{position.lon * 1e7, position.lat * 1e7};
    const auto cell = [](double value, std::int64_t start, std::int64_t count) {
        const double number = std::floor((value + static_cast<double>(start)) / cell_e7);
        return std::clamp(static_cast<std::int64_t>(number), std::int64_t{0}, count - 1);
    };
    const std::int64_t column = cell(p.lon, 1'800'000'000, columns);
    const std::int64_t row = cell(p.lat, 900'000'000, rows);
    const std::uint32_t content = cells_[static_cast<std::size_t>(row * columns + column)];
    if (content < mixed_cell) {
        return content == 0 ? std::nullopt : place_of(content - 1);
    }
    const geo::LonLat middle{static_cast<double>(column * cell_e7 - 1'800'000'000) + middle_e7,
                             static_cast<double>(row * cell_e7 - 900'000'000) + middle_e7};
    const Part around = part(content);
    Inside inside;
    for (const std::uint32_t area : around.inside) {
        inside.flip(area);
    }
    const Way way{p, middle};
    std::size_t edges = 0;
    for (std::size_t i = 0; i < around.runs.size(); i += 2) {
        const std::span<const Vertex> edge_line = line(around.runs[i], around.runs[i + 1] & 0xFFFF);
        edges += edge_line.size() - 1;
        if (edges > vertices_.size()) {
            fail_damaged();  // No edge is in a cell twice.
        }
        if (way.crosses(edge_line)) {
            inside.flip(around.runs[i + 1] >> 16);
        }
    }
    const auto area = inside.last();
    return area ? place_of(*area) : std::nullopt;
}

void AreaIndex::for_each_edge(const UseEdge& use) const {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    std::vector<std::uint32_t> owners(vertices_.size(), none);  ///< Of the edge from each vertex.
    std::size_t behind = 0;
    for (const std::uint32_t content : cells_) {
        if (content < area_grid::mixed_cell) {
            continue;
        }
        base::stop_if_interrupted();
        const std::span<const std::uint32_t> runs = part(content).runs;
        behind += runs.size();
        if (behind > parts_.size()) {
            fail_damaged();  // No two cells have one part.
        }
        for (std::size_t i = 0; i < runs.size(); i += 2) {
            const std::uint32_t edges = runs[i + 1] & 0xFFFF;
            const std::uint32_t area = runs[i + 1] >> 16;
            line(runs[i], edges);
            if (area >= areas_.size()) {
                fail_damaged();
            }
            std::fill_n(owners.begin() + runs[i], edges, area);
        }
    }
    const auto degrees = [&](std::size_t vertex) {
        return geo::LonLat{.lon = vertices_[vertex].lon_e7 / 1e7,
                           .lat = vertices_[vertex].lat_e7 / 1e7};
    };
    for (std::size_t i = 0; i < owners.size(); ++i) {
        if (owners[i] != none) {
            use(owners[i], degrees(i), degrees(i + 1));
        }
    }
}

}  // namespace tamga::place
