// SPDX-License-Identifier: MIT
#include "engine/bake/rank/thin_points.hpp"

#include "engine/bake/rank/full_cells.hpp"
#include "engine/bake/rank/point_selection.hpp"
#include "engine/bake/rank/rate_surface.hpp"
#include "engine/bake/rank/share_field.hpp"
#include "engine/bake/rank/tile_shares.hpp"
#include "engine/tile/tile_id.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory_resource>
#include <span>
#include <vector>

namespace tamga::bake {
namespace {

class Thinning {
public:
    Thinning(SlicedLayer& layer, double most_in_tile, const tile::GridSpec& spec)
        : layer_{layer}, most_in_tile_{most_in_tile}, spec_{spec}, points_{layer.memory()} {
        points_.reserve(layer.points.entries().size());
        Pace pace{layer.table.storage};
        for (const PointIndex::Entry& entry : layer.points.entries()) {
            pace.step();
            if (entry.position == layer.table.rows[entry.feature].vertices[0]) {
                points_.push_back({entry.key, entry.feature, 1});
            }
        }
    }

    /// What was left out of tiles of the deepest zoom that are over the budget is left out evenly
    /// of these, and less and less of the tiles around. False if nothing was.
    bool spread_loss(int zoom) {
        std::vector<TileShare> shares = kept_shares(zoom);
        if (std::ranges::all_of(shares, [](const TileShare& tile) { return tile.share == 1; })) {
            return false;
        }
        even_out(shares);
        below_ = shares;
        std::ranges::fill(layer_.first_zooms, std::uint8_t{0});
        layer_.lost_zooms.clear();
        PointSelection selection{layer_, points_, zoom, std::numeric_limits<int>::max(), 0};
        auto share = shares.begin();
        for_each_stretch(points_, tile_shift(zoom), [&](std::span<const ThinnedPoint> tile) {
            const double mass = selection.mass_of(tile, share++->share);
            selection.add(tile, mass);
        });
        points_.resize(selection.finish());
        return true;
    }

    void thin(int zoom) {
        Pace pace{layer_.table.storage};
        TileShares shares{zoom, most_in_tile_};
        for_each_stretch(points_, tile_shift(zoom), [&](std::span<const ThinnedPoint> tile) {
            pace.step();
            shares.begin_tile(tile.front().key);
            for_each_stretch(tile, cell_shift(zoom), [&](std::span<const ThinnedPoint> cell) {
                shares.add_cell(points_of(cell, zoom));
            });
        });
        if (below_.empty() && shares.fullest() <= most_in_tile_) {
            return;
        }
        below_ = shares.shares(below_);
        PointSelection selection{layer_, points_, zoom, most_in_cell, great_ones()};
        const std::vector<double> rates = rates_of_tiles(zoom);
        std::size_t i = 0;
        for_each_stretch(points_, tile_shift(zoom), [&](std::span<const ThinnedPoint> tile) {
            pace.step();
            find_cells(tile, zoom, RateSurface{below_, rates, i});
            add_tile(tile, below_[i++].kept, zoom, selection);
        });
        points_.resize(selection.finish());
        points_.resize(empty_full_cells(layer_, points_, {spec_, zoom}));
    }

private:
    /// Of each tile. A little less than what was found to fit where not all did.
    std::vector<TileShare> kept_shares(int zoom) const {
        constexpr double for_certain = 0.97;
        constexpr double least =
            0.05;  // Where polygons fill a tile, all around is not to be emptied.
        const std::uint64_t first = tile::hilbert_id({.zoom = static_cast<std::uint8_t>(zoom)});
        const int shift = tile_shift(zoom);
        std::vector<TileShare> shares;
        for_each_stretch(points_, shift, [&](std::span<const ThinnedPoint> tile) {
            const auto kept = std::ranges::count_if(tile, [&](const ThinnedPoint& point) {
                return layer_.first_zooms[point.feature] <= zoom;
            });
            const double share = static_cast<double>(kept) / static_cast<double>(tile.size());
            const std::uint64_t within = shift == 64 ? 0 : tile.front().key >> shift;
            shares.push_back({.tile = first + within,
                              .share = share == 1 ? share : std::max(least, for_certain * share)});
        });
        return shares;
    }

    /// The rate at which each tile, for itself, keeps as many points as it shall.
    std::vector<double> rates_of_tiles(int zoom) {
        Pace pace{layer_.table.storage};
        std::vector<double> rates;
        for_each_stretch(points_, tile_shift(zoom), [&](std::span<const ThinnedPoint> tile) {
            pace.step();
            cells_.clear();
            for_each_stretch(tile, cell_shift(zoom), [&](std::span<const ThinnedPoint> cell) {
                cells_.push_back(points_of(cell, zoom));
            });
            const TileShare& share = below_[rates.size()];
            const double rate = rate_that_keeps(share.kept);
            rates.push_back(rate > 0 ? rate : share.share);
        });
        return rates;
    }

    /// The cells of a tile, where a point is worth as much as the surface says.
    void find_cells(std::span<const ThinnedPoint> tile, int zoom, const RateSurface& surface) {
        cells_.clear();
        for_each_stretch(tile, cell_shift(zoom), [&](std::span<const ThinnedPoint> cell) {
            cells_.push_back(points_of(cell, zoom));
            const FeatureRow& row = layer_.table.rows[cell.front().feature];
            cells_.back().all *= surface.at(row.vertices[0]);
        });
    }

    /// Adds the tile whose cells were found, of which so many points are kept.
    void add_tile(std::span<const ThinnedPoint> tile, double kept, int zoom,
                  PointSelection& selection) {
        const double rate = rate_that_keeps(kept);
        selection.begin_tile();
        auto points = cells_.begin();
        for_each_stretch(tile, cell_shift(zoom), [&](std::span<const ThinnedPoint> cell) {
            selection.add(cell, mass_of(*points++, rate));
        });
    }

    static double mass_of(const CellPoints& cell, double rate) {
        return std::min({rate * cell.all, cell.there, double{most_in_cell}});
    }

    /// The share of their points that cells keep, as far as they have room, so that all of them
    /// keep this number.
    double rate_that_keeps(double kept) const {
        constexpr int rounds = 12;
        constexpr double near_enough = 0.999;
        double all = 0;
        for (const CellPoints& cell : cells_) {
            all += cell.all;
        }
        double rate = all > 0 ? kept / all : 0;
        for (int i = 0; i < rounds; ++i) {
            double mass = 0;
            for (const CellPoints& cell : cells_) {
                mass += mass_of(cell, rate);
            }
            if (mass == 0 || mass >= near_enough * kept) {
                break;
            }
            rate *= kept / mass;
        }
        return rate;
    }

    /// How many of the largest stay wherever they are.
    std::uint32_t great_ones() const {
        constexpr double one_in = 10;
        double kept = 0;
        for (const TileShare& tile : below_) {
            kept += tile.kept;
        }
        return layer_.keep == plan::Keep::heaviest ? static_cast<std::uint32_t>(kept / one_in) : 0;
    }

    CellPoints points_of(std::span<const ThinnedPoint> cell, int zoom) const {
        CellPoints points;
        for (const ThinnedPoint& point : cell) {
            if (layer_.table.in_zoom(point.feature, zoom)) {
                points.all += point.count;
                points.there += 1;
            }
        }
        return points;
    }

    SlicedLayer& layer_;
    double most_in_tile_;
    tile::GridSpec spec_;
    std::vector<TileShare> below_;  ///< Of the zoom below; empty if that keeps all.
    std::pmr::vector<ThinnedPoint> points_;
    std::vector<CellPoints> cells_;  ///< Of the tile at hand.
};

}  // namespace

bool thin_points(SlicedLayer& layer, const Budget& budget, const tile::GridSpec& spec) {
    const bool by_density = layer.keep == plan::Keep::dense || layer.keep == plan::Keep::heaviest;
    const double most = most_points_in_tile(layer, budget);
    if (!by_density || most == 0 || layer.route || !layer.zoom_rows.empty() ||
        layer.plan.clusters.wanted() || layer.points.empty() || !layer.shapes.empty()) {
        return false;
    }
    Thinning thinning{layer, most, spec};
    const bool is_new = thinning.spread_loss(layer.max_zoom);
    for (int zoom = layer.max_zoom - 1; zoom >= layer.min_zoom; --zoom) {
        thinning.thin(zoom);
    }
    layer.thinned_zooms = layer.first_zooms;
    return is_new;
}

}  // namespace tamga::bake
