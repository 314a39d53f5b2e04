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
    Way(geo::LonLat p, geo::LonLat m) : p_{p}, m_{m}, corner_{m.lon, p.lat} {}

    bool crosses(geo::LonLat a, geo::LonLat b) const {
        return along_parallel(a, b) != along_meridian(a, b);
    }

private:
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
        bool crossed = false;
        const std::span line = vertices_.subspan(runs[i], (runs[i + 1] & 0xFFFF) + 1);
        for (std::size_t k = 1; k < line.size(); ++k) {
            crossed ^= way.crosses(units(line[k - 1]), units(line[k]));
        }
        if (crossed) {
            inside.flip(runs[i + 1] >> 16);
        }
    }
    const auto area = inside.last();
    return area ? place_of(*area) : std::nullopt;
}

}  // namespace tamga::place
