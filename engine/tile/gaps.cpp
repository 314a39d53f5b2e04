// SPDX-License-Identifier: MIT
#include "engine/tile/gaps.hpp"

#include "engine/base/parallel.hpp"

#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numbers>
#include <utility>

namespace tamga::tile {
namespace {

/// The stretch of a ring from one border vertex to the next.
struct Stretch {
    std::uint32_t ring = 0;
    std::uint32_t first = 0;  ///< The vertex it begins at.
    std::uint32_t edges = 0;

    std::uint32_t vertex(std::uint32_t i, std::size_t ring_size) const {
        return static_cast<std::uint32_t>((std::size_t{first} + i) % ring_size);
    }
};

using Ends = std::pair<WorldPoint, WorldPoint>;

/// Adds up the outline and the area of a polygon. The area is positive if its inside is to the
/// right.
class Outline {
public:
    explicit Outline(WorldPoint origin) : origin_{origin} {}

    void edge(WorldPoint a, WorldPoint b) {
        const auto [ax, ay] = from_origin(a);
        const auto [bx, by] = from_origin(b);
        length_ += std::hypot(bx - ax, by - ay);
        doubled_area_ += ax * by - bx * ay;
    }
    double length() const { return length_; }
    bool encloses() const { return doubled_area_ > 0; }
    double width() const { return length_ > 0 ? doubled_area_ / length_ : 0; }

private:
    /// Small numbers, so that the area of something small far from 0 keeps its digits.
    std::pair<double, double> from_origin(WorldPoint p) const {
        return {static_cast<double>(p.x) - static_cast<double>(origin_.x),
                static_cast<double>(p.y) - static_cast<double>(origin_.y)};
    }

    WorldPoint origin_;
    double length_ = 0;
    double doubled_area_ = 0;
};

class GapCloser {
public:
    GapCloser(std::span<const OwnedRing> rings, const Junctions& junctions, const GapRule& rule)
        : rings_{rings}, junctions_{junctions}, rule_{rule} {}

    std::unordered_map<std::uint32_t, RingGaps> run() {
        collect();
        std::vector<char> is_done(stretches_.size());
        std::vector<Stretch> around;
        for (std::size_t i = 0; i < stretches_.size(); ++i) {
            around.clear();
            std::size_t at = i;
            while (at < stretches_.size() && is_done[at] == 0) {
                is_done[at] = 1;
                around.push_back(stretches_[at]);
                at = next_around(stretches_[at]);
            }
            if (at == i && around.size() > 1) {
                close(around);
            }
        }
        for (auto& [ring, gaps] : closed_) {
            std::ranges::stable_sort(gaps.detours, {}, &Detour::after);
        }
        return std::move(closed_);
    }

private:
    /// The stretches between border vertices that are no border themselves, by their ends.
    void collect() {
        constexpr std::size_t at_once = 64;
        std::vector<std::vector<Stretch>> found((rings_.size() + at_once - 1) / at_once);
        base::parallel_for(found.size(), [&](std::size_t block) {
            const std::size_t end = std::min(rings_.size(), (block + 1) * at_once);
            for (std::size_t r = block * at_once; r < end; ++r) {
                cut(static_cast<std::uint32_t>(r), found[block]);
            }
        });
        std::vector<Ends> edges;
        for (const auto& some : found) {
            for (const Stretch& stretch : some) {
                if (stretch.edges == 1) {
                    edges.emplace_back(end(stretch), begin(stretch));
                }
            }
        }
        oneapi::tbb::parallel_sort(edges.begin(), edges.end());
        for (const auto& some : found) {
            std::ranges::copy_if(some, std::back_inserter(stretches_), [&](const Stretch& s) {
                return s.edges > 1 || !std::ranges::binary_search(edges, Ends{begin(s), end(s)});
            });
        }
        std::ranges::stable_sort(stretches_, {}, [this](const Stretch& s) { return end(s); });
    }

    void cut(std::uint32_t number, std::vector<Stretch>& found) const {
        const OwnedRing& ring = rings_[number];
        const std::size_t size = ring.points.size();
        std::vector<std::uint32_t> stops;
        for (std::uint32_t v = 0; v < size; ++v) {
            if (junctions_.is_border(ring.points[v])) {
                stops.push_back(v);
            }
        }
        for (std::size_t i = 0; stops.size() >= 2 && i < stops.size(); ++i) {
            const std::size_t next = i + 1 == stops.size() ? stops[0] + size : stops[i + 1];
            found.push_back({number, stops[i], static_cast<std::uint32_t>(next - stops[i])});
        }
    }

    WorldPoint point(const Stretch& stretch, std::uint32_t i) const {
        const auto& points = rings_[stretch.ring].points;
        return points[stretch.vertex(i, points.size())];
    }
    WorldPoint begin(const Stretch& stretch) const { return point(stretch, 0); }
    WorldPoint end(const Stretch& stretch) const { return point(stretch, stretch.edges); }

    /// Walking round a gap to the right, against the direction of the rings: the stretch that goes
    /// on where this one begins, the rightmost if there are several.
    std::size_t next_around(const Stretch& stretch) const {
        const auto from = std::ranges::equal_range(stretches_, begin(stretch), {},
                                                   [this](const Stretch& s) { return end(s); });
        std::size_t best = stretches_.size();
        double least = std::numeric_limits<double>::infinity();
        const double back = direction(begin(stretch), point(stretch, 1));
        for (auto next = from.begin(); next != from.end(); ++next) {
            double turn = direction(end(*next), point(*next, next->edges - 1)) - back;
            turn += turn <= 0 ? 2 * std::numbers::pi : 0;
            if (turn < least) {
                least = turn;
                best = static_cast<std::size_t>(next - stretches_.begin());
            }
        }
        return best;
    }

    /// The angle of the way from `a` to `b`, counted from east over north.
    static double direction(WorldPoint a, WorldPoint b) {
        return std::atan2(static_cast<double>(a.y) - static_cast<double>(b.y),
                          static_cast<double>(b.x) - static_cast<double>(a.x));
    }

    /// Closes the gap that the stretches go round, each in turn walked from its end to its begin.
    void close(std::span<const Stretch> around) {
        Outline gap{begin(around[0])};
        std::size_t longest = 0;
        double longest_length = 0;
        bool has_owners = false;
        for (std::size_t s = 0; s < around.size(); ++s) {
            const double before = gap.length();
            for (std::uint32_t i = around[s].edges; i-- > 0;) {
                gap.edge(point(around[s], i + 1), point(around[s], i));
            }
            if (gap.length() - before > longest_length) {
                longest_length = gap.length() - before;
                longest = s;
            }
            has_owners |= rings_[around[s].ring].owner != rings_[around[0].ring].owner;
        }
        const VertexRank opens = has_owners && gap.encloses() ? rule_.opens_at(gap.width()) : 0;
        if (opens > 0) {
            replace(around, longest, opens);
        }
    }

    /// Lets stretch `own` go by the others at the zooms before `opens`.
    void replace(std::span<const Stretch> around, std::size_t own, VertexRank opens) {
        const Stretch& taken = around[own];
        const std::size_t size = rings_[taken.ring].points.size();
        RingGaps& gaps = closed_[taken.ring];
        gaps.open_from.resize(size, rank_always);
        for (std::uint32_t i = 1; i < taken.edges; ++i) {
            gaps.open_from[taken.vertex(i, size)] = opens;
        }
        for (std::size_t s = 1; s < around.size(); ++s) {
            const Stretch& other = around[(own + s) % around.size()];
            const std::uint32_t last =
                s + 1 == around.size() ? 1 : 0;  // The last one's is our end.
            for (std::uint32_t i = other.edges; i-- > last;) {
                const std::uint32_t vertex = other.vertex(i, rings_[other.ring].points.size());
                gaps.detours.push_back(
                    {taken.first, {other.ring, vertex}, static_cast<VertexRank>(opens - 1)});
            }
        }
    }

    std::span<const OwnedRing> rings_;
    const Junctions& junctions_;
    const GapRule& rule_;
    std::vector<Stretch> stretches_;  ///< By their end.
    std::unordered_map<std::uint32_t, RingGaps> closed_;
};

}  // namespace

VertexRank GapRule::opens_at(double gap_width) const {
    double limit = width;
    for (int zoom = 0; zoom < max_zoom; ++zoom, limit /= 2) {
        if (gap_width >= std::min(limit, widest)) {
            return static_cast<VertexRank>(zoom);
        }
    }
    return static_cast<VertexRank>(max_zoom);
}

std::unordered_map<std::uint32_t, RingGaps> close_gaps(std::span<const OwnedRing> rings,
                                                       const Junctions& junctions,
                                                       const GapRule& rule) {
    return GapCloser{rings, junctions, rule}.run();
}

}  // namespace tamga::tile
