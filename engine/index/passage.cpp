// SPDX-License-Identifier: MIT
#include "engine/index/passage.hpp"

#include "engine/index/surroundings.hpp"

#include <algorithm>
#include <cmath>

namespace tamga::index {
namespace {

// A chord of 64 m leaves its geodesic by 0.08 mm times the tangent of the latitude.
constexpr double chord_m = 64;
constexpr double chord_lon_deg = 1;
constexpr double smallest_m = 1e-4;

struct Sample {
    double fraction = 0;
    geo::LonLat position;
};

/// Halves a geodesic until a piece is far from every edge, or short enough to be a chord.
class Crossings {
public:
    Crossings(const geo::GeodesicLine& line, const Area& area) : line_{line}, area_{area} {
        search(sample(0), sample(1));
        std::sort(fractions_.begin(), fractions_.end());
    }

    const std::vector<double>& fractions() const { return fractions_; }

private:
    Sample sample(double fraction) const { return {fraction, line_.at(fraction)}; }

    void search(const Sample& from, const Sample& to) {
        const double length_m = (to.fraction - from.fraction) * line_.length_m();
        const Sample middle = sample((from.fraction + to.fraction) / 2);
        const auto boxes = boxes_around(middle.position, length_m / 2 + smallest_m);
        if (std::ranges::none_of(boxes, [&](auto& box) { return area_.has_edge_near(box); })) {
            return;
        }
        const double turn = std::remainder(to.position.lon - from.position.lon, 360);
        if (length_m < smallest_m || (length_m <= chord_m && std::abs(turn) <= chord_lon_deg)) {
            add_chord(from, to, turn);
            return;
        }
        search(from, middle);
        search(middle, to);
    }

    void add_chord(const Sample& from, const Sample& to, double turn) {
        const std::size_t before = fractions_.size();
        const geo::LonLat end{.lon = from.position.lon + turn, .lat = to.position.lat};
        area_.crossings(from.position, end, fractions_);
        for (std::size_t i = before; i < fractions_.size(); ++i) {
            fractions_[i] = std::lerp(from.fraction, to.fraction, fractions_[i]);
        }
    }

    const geo::GeodesicLine& line_;
    const Area& area_;
    std::vector<double> fractions_;
};

}  // namespace

std::vector<Stretch> stretches_inside(const geo::GeodesicLine& line, const Area& area) {
    std::vector<Stretch> inside;
    if (area.empty() || line.length_m() <= 0) {
        return inside;
    }
    std::vector<double> ends = Crossings{line, area}.fractions();
    ends.push_back(1);
    double from = 0;
    for (const double to : ends) {
        if ((to - from) * line.length_m() < smallest_m) {
            continue;
        }
        if (area.contains(line.at((from + to) / 2))) {
            if (!inside.empty() && inside.back().to == from) {
                inside.back().to = to;
            } else {
                inside.push_back({from, to});
            }
        }
        from = to;
    }
    return inside;
}

}  // namespace tamga::index
