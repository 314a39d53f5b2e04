// SPDX-License-Identifier: MIT
#include "engine/route/lines/curvature_choice.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <unordered_map>
#include <unordered_set>

namespace tamga::route {
namespace {

/// More flows than these are background, which keeps its usual curvature.
constexpr std::size_t most_chosen = 4000;

constexpr double clearance_px = 12;  ///< A place's circle, half a line, and a gap.
constexpr double cell_px = 8;
constexpr double step_px = 6;
constexpr std::size_t sectors = 36;

std::uint64_t pair_of(std::uint32_t from, std::uint32_t to) {
    return (std::uint64_t{from} << 32) | to;
}

/// A quadratic curve from a to b.
struct Arc {
    geo::MercatorPoint a;
    geo::MercatorPoint control;
    geo::MercatorPoint b;

    geo::MercatorPoint at(double t) const {
        const double u = 1 - t;
        return {.x = u * u * a.x + 2 * u * t * control.x + t * t * b.x,
                .y = u * u * a.y + 2 * u * t * control.y + t * t * b.y};
    }
};

Arc arc_of(geo::MercatorPoint a, geo::MercatorPoint b, double curvature) {
    b.x += std::round(a.x - b.x);  // The copy that is nearer.
    return {.a = a,
            .control = {.x = (a.x + b.x) / 2 - 2 * curvature * (b.y - a.y),
                        .y = (a.y + b.y) / 2 + 2 * curvature * (b.x - a.x)},
            .b = b};
}

/// Which places a position is too near to, by a grid of cells.
class Obstacles {
public:
    Obstacles(std::span<const geo::MercatorPoint> places, std::span<const CurveEnds> flows,
              double pixel)
        : columns_{std::max(1.0, std::floor(1 / (cell_px * pixel)))} {
        std::unordered_set<std::uint32_t> used;
        for (const CurveEnds& flow : flows) {
            for (const std::uint32_t place : {flow.from, flow.to}) {
                if (used.insert(place).second) {
                    add(place, places[place]);
                }
            }
        }
    }

    /// How many places that are not its ends the arc comes near.
    int count(const Arc& arc, const CurveEnds& ends, double length_px) const {
        const int steps = std::clamp(static_cast<int>(length_px / step_px), 2, 200);
        std::vector<std::uint32_t> met;
        for (int i = 1; i < steps; ++i) {
            const geo::MercatorPoint p = arc.at(static_cast<double>(i) / steps);
            const auto found = cells_.find(key(cell(p.x), cell(p.y)));
            if (found == cells_.end()) {
                continue;
            }
            for (const std::uint32_t place : found->second) {
                if (place != ends.from && place != ends.to &&
                    std::ranges::find(met, place) == met.end()) {
                    met.push_back(place);
                }
            }
        }
        return static_cast<int>(met.size());
    }

private:
    std::int64_t cell(double coordinate) const {
        return static_cast<std::int64_t>(std::floor(coordinate * columns_));
    }

    std::uint64_t key(std::int64_t column, std::int64_t row) const {
        const auto columns = static_cast<std::int64_t>(columns_);
        const std::int64_t wrapped = (column % columns + columns) % columns;
        return (static_cast<std::uint64_t>(wrapped) << 32) | static_cast<std::uint32_t>(row);
    }

    /// In all cells whose middle is near enough.
    void add(std::uint32_t place, geo::MercatorPoint at) {
        const double reach = clearance_px / cell_px;
        const double column = at.x * columns_;
        const double row = at.y * columns_;
        for (double c = std::floor(column - reach); c <= column + reach; ++c) {
            for (double r = std::floor(row - reach); r <= row + reach; ++r) {
                if (std::hypot(c + 0.5 - column, r + 0.5 - row) <= reach) {
                    cells_[key(static_cast<std::int64_t>(c), static_cast<std::int64_t>(r))]
                        .push_back(place);
                }
            }
        }
    }

    double columns_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells_;
};

/// In which directions the lines at each place leave it.
class Directions {
public:
    /// How crowded it is there already: one for a line in the same direction, less beside it.
    double crowd(std::uint32_t place, geo::MercatorPoint at, geo::MercatorPoint towards) const {
        const auto found = lines_.find(place);
        if (found == lines_.end()) {
            return 0;
        }
        const std::size_t s = sector(at, towards);
        const auto& lines = found->second;
        return lines[s] + (lines[(s + 1) % sectors] + lines[(s + sectors - 1) % sectors]) / 2.0;
    }

    void add(std::uint32_t place, geo::MercatorPoint at, geo::MercatorPoint towards) {
        ++lines_[place][sector(at, towards)];
    }

private:
    static std::size_t sector(geo::MercatorPoint at, geo::MercatorPoint towards) {
        const double turn =
            std::atan2(towards.y - at.y, towards.x - at.x) / (2 * std::numbers::pi) + 1;
        return static_cast<std::size_t>(turn * sectors) % sectors;
    }

    std::unordered_map<std::uint32_t, std::array<std::uint16_t, sectors>> lines_;
};

class Chooser {
public:
    Chooser(std::span<const geo::MercatorPoint> places, std::span<const CurveEnds> flows,
            double pixel)
        : places_{places}, flows_{flows}, pixel_{pixel}, obstacles_{places, flows, pixel} {
        for (const CurveEnds& flow : flows) {
            pairs_.insert(pair_of(flow.from, flow.to));
        }
    }

    std::vector<double> run() {
        std::vector<double> curvatures;
        for (std::size_t i = 0; i < flows_.size(); ++i) {
            const CurveEnds& flow = flows_[i];
            const auto back = chosen_.find(pair_of(flow.to, flow.from));
            const double curvature = back != chosen_.end() ? back->second
                                     : i < most_chosen     ? best(flow)
                                                           : usual(flow);
            chosen_.try_emplace(pair_of(flow.from, flow.to), curvature);
            curvatures.push_back(curvature);
            if (i < most_chosen) {
                const Arc arc = arc_of(places_[flow.from], places_[flow.to], curvature);
                directions_.add(flow.from, arc.a, arc.control);
                directions_.add(flow.to, arc.b, arc.control);
            }
        }
        return curvatures;
    }

private:
    double length_px(const CurveEnds& flow) const {
        const Arc arc = arc_of(places_[flow.from], places_[flow.to], 0);
        return std::hypot(arc.b.x - arc.a.x, arc.b.y - arc.a.y) / pixel_;
    }

    /// 0.07 of the length for the shortest, up to twice as much for those of 800 pixels.
    double usual(const CurveEnds& flow) const {
        return 0.07 * (1 + std::min(1.0, length_px(flow) / 800));
    }

    double best(const CurveEnds& flow) const {
        constexpr std::array factors{1.0, 1.3, 0.75, 1.6, 0.55, -1.0, -1.3, -0.75, -1.6, -0.55};
        const bool has_return = pairs_.contains(pair_of(flow.to, flow.from));
        const double length = length_px(flow);
        double best_curvature = usual(flow);
        double least = 1e300;
        for (const double factor : factors) {
            const double curvature = factor * usual(flow);
            double cost = departure(factor) + cost_of(flow, curvature, length);
            if (has_return) {
                cost += cost_of({flow.to, flow.from}, curvature, length);
            }
            if (cost < least) {
                least = cost;
                best_curvature = curvature;
            }
        }
        return best_curvature;
    }

    /// What it costs to be unlike the others.
    static double departure(double factor) {
        return 0.4 * std::abs(std::log(std::abs(factor))) + (factor < 0 ? 0.1 : 0);
    }

    double cost_of(const CurveEnds& flow, double curvature, double length) const {
        constexpr double place_met = 1;
        constexpr double line_beside = 0.15;
        const Arc arc = arc_of(places_[flow.from], places_[flow.to], curvature);
        return place_met * obstacles_.count(arc, flow, length) +
               line_beside * (directions_.crowd(flow.from, arc.a, arc.control) +
                              directions_.crowd(flow.to, arc.b, arc.control));
    }

    std::span<const geo::MercatorPoint> places_;
    std::span<const CurveEnds> flows_;
    double pixel_;
    Obstacles obstacles_;
    Directions directions_;
    std::unordered_set<std::uint64_t> pairs_;
    std::unordered_map<std::uint64_t, double> chosen_;
};

}  // namespace

std::vector<double> choose_curvatures(std::span<const geo::MercatorPoint> places,
                                      std::span<const CurveEnds> flows, double pixel) {
    return Chooser{places, flows, pixel}.run();
}

}  // namespace tamga::route
