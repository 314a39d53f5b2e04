// SPDX-License-Identifier: MIT
#include "engine/place/area_index.hpp"

#include "engine/place/edge_side.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tamga::place {
namespace {

/// Positions here are in ten-millionths of a degree; LonLat is only a pair of doubles to
/// index::orientation().
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

}  // namespace

std::optional<std::uint32_t> AreaIndex::place_of(std::uint32_t area) const {
    return area < areas_.size() ? std::optional{areas_[area]} : std::nullopt;
}

std::optional<std::uint32_t> AreaIndex::at(geo::LonLat position) const {
    using namespace area_grid;
    if (cells_.size() != static_cast<std::size_t>(columns * rows)) {
        return std::nullopt;
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
    const std::span part = parts_.subspan(content - mixed_cell);
    Inside inside;
    for (const std::uint32_t area : part.subspan(2, part[0])) {
        inside.flip(area);
    }
    const Way way{p, middle};
    const std::span runs = part.subspan(2 + part[0], std::size_t{2} * part[1]);
    for (std::size_t i = 0; i < runs.size(); i += 2) {
        if (way.crosses(vertices_.subspan(runs[i], (runs[i + 1] & 0xFFFF) + 1))) {
            inside.flip(runs[i + 1] >> 16);
        }
    }
    const auto area = inside.last();
    return area ? place_of(*area) : std::nullopt;
}

std::vector<std::pair<geo::LonLat, geo::LonLat>> AreaIndex::edges(
    std::span<const std::uint32_t> areas) const {
    std::vector<std::uint32_t> firsts;
    for (const std::uint32_t content : cells_) {
        if (content < area_grid::mixed_cell) {
            continue;
        }
        const std::span part = parts_.subspan(content - area_grid::mixed_cell);
        const std::span runs = part.subspan(2 + part[0], std::size_t{2} * part[1]);
        for (std::size_t i = 0; i < runs.size(); i += 2) {
            if (std::ranges::binary_search(areas, runs[i + 1] >> 16)) {
                for (std::uint32_t edge = 0; edge < (runs[i + 1] & 0xFFFF); ++edge) {
                    firsts.push_back(runs[i] + edge);
                }
            }
        }
    }
    std::ranges::sort(firsts);
    const auto again = std::ranges::unique(firsts);
    firsts.erase(again.begin(), again.end());
    std::vector<std::pair<geo::LonLat, geo::LonLat>> result;
    const auto degrees = [&](std::uint32_t vertex) {
        return geo::LonLat{.lon = vertices_[vertex].lon_e7 / 1e7,
                           .lat = vertices_[vertex].lat_e7 / 1e7};
    };
    for (const std::uint32_t first : firsts) {
        result.emplace_back(degrees(first), degrees(first + 1));
    }
    return result;
}

}  // namespace tamga::place
