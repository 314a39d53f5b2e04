// SPDX-License-Identifier: MIT
#include "engine/route/lines/flow_choice.hpp"

#include "engine/base/files/spilled_memory.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/geo/mercator.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace tamga::route {
namespace {

using Tiles = std::vector<std::uint64_t>;
using Numbers = std::pmr::vector<std::uint32_t>;  ///< Of flows.

/// The tiles of one zoom by number: row and wrapped column.
class TileNumbers {
public:
    explicit TileNumbers(int zoom) : columns_{std::int64_t{1} << zoom} {}

    std::int64_t columns() const { return columns_; }

    std::uint64_t of(std::int64_t column, std::int64_t row) const {
        const std::int64_t wrapped = column & (columns_ - 1);
        return static_cast<std::uint64_t>(
            std::clamp(row, std::int64_t{0}, columns_ - 1) * columns_ + wrapped);
    }
    std::uint64_t at(geo::MercatorPoint p) const { return of(cell(p.x), cell(p.y)); }

    /// All tiles that the line from `a` to `b` goes through, column by column.
    void add_line(geo::MercatorPoint a, geo::MercatorPoint b, Tiles& tiles) const {
        if (a.x > b.x) {
            std::swap(a, b);
        }
        for (std::int64_t column = cell(a.x); column <= cell(b.x); ++column) {
            const double y1 = height(a, b, static_cast<double>(column));
            const double y2 = height(a, b, static_cast<double>(column + 1));
            for (std::int64_t row = cell(std::min(y1, y2)); row <= cell(std::max(y1, y2)); ++row) {
                tiles.push_back(of(column, row));
            }
        }
    }

private:
    std::int64_t cell(double coordinate) const {
        return static_cast<std::int64_t>(std::floor(coordinate * static_cast<double>(columns_)));
    }

    /// Where the line from `a` eastwards to `b` crosses the west edge of a column; at its ends, if
    /// it does not get there.
    double height(geo::MercatorPoint a, geo::MercatorPoint b, double column) const {
        const double x = std::clamp(column / static_cast<double>(columns_), a.x, b.x);
        return b.x > a.x ? std::lerp(a.y, b.y, (x - a.x) / (b.x - a.x))
                         : (column == std::floor(a.x * static_cast<double>(columns_)) ? a.y : b.y);
    }

    std::int64_t columns_;
};

struct Load {
    std::uint64_t flows = 0;
    double bytes = 0;
};

class Chooser {
public:
    Chooser(std::span<const Flow> flows, int zoom, const FlowDrawing& drawing, TileRoom room)
        : flows_{flows},
          numbers_{zoom},
          drawing_{drawing},
          room_{room},
          obstacles_(flows.size(), none, drawing.memory) {}

    std::vector<std::uint32_t> run() {
        const std::vector<std::uint64_t> steps =
            room_.flows == 0 ? std::vector<std::uint64_t>{0}
                             : std::vector{room_.flows / 64, room_.flows / 8, room_.flows};
        Numbers left(flows_.size(), drawing_.memory);
        std::iota(left.begin(), left.end(), 0U);
        for (const std::uint64_t step : steps) {
            if (step == 0 && steps.size() > 1) {
                continue;  // A tile has less room than there are steps.
            }
            open_ = step;
            left = take_from(left);
        }
        std::ranges::sort(chosen_);
        return std::move(chosen_);
    }

private:
    static constexpr std::uint64_t none = ~std::uint64_t{0};

    bool is_over() const { return room_.all != 0 && lines_ >= room_.all; }

    /// Takes what there is room for, and returns the others.
    Numbers take_from(const Numbers& candidates) {
        constexpr std::size_t flows_at_once = 1024;  // Fixed, so that the choice is.
        Numbers left{drawing_.memory};
        left.reserve(candidates.size());
        std::vector<Tiles> tiles(flows_at_once);
        for (std::size_t begin = 0; begin < candidates.size() && !is_over();
             begin += flows_at_once) {
            base::stop_if_interrupted();
            base::keep_within_limit(drawing_.memory);
            const std::size_t count = std::min(flows_at_once, candidates.size() - begin);
            oneapi::tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
                tiles[i].clear();
                find_tiles(candidates[begin + i], tiles[i]);
            });
            for (std::size_t i = 0; i < count; ++i) {
                if (!take(candidates[begin + i], tiles[i])) {
                    left.push_back(candidates[begin + i]);
                }
            }
        }
        return left;
    }

    bool has_room(std::uint64_t tile, double bytes) const {
        const auto found = loads_.find(tile);
        return found == loads_.end() ||
               ((open_ == 0 || found->second.flows < open_) &&
                (room_.bytes == 0 || found->second.bytes + bytes <= room_.bytes));
    }

    /// The tiles of a flow; none if one that it needs is full already.
    void find_tiles(std::uint32_t number, Tiles& tiles) {
        const Flow& flow = flows_[number];
        const double bytes = drawing_.bytes(flow);
        const auto is_full = [&](std::uint64_t tile) { return !has_room(tile, bytes); };
        if (drawing_.is_point(flow) ||
            (obstacles_[number] != none && is_full(obstacles_[number]))) {
            return;
        }
        const double tile = 1 / static_cast<double>(numbers_.columns());
        const auto stops = [&](geo::MercatorPoint point) {
            const std::uint64_t at = numbers_.at(point);
            const bool full = is_full(at);
            obstacles_[number] = full ? at : none;
            return full;
        };
        const auto [from, to] = drawing_.ends(flow);
        if (stops(from) || stops(to) || drawing_.stops_on_way(flow, tile / 2, stops)) {
            return;  // Found out with a few places, for most of those that have no room.
        }
        const Path path = drawing_.path(flow, tile / 64);
        geo::MercatorPoint last = mercator(path[0]);
        for (std::size_t i = 1; i < path.size(); ++i) {
            const geo::MercatorPoint next = mercator(path[i]);
            numbers_.add_line(last, next, tiles);
            last = next;
        }
        std::ranges::sort(tiles);
        tiles.erase(std::ranges::unique(tiles).begin(), tiles.end());
        if (std::ranges::any_of(tiles, is_full)) {
            tiles.clear();
        }
    }

    bool take(std::uint32_t flow, const Tiles& tiles) {
        const double bytes = drawing_.bytes(flows_[flow]);
        const bool fits =
            std::ranges::all_of(tiles, [&](std::uint64_t tile) { return has_room(tile, bytes); });
        if (tiles.empty() || !fits || is_over()) {
            return false;
        }
        chosen_.push_back(flow);
        lines_ += tiles.size();
        for (const std::uint64_t tile : tiles) {
            Load& load = loads_[tile];
            ++load.flows;
            load.bytes += bytes;
        }
        return true;
    }

    std::span<const Flow> flows_;
    TileNumbers numbers_;
    const FlowDrawing& drawing_;
    TileRoom room_;
    std::uint64_t open_ = 0;   ///< The lines that a tile may have in this step; 0: any number.
    std::uint64_t lines_ = 0;  ///< In all tiles so far.
    std::unordered_map<std::uint64_t, Load> loads_;
    std::pmr::vector<std::uint64_t> obstacles_;  ///< The full tile that stood in a flow's way last.
    std::vector<std::uint32_t> chosen_;
};

std::vector<std::uint32_t> all_lines(std::span<const Flow> flows, const FlowDrawing& drawing) {
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t i = 0; i < flows.size(); ++i) {
        if (!drawing.is_point(flows[i])) {
            chosen.push_back(i);
        }
    }
    return chosen;
}

}  // namespace

std::vector<std::uint32_t> choose_flows(std::span<const Flow> flows, int zoom,
                                        const FlowDrawing& drawing, TileRoom room) {
    return room.flows == 0 && room.bytes == 0 && room.all == 0
               ? all_lines(flows, drawing)
               : Chooser{flows, zoom, drawing, room}.run();
}

}  // namespace tamga::route
