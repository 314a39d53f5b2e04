// SPDX-License-Identifier: MIT
#include "engine/place/area_builder.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/geo/edge_side.hpp"
#include "engine/geo/orientation.hpp"
#include "engine/place/area_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tamga::place {
namespace {

using namespace area_grid;

constexpr std::int64_t west_e7 = -1'800'000'000;
constexpr std::int64_t south_e7 = -900'000'000;

Vertex rounded(geo::LonLat position) {
    return {static_cast<std::int32_t>(std::llround(position.lon * 1e7)),
            static_cast<std::int32_t>(std::llround(position.lat * 1e7))};
}

geo::LonLat units(const Vertex& vertex) {
    return {static_cast<double>(vertex.lon_e7), static_cast<double>(vertex.lat_e7)};
}

/// The first and last of the cells, in one direction, that the closed range touches.
struct Range {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

Range touched(std::int64_t a, std::int64_t b, std::int64_t start, std::int64_t count) {
    const std::int64_t low = std::min(a, b) - start;
    const std::int64_t high = std::max(a, b) - start;
    // A border between two cells belongs to both.
    return {std::clamp((low - 1) / cell_e7, std::int64_t{0}, count - 1),
            std::clamp(high / cell_e7, std::int64_t{0}, count - 1)};
}

/// True if all corners of the cell are on one side of the edge, so that it does not touch the cell.
bool passes_by(geo::LonLat a, geo::LonLat b, std::int64_t column, std::int64_t row) {
    const auto west = static_cast<double>(west_e7 + column * cell_e7);
    const auto south = static_cast<double>(south_e7 + row * cell_e7);
    const double size = cell_e7;
    const int side = geo::orientation(a, b, {west, south});
    return side != 0 && side == geo::orientation(a, b, {west + size, south}) &&
           side == geo::orientation(a, b, {west, south + size}) &&
           side == geo::orientation(a, b, {west + size, south + size});
}

}  // namespace

void AreaBuilder::add(const model::FeatureView& feature, std::uint32_t place) {
    if (feature.shape != model::Shape::polygons) {
        return;
    }
    const auto area = static_cast<std::uint32_t>(areas.size());
    if (area > 0xFFFF) {
        throw Error{Fault::input, "more than 65536 areas"};
    }
    areas.push_back(place);
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const auto ring = feature.part(i);
        const auto first = static_cast<std::uint32_t>(vertices.size());
        for (const geo::LonLat position : ring) {
            if (!(std::abs(position.lon) <= 180 && std::abs(position.lat) <= 90)) {
                throw Error{Fault::input,
                            fmt::format("position {},{} is outside -180..180, -90..90",
                                        position.lon, position.lat)};
            }
            vertices.push_back(rounded(position));
        }
        vertices.push_back(rounded(ring.front()));
        rings_.push_back({first, static_cast<std::uint32_t>(ring.size()), area});
    }
}

void AreaBuilder::cut_edge(std::uint32_t first, std::uint32_t area) {
    const Vertex from = vertices[first];
    const Vertex to = vertices[first + 1];
    const Range across = touched(from.lon_e7, to.lon_e7, west_e7, columns);
    const Range up = touched(from.lat_e7, to.lat_e7, south_e7, rows);
    const bool small = across.first == across.last || up.first == up.last;
    for (std::int64_t row = up.first; row <= up.last; ++row) {
        for (std::int64_t column = across.first; column <= across.last; ++column) {
            if (small || !passes_by(units(from), units(to), column, row)) {
                runs_.push_back({static_cast<std::uint32_t>(row * columns + column), area, first});
            }
        }
    }
}

void AreaBuilder::merge_runs() {
    std::ranges::sort(runs_, [](const Run& a, const Run& b) {
        return std::tie(a.cell, a.area, a.first) < std::tie(b.cell, b.area, b.first);
    });
    std::size_t kept = 0;
    for (std::size_t i = 1; i < runs_.size(); ++i) {
        Run& last = runs_[kept];
        const Run& next = runs_[i];
        if (next.cell == last.cell && next.area == last.area &&
            next.first == last.first + last.edges && last.edges < 0xFFFF) {
            ++last.edges;
        } else {
            runs_[++kept] = next;
        }
    }
    runs_.resize(runs_.empty() ? 0 : kept + 1);
}

std::uint32_t AreaBuilder::part(std::size_t run, std::size_t end,
                                std::vector<std::uint32_t> inside) {
    const auto start = static_cast<std::uint32_t>(parts.size());
    parts.push_back(static_cast<std::uint32_t>(inside.size()));
    parts.push_back(static_cast<std::uint32_t>(end - run));
    parts.insert(parts.end(), inside.begin(), inside.end());
    for (; run < end; ++run) {
        parts.push_back(runs_[run].first);
        parts.push_back(runs_[run].edges | (runs_[run].area << 16));
    }
    return mixed_cell + start;
}

void AreaBuilder::fill_row(std::int64_t row) {
    const double middle_lat = static_cast<double>(south_e7 + row * cell_e7) + middle_e7;
    const auto middle_lon = [](std::int64_t column) {
        return static_cast<double>(west_e7 + column * cell_e7) + middle_e7;
    };
    // From the west along the middles of the cells: whichever edge is crossed changes sides.
    struct Crossing {
        std::int64_t column = 0;  ///< The first cell whose middle is east of it.
        std::uint32_t area = 0;
    };
    std::vector<Crossing> crossings;
    const auto begin =
        std::ranges::lower_bound(runs_, static_cast<std::uint32_t>(row * columns), {}, &Run::cell);
    auto end = begin;
    std::set<std::uint32_t> seen;
    for (; end != runs_.end() && end->cell < (row + 1) * columns; ++end) {
        for (std::uint32_t edge = end->first; edge < end->first + end->edges; ++edge) {
            const geo::LonLat a = units(vertices[edge]);
            const geo::LonLat b = units(vertices[edge + 1]);
            if ((a.lat < middle_lat) == (b.lat < middle_lat) || !seen.insert(edge).second) {
                continue;
            }
            const Range near = touched(static_cast<std::int64_t>(a.lon),
                                       static_cast<std::int64_t>(b.lon), west_e7, columns);
            std::int64_t column = near.first;
            while (column <= near.last && is_east_of({middle_lon(column), middle_lat}, a, b)) {
                ++column;
            }
            crossings.push_back({column, end->area});
        }
    }
    std::ranges::sort(crossings, {}, &Crossing::column);
    std::set<std::uint32_t> inside;
    auto crossing = crossings.begin();
    auto run = begin;
    for (std::int64_t column = 0; column < columns; ++column) {
        for (; crossing != crossings.end() && crossing->column == column; ++crossing) {
            if (!inside.erase(crossing->area)) {
                inside.insert(crossing->area);
            }
        }
        const auto cell = static_cast<std::uint32_t>(row * columns + column);
        auto next = run;
        while (next != end && next->cell == cell) {
            ++next;
        }
        cells[cell] = next != run      ? part(static_cast<std::size_t>(run - runs_.begin()),
                                              static_cast<std::size_t>(next - runs_.begin()),
                                              {inside.begin(), inside.end()})
                      : inside.empty() ? 0
                                       : 1 + *inside.rbegin();
        run = next;
    }
}

void AreaBuilder::build() {
    for (const Ring& ring : rings_) {
        base::stop_if_interrupted();
        for (std::uint32_t i = 0; i < ring.edges; ++i) {
            cut_edge(ring.first + i, ring.area);
        }
    }
    merge_runs();
    cells.assign(static_cast<std::size_t>(columns * rows), 0);
    for (std::int64_t row = 0; row < rows; ++row) {
        base::stop_if_interrupted();
        fill_row(row);
    }
}

}  // namespace tamga::place
