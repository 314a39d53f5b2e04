// SPDX-License-Identifier: MIT
#include "engine/index/cell_tree.hpp"

#include "engine/geo/edge_side.hpp"
#include "engine/geo/orientation.hpp"
#include "engine/index/extent.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace tamga::index {
namespace {

constexpr std::size_t few_edges = 6;
constexpr double most_repeats = 4;
constexpr int deepest = 26;

/// Whether the way from `p` along its parallel to the meridian of `m`, and along that to `m`,
/// crosses an edge an odd number of times. All of the way counts as moved to the north by an
/// infinitely small distance, and to the east by one that is infinitely smaller.
bool is_crossed(const Edge& edge, geo::LonLat p, geo::LonLat m) {
    const auto& [a, b, polygon] = edge;
    const geo::LonLat corner{.lon = m.lon, .lat = p.lat};
    bool crossed = false;
    if ((a.lat <= p.lat) != (b.lat <= p.lat)) {
        crossed = geo::is_east_of(p, a, b) != geo::is_east_of(corner, a, b);
    }
    if ((a.lon <= m.lon) != (b.lon <= m.lon)) {
        crossed ^= geo::is_north_of(corner, a, b) != geo::is_north_of(m, a, b);
    }
    return crossed;
}

bool is_on(const Edge& edge, geo::LonLat p) {
    const auto [west, east] = std::minmax(edge.from.lon, edge.to.lon);
    const auto [south, north] = std::minmax(edge.from.lat, edge.to.lat);
    return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north &&
           geo::orientation(edge.from, edge.to, p) == 0;
}

/// Whether an edge may pass the closed cell; surely, if it does.
bool may_pass(const Edge& edge, const Cell& cell) {
    constexpr double rounding_deg = 1e-11;
    const geo::LonLat half = cell.half_size();
    const geo::LonLat m = cell.middle;
    const auto [west, east] = std::minmax(edge.from.lon, edge.to.lon);
    const auto [south, north] = std::minmax(edge.from.lat, edge.to.lat);
    if (west > m.lon + half.lon || east < m.lon - half.lon || south > m.lat + half.lat ||
        north < m.lat - half.lat) {
        return false;
    }
    const double lon = edge.to.lon - edge.from.lon;
    const double lat = edge.to.lat - edge.from.lat;
    const double away = lon * (m.lat - edge.from.lat) - lat * (m.lon - edge.from.lon);
    return std::abs(away) <=
           std::abs(lon) * (half.lat + rounding_deg) + std::abs(lat) * (half.lon + rounding_deg);
}

/// By areas, each once, where it is the most inside.
void put_in_order(std::vector<Hit>& hits) {
    if (hits.size() > 1) {
        std::ranges::sort(hits, [](const Hit& a, const Hit& b) {
            return a.area != b.area ? a.area < b.area : a.side > b.side;
        });
        const auto rest = std::ranges::unique(hits, {}, &Hit::area);
        hits.erase(rest.begin(), rest.end());
    }
}

}  // namespace

CellTree::CellTree(PolygonEdges polygons, std::vector<std::uint32_t> areas)
    : polygons_{std::move(polygons)}, areas_{std::move(areas)} {
    if (!polygons_.edges().empty()) {
        nodes_.emplace_back();
        build(root_draft());
    }
    for (const PolarPolygon& polar : polar_polygons(polygons_)) {
        poles_.at(polar.north ? 1 : 0).push_back({areas_[polar.polygon], polar.side});
    }
    std::ranges::for_each(poles_, put_in_order);
}

Cell CellTree::child(const Cell& cell, unsigned quarter) const {
    const geo::LonLat half = cell.half_size();
    const bool east = (quarter & 1U) != 0;
    const bool north = (quarter & 2U) != 0;
    return {.node = nodes_[cell.node].children + quarter,
            .level = static_cast<std::uint8_t>(cell.level + 1),
            .middle = {.lon = cell.middle.lon + (east ? half.lon : -half.lon) / 2,
                       .lat = cell.middle.lat + (north ? half.lat : -half.lat) / 2}};
}

std::span<const CellTree::Run> CellTree::runs(const Cell& cell) const {
    const Node& node = nodes_[cell.node];
    return std::span{runs_}.subspan(node.runs_begin, node.runs_end - node.runs_begin);
}

void CellTree::at(geo::LonLat p, std::vector<Hit>& hits) const {
    hits.clear();
    if (nodes_.empty()) {
        return;
    }
    if (std::abs(p.lat) >= 90) {
        hits = poles_.at(p.lat > 0 ? 1 : 0);
        return;
    }
    p.lon = std::abs(p.lon) > 180 ? std::remainder(p.lon, 360) : p.lon;
    add_at(p, hits);
    if (std::abs(p.lon) == 180) {  // The same meridian's other name.
        add_at({.lon = -p.lon, .lat = p.lat}, hits);
    }
    put_in_order(hits);
}

void CellTree::add_at(geo::LonLat p, std::vector<Hit>& hits) const {
    Cell cell = root();
    while (true) {
        const Node& node = nodes_[cell.node];
        for (std::uint32_t i = node.covers_begin; i < node.covers_end; ++i) {
            hits.push_back({covers_[i], Side::inside});
        }
        if (node.children == 0) {
            break;
        }
        cell = child(cell,
                     (p.lon >= cell.middle.lon ? 1U : 0U) | (p.lat >= cell.middle.lat ? 2U : 0U));
    }
    for (const Run& run : runs(cell)) {
        bool inside = run.holds_middle;
        bool boundary = false;
        for (const std::uint32_t number : edge_numbers(run)) {
            inside ^= is_crossed(edge(number), p, cell.middle);
            boundary = boundary || is_on(edge(number), p);
        }
        if (inside || boundary) {
            hits.push_back({areas_[run.polygon], boundary ? Side::boundary : Side::inside});
        }
    }
}

CellTree::Draft CellTree::root_draft() const {
    const std::vector<Edge>& edges = polygons_.edges();
    Draft draft;
    draft.edges.resize(edges.size());
    std::iota(draft.edges.begin(), draft.edges.end(), 0U);
    const geo::LonLat m = root().middle;
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        if (draft.runs.empty() || draft.runs.back().polygon != edges[i].polygon) {
            draft.runs.push_back({.polygon = edges[i].polygon,
                                  .begin = i,
                                  .holds_middle = polygons_.holds_north(edges[i].polygon)});
        }
        Run& run = draft.runs.back();
        run.end = i + 1;
        // The way goes on to the North Pole from there, and no edge is beyond.
        const auto& [a, b, polygon] = edges[i];
        run.holds_middle ^= (a.lon <= m.lon) != (b.lon <= m.lon) && geo::is_north_of(m, a, b);
    }
    return draft;
}

void CellTree::add_run(const Draft& whole, const Run& run, Draft& part) const {
    Run piece{.polygon = run.polygon,
              .begin = static_cast<std::uint32_t>(part.edges.size()),
              .holds_middle = run.holds_middle};
    for (std::uint32_t i = run.begin; i < run.end; ++i) {
        const Edge& candidate = edge(whole.edges[i]);
        piece.holds_middle ^= is_crossed(candidate, whole.cell.middle, part.cell.middle);
        if (may_pass(candidate, part.cell)) {
            part.edges.push_back(whole.edges[i]);
        }
    }
    piece.end = static_cast<std::uint32_t>(part.edges.size());
    if (piece.begin != piece.end || piece.holds_middle) {
        part.runs.push_back(piece);
    }
}

/// Whether it is worth while to divide a cell.
bool CellTree::divide(const Draft& draft, std::vector<Draft>& children) const {
    if (draft.edges.size() <= few_edges || draft.cell.level == deepest ||
        draft.repeats > most_repeats) {
        return false;
    }
    std::size_t edges = 0;
    for (unsigned quarter = 0; quarter < 4; ++quarter) {
        Draft& part = children.emplace_back();
        part.cell = child(draft.cell, quarter);
        for (const Run& run : draft.runs) {
            add_run(draft, run, part);
        }
        edges += part.edges.size();
    }
    for (Draft& part : children) {
        part.repeats =
            draft.repeats * static_cast<double>(edges) / static_cast<double>(draft.edges.size());
    }
    return true;
}

/// Adds what is in the draft of a node that is there already.
void CellTree::build(Draft draft) {
    Node& node = nodes_[draft.cell.node];
    node.has_edges = !draft.edges.empty();
    node.covers_begin = static_cast<std::uint32_t>(covers_.size());
    for (const Run& run : draft.runs) {
        if (run.begin == run.end) {
            covers_.push_back(areas_[run.polygon]);
        }
    }
    node.covers_end = static_cast<std::uint32_t>(covers_.size());
    std::erase_if(draft.runs, [](const Run& run) { return run.begin == run.end; });
    std::vector<Draft> children;
    if (!divide(draft, children)) {
        add_leaf(draft);
        return;
    }
    node.children = static_cast<std::uint32_t>(nodes_.size());
    for (unsigned quarter = 0; quarter < 4; ++quarter) {
        children[quarter].cell.node = node.children + quarter;
    }
    draft = {};
    nodes_.resize(nodes_.size() + 4);
    for (Draft& part : children) {
        build(std::move(part));
    }
}

void CellTree::add_leaf(const Draft& draft) {
    Node& node = nodes_[draft.cell.node];
    node.runs_begin = static_cast<std::uint32_t>(runs_.size());
    const auto moved_by = static_cast<std::uint32_t>(edge_numbers_.size());
    for (Run run : draft.runs) {
        run.begin += moved_by;
        run.end += moved_by;
        runs_.push_back(run);
    }
    node.runs_end = static_cast<std::uint32_t>(runs_.size());
    edge_numbers_.insert(edge_numbers_.end(), draft.edges.begin(), draft.edges.end());
}

}  // namespace tamga::index
