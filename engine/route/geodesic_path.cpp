// SPDX-License-Identifier: MIT
#include "engine/route/geodesic_path.hpp"

#include "engine/geo/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace tamga::route {
namespace {

constexpr int deepest = 14;

double distance_to_chord(MapPoint p, MapPoint a, MapPoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double squared = dx * dx + dy * dy;
    const double along =
        squared > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

class Densifier {
public:
    Densifier(const geo::GeodesicLine& line, const Projection& projection, double tolerance)
        : line_{line}, projection_{projection}, tolerance_{tolerance} {}

    /// Appends the positions after `begin` up to and with `end`.
    void add(double begin, double end, int depth, std::vector<geo::LonLat>& path) const {
        if (depth < deepest && !is_straight(begin, end)) {
            const double middle = (begin + end) / 2;
            add(begin, middle, depth + 1, path);
            add(middle, end, depth + 1, path);
            return;
        }
        path.push_back(line_.unrolled_at(end));
    }

private:
    bool is_straight(double begin, double end) const {
        const MapPoint a = projection_(line_.unrolled_at(begin));
        const MapPoint b = projection_(line_.unrolled_at(end));
        return std::ranges::all_of(
            std::initializer_list<double>{0.5, 0.25, 0.75}, [&](double part) {
                const MapPoint p = projection_(line_.unrolled_at(begin + part * (end - begin)));
                return distance_to_chord(p, a, b) <= tolerance_;
            });
    }

    const geo::GeodesicLine& line_;
    const Projection& projection_;
    double tolerance_;
};

}  // namespace

std::vector<geo::LonLat> geodesic_path(geo::LonLat from, geo::LonLat to,
                                       const Projection& projection, double tolerance) {
    const geo::GeodesicLine line{from, to};
    std::vector<geo::LonLat> path{from};
    Densifier{line, projection, tolerance}.add(0, 1, 0, path);
    // The ends are the input's own digits, on the side of the antimeridian that the line comes out
    // at.
    path.back() = {.lon = to.lon + 360 * std::round((path.back().lon - to.lon) / 360),
                   .lat = to.lat};
    return path;
}

}  // namespace tamga::route
