// SPDX-License-Identifier: MIT
#include "engine/tile/rings/crossing_sweep.hpp"

#include "engine/base/interrupt.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace tamga::tile {
namespace {

std::int64_t cross(GridPoint a, GridPoint b, GridPoint c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

int sign(std::int64_t value) { return (value > 0) - (value < 0); }

/// Where the straight lines of two edges cross, on the nearest grid point.
GridPoint crossing(const Segment& e, const Segment& f) {
    const auto from = static_cast<double>(cross(f.a, f.b, e.a));
    const auto to = static_cast<double>(cross(f.a, f.b, e.b));
    const double share = from / (from - to);
    return {static_cast<std::int32_t>(std::lround(e.a.x + share * (e.b.x - e.a.x))),
            static_cast<std::int32_t>(std::lround(e.a.y + share * (e.b.y - e.a.y)))};
}

/// Do edges have an end in common and nothing else, as most that meet do? `fa` and `fb` are the
/// sides of the first one's line on which the ends of the second are.
bool meet_at_end(const Segment& e, const Segment& f, int fa, int fb) {
    return (fa == 0 && fb != 0 && (f.a == e.a || f.a == e.b)) ||
           (fb == 0 && fa != 0 && (f.b == e.a || f.b == e.b));
}

constexpr std::int64_t most_bands = 512;

}  // namespace

std::span<const Cut> CrossingSweep::cuts(std::span<const Segment> edges,
                                         std::span<const char> is_new) {
    edges_ = edges;
    is_new_ = is_new;
    divide_into_bands();
    cuts_.clear();
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
        base::stop_if_interrupted();
        const auto [low, high] = heights(edges_[i]);
        if (low <= new_.high && high >= new_.low) {
            pass({edges_[i].b.x, low, high, i});
        }
    }
    std::ranges::sort(cuts_);
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
    return cuts_;
}

CrossingSweep::Heights CrossingSweep::heights(const Segment& edge) {
    const auto [low, high] = std::minmax(edge.a.y, edge.b.y);
    return {low, high};
}

void CrossingSweep::divide_into_bands() {
    new_ = {std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()};
    std::int64_t together = 1;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
        const auto [low, high] = heights(edges_[i]);
        together += std::int64_t{high} - low;
        if (is_new_[i] != 0) {
            new_ = {std::min(new_.low, low), std::max(new_.high, high)};
        }
    }
    if (new_.low > new_.high) {
        return;
    }
    const std::int64_t range = std::int64_t{new_.high} - new_.low;
    // An edge is in all bands that it passes over: of tall ones in so many on average.
    constexpr std::int64_t bands_of_edge = 4;
    const std::int64_t crossed = std::ssize(edges_) * bands_of_edge * range / together;
    const auto bands =
        std::clamp<std::int64_t>(std::min(std::ssize(edges_) / 2, crossed), 1, most_bands);
    height_bits_ = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(range / bands)));
    const auto used = static_cast<std::size_t>((range >> height_bits_) + 1);
    bands_.resize(std::max(bands_.size(), used));
    std::for_each_n(bands_.begin(), used, [](auto& open) { open.clear(); });
    mark_bands(used);
}

/// In later rounds few bands have a new edge, and in the others there is nothing to compare.
void CrossingSweep::mark_bands(std::size_t used) {
    has_new_.assign(used, 0);
    for (std::size_t i = 0; i < edges_.size(); ++i) {
        if (is_new_[i] != 0) {
            const auto [low, high] = heights(edges_[i]);
            std::fill(has_new_.begin() + static_cast<std::ptrdiff_t>(band(low)),
                      has_new_.begin() + static_cast<std::ptrdiff_t>(band(high)) + 1, 1);
        }
    }
}

std::size_t CrossingSweep::band(std::int32_t height) const {
    return static_cast<std::size_t>((std::clamp(height, new_.low, new_.high) - new_.low) >>
                                    height_bits_);
}

/// Compares an edge with those in its bands and leaves it there.
void CrossingSweep::pass(const Open& edge) {
    const std::int32_t left = edges_[edge.edge].a.x;
    const bool is_new = is_new_[edge.edge] != 0;
    const std::size_t last = band(edge.high);
    for (std::size_t b = band(edge.low); b <= last; ++b) {
        if (has_new_[b] == 0) {
            continue;
        }
        std::vector<Open>& open = bands_[b];
        std::size_t kept = 0;
        for (const Open& other : open) {
            if (other.right < left) {
                continue;
            }
            open[kept++] = other;
            // In the first band that both pass over: once.
            if (other.high >= edge.low && other.low <= edge.high &&
                (is_new || is_new_[other.edge] != 0) && b == band(std::max(edge.low, other.low))) {
                meet(edges_[edge.edge], edges_[other.edge]);
            }
        }
        open.resize(kept);
        open.push_back(edge);
    }
}

void CrossingSweep::cut(const Segment& edge, GridPoint at) {
    if (at != edge.a && at != edge.b) {
        cuts_.push_back({edge, at});
    }
}

void CrossingSweep::cut_if_between(const Segment& edge, GridPoint at, int side) {
    if (side == 0 && edge.a < at && at < edge.b) {
        cuts_.push_back({edge, at});
    }
}

void CrossingSweep::meet(const Segment& e, const Segment& f) {
    const int fa = sign(cross(e.a, e.b, f.a));
    const int fb = sign(cross(e.a, e.b, f.b));
    if (fa * fb > 0 || meet_at_end(e, f, fa, fb)) {
        return;
    }
    const int ea = sign(cross(f.a, f.b, e.a));
    const int eb = sign(cross(f.a, f.b, e.b));
    if (fa * fb < 0 && ea * eb < 0) {
        const GridPoint at = crossing(e, f);
        cut(e, at);
        cut(f, at);
        return;
    }
    cut_if_between(e, f.a, fa);
    cut_if_between(e, f.b, fb);
    cut_if_between(f, e.a, ea);
    cut_if_between(f, e.b, eb);
}

}  // namespace tamga::tile
