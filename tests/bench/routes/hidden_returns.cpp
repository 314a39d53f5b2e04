// SPDX-License-Identifier: MIT
#include "tests/bench/routes/hidden_returns.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace tamga::bench {
namespace {

/// Of steps of a pixel along a way those that are too near to the way back, and all.
std::pair<std::size_t, std::size_t> hidden_steps(const Stroke& way, const Stroke& back) {
    const double limit = 1 - 1e-3 + (way.width + back.width) / 2;
    std::size_t hidden = 0;
    std::size_t all = 0;
    for (std::size_t i = 1; i < way.points.size(); ++i) {
        const Pixel a = way.points[i - 1];
        const Pixel b = way.points[i];
        const double steps = std::ceil(distance(a, b));
        for (double step = 0; step < steps; ++step) {
            const Pixel p{std::lerp(a.x, b.x, step / steps), std::lerp(a.y, b.y, step / steps)};
            if (distance(p, way.points.front()) > 2 * place_radius &&
                distance(p, way.points.back()) > 2 * place_radius) {
                ++all;
                hidden += distance_to(p, back.points) < limit ? 1U : 0U;
            }
        }
    }
    return {hidden, all};
}

/// The way back on the copy of the map, `world` wide, on which the way there is.
Stroke beside(const Stroke& way, Stroke back, double world) {
    const double turns = std::round((way.points.back().x - back.points.front().x) / world);
    for (Pixel& p : back.points) {
        p.x += turns * world;
    }
    return back;
}

}  // namespace

Hidden hidden_returns(const std::vector<Stroke>& strokes, double world) {
    std::map<std::pair<std::uint64_t, std::uint64_t>, const Stroke*> ways;
    for (const Stroke& stroke : strokes) {
        ways[{stroke.from, stroke.to}] = &stroke;
    }
    double pairs = 0;
    Hidden share;
    std::size_t hidden = 0;
    std::size_t all = 0;
    for (const auto& [ends, way] : ways) {
        const auto found = ways.find({ends.second, ends.first});
        if (ends.first < ends.second && found != ways.end()) {
            ++pairs;
            const Stroke back = beside(*way, *found->second, world);
            const Pixel middle = way->points[way->points.size() / 2];
            const double gap = distance_to(middle, back.points) - (way->width + back.width) / 2;
            share.in_middle += gap < 1 - 1e-3 ? 1 : 0;
            const auto [near, steps] = hidden_steps(*way, back);
            hidden += near;
            all += steps;
        }
    }
    share.in_middle /= std::max(pairs, 1.0);
    share.length = static_cast<double>(hidden) / std::max(static_cast<double>(all), 1.0);
    return share;
}

}  // namespace tamga::bench
