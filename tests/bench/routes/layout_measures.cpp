// SPDX-License-Identifier: MIT
#include "tests/bench/routes/layout_measures.hpp"

#include "tests/bench/routes/hidden_returns.hpp"
#include "tests/bench/routes/strokes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace tamga::bench {
namespace {

constexpr double clearance = 5;
constexpr double degree = std::numbers::pi / 180;

/// The pixels that a stroke covers, but those around its ends.
std::unordered_set<std::uint64_t> pixels_of(const Stroke& stroke) {
    std::unordered_set<std::uint64_t> pixels;
    const double half = stroke.width / 2;
    for (std::size_t i = 1; i < stroke.points.size(); ++i) {
        const Pixel a = stroke.points[i - 1];
        const Pixel b = stroke.points[i];
        const double low_y = std::min(a.y, b.y) - half;
        const double low_x = std::min(a.x, b.x) - half;
        for (double y = std::floor(low_y) + 0.5; y < std::max(a.y, b.y) + half + 1; ++y) {
            for (double x = std::floor(low_x) + 0.5; x < std::max(a.x, b.x) + half + 1; ++x) {
                const Pixel p{x, y};
                if (distance_to(p, a, b) <= std::max(half, 0.5) &&
                    distance(p, stroke.points.front()) > 2 * place_radius &&
                    distance(p, stroke.points.back()) > 2 * place_radius) {
                    pixels.insert((static_cast<std::uint64_t>(x + 1e6) << 32) |
                                  static_cast<std::uint64_t>(y + 1e6));
                }
            }
        }
    }
    return pixels;
}

double overlap(const std::vector<Stroke>& strokes) {
    std::unordered_set<std::uint64_t> all;
    double sum = 0;
    for (const Stroke& stroke : strokes) {
        const auto pixels = pixels_of(stroke);
        sum += static_cast<double>(pixels.size());
        all.insert(pixels.begin(), pixels.end());
    }
    return sum > 0 ? 1 - static_cast<double>(all.size()) / sum : 0;
}

struct Crossing {
    Pixel at;
    double angle = 0;  ///< 0..90 degrees.
};

/// Finds crossings by a grid of cells, in each of which few edges are.
class Crossings {
public:
    explicit Crossings(const std::vector<Stroke>& strokes) : strokes_{strokes} {}

    std::vector<Crossing> find() {
        for (std::uint32_t s = 0; s < strokes_.size(); ++s) {
            for (std::uint32_t i = 1; i < strokes_[s].points.size(); ++i) {
                add({s, i});
            }
        }
        return std::move(found_);
    }

private:
    static constexpr double cell = 32;
    struct Edge {
        std::uint32_t stroke = 0;
        std::uint32_t end = 0;
    };

    Pixel begin(Edge e) const { return strokes_[e.stroke].points[e.end - 1]; }
    Pixel end(Edge e) const { return strokes_[e.stroke].points[e.end]; }

    static std::uint64_t key(double column, double row) {
        return (static_cast<std::uint64_t>(column + 1e6) << 32) |
               static_cast<std::uint64_t>(row + 1e6);
    }

    void add(Edge edge) {
        const Pixel a = begin(edge);
        const Pixel b = end(edge);
        for (double c = std::floor(std::min(a.x, b.x) / cell); c <= std::max(a.x, b.x) / cell;
             ++c) {
            for (double r = std::floor(std::min(a.y, b.y) / cell); r <= std::max(a.y, b.y) / cell;
                 ++r) {
                std::vector<Edge>& others = cells_[key(c, r)];
                for (const Edge other : others) {
                    if (other.stroke != edge.stroke) {
                        cross(edge, other, c, r);
                    }
                }
                others.push_back(edge);
            }
        }
    }

    /// Counted in the one cell where it is.
    void cross(Edge e, Edge f, double column, double row) {
        const Pixel a = begin(e);
        const Pixel c = begin(f);
        const Pixel u{end(e).x - a.x, end(e).y - a.y};
        const Pixel v{end(f).x - c.x, end(f).y - c.y};
        const double area = u.x * v.y - u.y * v.x;
        if (area == 0) {
            return;
        }
        const double s = ((c.x - a.x) * v.y - (c.y - a.y) * v.x) / area;
        const double t = ((c.x - a.x) * u.y - (c.y - a.y) * u.x) / area;
        const Pixel at{a.x + s * u.x, a.y + s * u.y};
        if (s < 0 || s >= 1 || t < 0 || t >= 1 || std::floor(at.x / cell) != column ||
            std::floor(at.y / cell) != row || at_shared_place(e, f, at)) {
            return;
        }
        const double angle = std::abs(std::atan2(area, u.x * v.x + u.y * v.y)) / degree;
        found_.push_back({at, std::min(angle, 180 - angle)});
    }

    bool at_shared_place(Edge e, Edge f, Pixel at) const {
        const Stroke& a = strokes_[e.stroke];
        const Stroke& b = strokes_[f.stroke];
        return (b.ends_at(a.from) && distance(at, a.points.front()) < 2 * place_radius) ||
               (b.ends_at(a.to) && distance(at, a.points.back()) < 2 * place_radius);
    }

    const std::vector<Stroke>& strokes_;
    std::unordered_map<std::uint64_t, std::vector<Edge>> cells_;
    std::vector<Crossing> found_;
};

/// Places that a stroke touches, or nearly, though it ends elsewhere.
double foreign_nodes(const Drawing& drawing, const std::vector<Stroke>& strokes) {
    std::set<std::uint64_t> used;
    for (const Stroke& stroke : strokes) {
        used.insert({stroke.from, stroke.to});
    }
    double count = 0;
    for (const Stroke& stroke : strokes) {
        const double limit = place_radius + stroke.width / 2 + clearance;
        for (const std::uint64_t place : used) {
            const auto at = drawing.places.find(place);
            // Near its own ends a line cannot keep away from what is there.
            if (at != drawing.places.end() && !stroke.ends_at(place) &&
                distance(at->second, stroke.points.front()) > 2 * limit &&
                distance(at->second, stroke.points.back()) > 2 * limit &&
                distance_to(at->second, stroke.points) < limit) {
                ++count;
            }
        }
    }
    return count;
}

/// The largest change of direction within `window` pixels, in degrees.
double sharpest_turn(const std::vector<Pixel>& line, double window) {
    double sharpest = 0;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        double turn = 0;
        double way = 0;
        for (std::size_t j = i; j + 1 < line.size() && way <= window; ++j) {
            const double before = std::atan2(line[j].y - line[j - 1].y, line[j].x - line[j - 1].x);
            const double after = std::atan2(line[j + 1].y - line[j].y, line[j + 1].x - line[j].x);
            turn += std::remainder(after - before, 2 * std::numbers::pi);
            sharpest = std::max(sharpest, std::abs(turn) / degree);
            way += distance(line[j], line[j + 1]);
        }
    }
    return sharpest;
}

/// How far a line is bowed from its chord, by the chord's length, and where.
struct Bend {
    double length = 0;
    double height = 0;
    double along = 0.5;  ///< Of the farthest point, 0..1 along the chord.
};

Bend bend_of(const std::vector<Pixel>& line) {
    const Pixel a = line.front();
    const Pixel b = line.back();
    Bend bend{.length = distance(a, b)};
    for (const Pixel p : line) {
        const double away = std::abs((p.x - a.x) * (b.y - a.y) - (p.y - a.y) * (b.x - a.x)) /
                            std::max(bend.length * bend.length, 1e-9);
        if (away > bend.height) {
            bend.height = away;
            bend.along = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) /
                         (bend.length * bend.length);
        }
    }
    return bend;
}

std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        for (std::size_t i = begin; i < end; ++i) {
            ranks[order[i]] = static_cast<double>(begin + end - 1) / 2;
        }
        begin = end;
    }
    return ranks;
}

/// 0 if one of them does not vary.
double spearman(const std::vector<double>& a, const std::vector<double>& b) {
    const auto x = ranks(a);
    const auto y = ranks(b);
    const double mean = static_cast<double>(x.size() - 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mean) * (y[i] - mean);
        xx += (x[i] - mean) * (x[i] - mean);
        yy += (y[i] - mean) * (y[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

/// The direction in which a line leaves its first point, measured a little way off.
double leaving(std::vector<Pixel> line, bool from_end) {
    if (from_end) {
        std::ranges::reverse(line);
    }
    const auto far = std::ranges::find_if(
        line, [&](Pixel p) { return distance(p, line.front()) > 4 * place_radius; });
    const Pixel to = far == line.end() ? line.back() : *far;
    return std::atan2(to.y - line.front().y, to.x - line.front().x);
}

double crowding(const std::vector<Stroke>& strokes) {
    std::unordered_map<std::uint64_t, std::vector<double>> angles;
    for (const Stroke& stroke : strokes) {
        angles[stroke.from].push_back(leaving(stroke.points, false));
        angles[stroke.to].push_back(leaving(stroke.points, true));
    }
    double sum = 0;
    double lines = 0;
    for (auto& [place, at] : angles) {
        if (at.size() < 2) {
            continue;
        }
        std::ranges::sort(at);
        const auto count = static_cast<double>(at.size());
        const double even = 2 * std::numbers::pi / count;
        double variance = 0;
        for (std::size_t i = 0; i < at.size(); ++i) {
            const double gap =
                i + 1 < at.size() ? at[i + 1] - at[i] : at[0] + 2 * std::numbers::pi - at[i];
            variance += (gap / even - 1) * (gap / even - 1);
        }
        sum += variance;  // Weighted by the lines there.
        lines += count;
    }
    return lines > 0 ? sum / lines : 0;
}

}  // namespace

Layout measure(const Drawing& drawing, std::size_t most) {
    const auto strokes = strokes_of(drawing, std::min(most, drawing.lines.size()));
    const auto count = static_cast<double>(strokes.size());
    const auto crossings = Crossings{strokes}.find();
    const Hidden hidden = hidden_returns(strokes, std::ldexp(512, drawing.zoom));
    Layout layout{.flows = strokes.size(),
                  .crossings = static_cast<double>(crossings.size()) / count,
                  .overlap = overlap(strokes),
                  .foreign_nodes = foreign_nodes(drawing, strokes) / count,
                  .crowding = crowding(strokes),
                  .hidden_returns = hidden.in_middle,
                  .hidden_length = hidden.length};
    if (!crossings.empty()) {
        layout.acute_crossings = static_cast<double>(std::ranges::count_if(
                                     crossings, [](const Crossing& c) { return c.angle < 30; })) /
                                 static_cast<double>(crossings.size());
    }
    std::vector<double> lengths;
    std::vector<double> bends;
    for (const Stroke& stroke : strokes) {
        const Bend bend = bend_of(stroke.points);
        lengths.push_back(bend.length);
        bends.push_back(std::round(bend.height * 1000));  // What is not seen does not count.
        layout.asymmetry += bend.height < 0.01 ? 0 : std::abs(bend.along - 0.5) / count;
        layout.sharp_bends += sharpest_turn(stroke.points, 10) > 30 ? 1 / count : 0;
    }
    layout.length_curvature = spearman(lengths, bends);
    return layout;
}

}  // namespace tamga::bench
