// SPDX-License-Identifier: MIT
#include "engine/store/longitudes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace tamga::store {
namespace {

using Line = std::vector<geo::LonLat>;

/// Longitudes reach from -360 to 360, so that there are three turns, with these in their middle.
constexpr std::array<double, 3> turns{-360, 0, 360};

geo::LonLat shifted(geo::LonLat position, double turn) {
    return {.lon = std::clamp(position.lon - turn, -180.0, 180.0), .lat = position.lat};
}

geo::LonLat at_meridian(geo::LonLat a, geo::LonLat b, double meridian) {
    const double t = (meridian - a.lon) / (b.lon - a.lon);
    return {.lon = meridian, .lat = std::lerp(a.lat, b.lat, t)};
}

/// Where a-b crosses the two edges of a turn, in the order in which it does, with both ends.
Line with_crossings(geo::LonLat a, geo::LonLat b, double turn) {
    Line result{a};
    for (const double meridian : {turn - 180, turn + 180}) {
        if (std::min(a.lon, b.lon) < meridian && meridian < std::max(a.lon, b.lon)) {
            result.push_back(at_meridian(a, b, meridian));
        }
    }
    if (result.size() == 3 && b.lon < a.lon) {
        std::swap(result[1], result[2]);
    }
    result.push_back(b);
    return result;
}

bool is_on(geo::LonLat a, geo::LonLat b, double turn) {
    return std::abs((a.lon + b.lon) / 2 - turn) <= 180;
}

void end_line(Line& line, model::Features& out) {
    if (line.size() > 1) {
        out.positions(line);
        out.end_part();
    }
    line.clear();
}

/// The pieces of a line on a turn, as parts.
void add_line(std::span<const geo::LonLat> line, double turn, model::Features& out) {
    Line piece;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Line steps = with_crossings(line[i - 1], line[i], turn);
        for (std::size_t j = 1; j < steps.size(); ++j) {
            if (!is_on(steps[j - 1], steps[j], turn)) {
                end_line(piece, out);
                continue;
            }
            if (piece.empty()) {
                piece.push_back(shifted(steps[j - 1], turn));
            }
            piece.push_back(shifted(steps[j], turn));
        }
    }
    end_line(piece, out);
}

/// What of an open ring lies on a turn, along whose edges it is closed.
Line clipped(std::span<const geo::LonLat> ring, double turn) {
    Line kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Line steps = with_crossings(ring[i], ring[(i + 1) % ring.size()], turn);
        for (std::size_t j = 1; j < steps.size(); ++j) {
            if (is_on(steps[j - 1], steps[j], turn)) {
                kept.push_back(shifted(steps[j - 1], turn));
                kept.push_back(shifted(steps[j], turn));
            }
        }
    }
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    while (kept.size() > 1 && kept.front() == kept.back()) {
        kept.pop_back();
    }
    return kept.size() < 3 ? Line{} : kept;
}

/// The rings of a polygon from part `first` up to `end`, on each turn that it is on.
void add_polygon(const model::FeatureView& feature, std::size_t first, std::size_t end,
                 model::Features& out) {
    for (const double turn : turns) {
        const Line outer = clipped(feature.part(first), turn);
        if (outer.empty()) {
            continue;
        }
        out.positions(outer);
        out.end_part();
        for (std::size_t i = first + 1; i < end; ++i) {
            out.positions(clipped(feature.part(i), turn));
            out.end_part(true);
        }
    }
}

void add_polygons(const model::FeatureView& feature, model::Features& out) {
    for (std::size_t first = 0; first < feature.parts.size();) {
        std::size_t end = first + 1;
        while (end < feature.parts.size() && feature.parts[end].hole) {
            ++end;
        }
        add_polygon(feature, first, end, out);
        first = end;
    }
}

}  // namespace

bool goes_beyond(const model::FeatureView& feature) {
    return std::ranges::any_of(feature.positions,
                               [](geo::LonLat at) { return std::abs(at.lon) > 180; });
}

model::Features within_180(const model::FeatureView& feature) {
    model::Features out;
    if (feature.shape == model::Shape::points) {
        for (const geo::LonLat at : feature.positions) {
            out.position({.lon = std::abs(at.lon) > 180 ? std::remainder(at.lon, 360) : at.lon,
                          .lat = at.lat});
        }
        out.end_part();
    } else if (feature.shape == model::Shape::lines) {
        for (std::size_t i = 0; i < feature.parts.size(); ++i) {
            for (const double turn : turns) {
                add_line(feature.part(i), turn, out);
            }
        }
    } else {
        add_polygons(feature, out);
    }
    out.commit({.shape = feature.shape, .record = feature.record});
    return out;
}

}  // namespace tamga::store
