// SPDX-License-Identifier: MIT
#include "engine/index/crossings.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tamga::index {
namespace {

constexpr double point_m = 2e-5;
/// More than positions, and what is computed of them, are wrong by.
constexpr double rounding_deg = 1e-11;

/// Twice the area of the triangle: how far `p` is to the left of a-b, times its length.
double left_of(geo::LonLat a, geo::LonLat b, geo::LonLat p) {
    return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

/// What left_of() may change by if `p` moves by up to `by`.
double change(geo::LonLat a, geo::LonLat b, geo::LonLat by) {
    return std::abs(b.lon - a.lon) * (by.lat + rounding_deg) +
           std::abs(b.lat - a.lat) * (by.lon + rounding_deg);
}

bool same_side(double from, double to, double tolerance) {
    return (from > tolerance && to > tolerance) || (from < -tolerance && to < -tolerance);
}

/// Longitudes along a geodesic only grow or only shrink, so that those of its ends are its limits.
geo::Box box_of(geo::LonLat a, geo::LonLat b, geo::LonLat bend) {
    const auto [west, east] = std::minmax(a.lon, b.lon);
    const auto [south, north] = std::minmax(a.lat, b.lat);
    return {{west - rounding_deg, south - bend.lat - rounding_deg},
            {east + rounding_deg, north + bend.lat + rounding_deg}};
}

bool passes(geo::LonLat a, geo::LonLat b, geo::LonLat bend, const Cell& cell) {
    const geo::Box box = box_of(a, b, bend);
    const geo::LonLat half = cell.half_size();
    const geo::LonLat m = cell.middle;
    if (box.south_west.lon > m.lon + half.lon || box.north_east.lon < m.lon - half.lon ||
        box.south_west.lat > m.lat + half.lat || box.north_east.lat < m.lat - half.lat) {
        return false;
    }
    return std::abs(left_of(a, b, m)) <= change(a, b, {bend.lon + half.lon, bend.lat + half.lat});
}

/// Is `p`, on the line of an edge, on the edge or next to it?
bool is_beside(const Edge& edge, geo::LonLat p) {
    constexpr double margin_deg = 1e-8;
    const auto [west, east] = std::minmax(edge.from.lon, edge.to.lon);
    const auto [south, north] = std::minmax(edge.from.lat, edge.to.lat);
    return p.lon >= west - margin_deg && p.lon <= east + margin_deg &&
           p.lat >= south - margin_deg && p.lat <= north + margin_deg;
}

}  // namespace

const std::vector<double>& Crossings::find(const geo::GeodesicArc& arc) {
    arc_ = &arc;
    fractions_.clear();
    if (tree_.has_edges(CellTree::root())) {
        const auto [west, east] = std::minmax({arc.at(0).lon, arc.at(1).lon});
        for (const double moved_deg : {-360.0, 0.0, 360.0}) {
            if (west + moved_deg <= 180 && east + moved_deg >= -180) {
                search_world(moved_deg);
            }
        }
        std::ranges::sort(fractions_);
    }
    return fractions_;
}

void Crossings::search_world(double moved_deg) {
    moved_deg_ = moved_deg;
    cells_.assign(1, CellTree::root());
    const Sample start = sample(0);
    const Sample end = sample(1);
    if (const auto pole = arc_->pole()) {
        Sample before = sample(*pole);
        Sample after = before;
        before.at.lon = start.at.lon;
        after.at.lon = end.at.lon;
        search_cells(piece(start, before), 0, 1);
        search_cells(piece(after, end), 0, 1);
        fractions_.push_back(*pole);
    } else {
        search_cells(piece(start, end), 0, 1);
    }
}

Crossings::Sample Crossings::sample(double fraction) const {
    Sample sample{.fraction = fraction, .position = arc_->at(fraction), .at = {}};
    sample.at = sample.position.lonlat();
    sample.at.lon += moved_deg_;
    return sample;
}

Crossings::Piece Crossings::piece(const Sample& from, const Sample& to) const {
    return {from, to, arc_->bend(from.position, to.position, to.fraction - from.fraction)};
}

bool Crossings::is_point(const Piece& piece) const {
    return (piece.to.fraction - piece.from.fraction) * arc_->length_m() < point_m;
}

/// Goes on in cells that are as large as the piece, or halves it if there are none.
void Crossings::search_cells(const Piece& piece, std::size_t begin, std::size_t end) {
    const std::size_t kept = cells_.size();
    const double extent = std::max(std::abs(piece.to.at.lon - piece.from.at.lon),
                                   std::abs(piece.to.at.lat - piece.from.at.lat));
    const double thick = std::max(piece.bend.lon, piece.bend.lat);
    for (std::size_t i = begin; i < end; ++i) {
        const Cell cell = cells_[i];
        open_cell(piece, cell, std::max(extent, 8 * thick));
    }
    if (cells_.size() > kept) {
        const bool only_leaves = std::all_of(cells_.begin() + std::ptrdiff_t(kept), cells_.end(),
                                             [&](const Cell& c) { return tree_.is_leaf(c); });
        if (is_point(piece)) {
            fractions_.push_back(std::midpoint(piece.from.fraction, piece.to.fraction));
        } else if (only_leaves && cells_.size() - kept <= 4) {
            collect_edges(piece, kept, cells_.size());
        } else {
            const std::size_t top = cells_.size();
            const Sample middle = sample(std::midpoint(piece.from.fraction, piece.to.fraction));
            search_cells(this->piece(piece.from, middle), kept, top);
            search_cells(this->piece(middle, piece.to), kept, top);
        }
    }
    cells_.resize(kept);
}

/// Adds a cell that the piece may pass, or the parts of it if it is larger.
void Crossings::open_cell(const Piece& piece, const Cell& cell, double larger_than) {
    if (!tree_.has_edges(cell) || !passes(piece.from.at, piece.to.at, piece.bend, cell)) {
        return;
    }
    if (tree_.is_leaf(cell) || cell.half_size().lon < larger_than) {
        cells_.push_back(cell);
        return;
    }
    for (unsigned quarter = 0; quarter < 4; ++quarter) {
        open_cell(piece, tree_.child(cell, quarter), larger_than);
    }
}

void Crossings::collect_edges(const Piece& piece, std::size_t begin, std::size_t end) {
    const std::size_t kept = edges_.size();
    for (std::size_t i = begin; i < end; ++i) {
        for (const CellTree::Run& run : tree_.runs(cells_[i])) {
            const auto numbers = tree_.edge_numbers(run);
            edges_.insert(edges_.end(), numbers.begin(), numbers.end());
        }
    }
    const auto first = edges_.begin() + std::ptrdiff_t(kept);
    if (end - begin > 1) {
        std::sort(first, edges_.end());
        edges_.erase(std::unique(first, edges_.end()), edges_.end());
    }
    search_edges(piece, kept, edges_.size());
    edges_.resize(kept);
}

void Crossings::search_edges(const Piece& piece, std::size_t begin, std::size_t end) {
    const std::size_t kept = edges_.size();
    for (std::size_t i = begin; i < end; ++i) {
        const std::uint32_t number = edges_[i];
        const Edge& edge = tree_.edge(number);
        const Meeting how = meeting(piece, edge);
        if (how == Meeting::unknown) {
            edges_.push_back(number);
        } else if (how == Meeting::along) {
            fractions_.push_back(piece.from.fraction);
            fractions_.push_back(piece.to.fraction);
        } else if (how == Meeting::once) {
            if (const auto fraction = crossing(piece, edge)) {
                fractions_.push_back(*fraction);
            }
        }
    }
    const std::size_t top = edges_.size();
    if (top > kept) {
        const Sample middle = sample(std::midpoint(piece.from.fraction, piece.to.fraction));
        if (is_point(piece)) {
            fractions_.push_back(middle.fraction);
        } else {
            search_edges(this->piece(piece.from, middle), kept, top);
            search_edges(this->piece(middle, piece.to), kept, top);
        }
    }
    edges_.resize(kept);
}

/// How often a piece crosses the straight line of an edge where the edge is.
Crossings::Meeting Crossings::meeting(const Piece& piece, const Edge& edge) const {
    const geo::LonLat p = piece.from.at;
    const geo::LonLat q = piece.to.at;
    const geo::Box box = box_of(p, q, piece.bend);
    const auto [west, east] = std::minmax(edge.from.lon, edge.to.lon);
    const auto [south, north] = std::minmax(edge.from.lat, edge.to.lat);
    if (box.south_west.lon > east || box.north_east.lon < west || box.south_west.lat > north ||
        box.north_east.lat < south) {
        return Meeting::never;
    }
    const double from = left_of(edge.from, edge.to, p);
    const double to = left_of(edge.from, edge.to, q);
    const double bend = change(edge.from, edge.to, piece.bend);
    if (same_side(from, to, bend) ||
        same_side(left_of(p, q, edge.from), left_of(p, q, edge.to), change(p, q, piece.bend))) {
        return Meeting::never;
    }
    if (std::abs(to - from) > 5 * bend) {
        return (from < 0) == (to < 0) && from != 0 && to != 0 ? Meeting::never : Meeting::once;
    }
    // Nearer to the line all the way than it can be told apart.
    return bend <= 2 * change(edge.from, edge.to, {}) ? Meeting::along : Meeting::unknown;
}

/// Where the piece crosses the line of an edge, which it does once; nothing if that is not on the
/// edge. By false position; an end that stays twice is halved (Illinois).
std::optional<double> Crossings::crossing(const Piece& piece, const Edge& edge) const {
    const auto side = [&](geo::LonLat at) { return left_of(edge.from, edge.to, at); };
    const double precise = 1e-7 / arc_->length_m();
    double low = piece.from.fraction;
    double high = piece.to.fraction;
    double side_low = side(piece.from.at);
    double side_high = side(piece.to.at);
    geo::LonLat at = piece.from.at;
    double fraction = low;
    int stayed = 0;
    for (int step = 0; step < 60 && side_low != side_high; ++step) {
        const double before = fraction;
        fraction = std::clamp(low - side_low * (high - low) / (side_high - side_low), low, high);
        at = sample(fraction).at;
        const double side_here = side(at);
        if (side_here == 0 || std::abs(fraction - before) < precise) {
            break;
        }
        if ((side_here < 0) == (side_high < 0)) {
            high = fraction;
            side_high = side_here;
            side_low /= stayed < 0 ? 2 : 1;
            stayed = -1;
        } else {
            low = fraction;
            side_low = side_here;
            side_high /= stayed > 0 ? 2 : 1;
            stayed = 1;
        }
    }
    return is_beside(edge, at) ? std::optional{fraction} : std::nullopt;
}

}  // namespace tamga::index
