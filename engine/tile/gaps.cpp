// SPDX-License-Identifier: MIT
#include "engine/tile/gaps.hpp"

#include "engine/base/parallel.hpp"
#include "engine/tile/strip_widths.hpp"

#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <array>
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
    double area() const { return std::abs(doubled_area_) / 2; }
    bool encloses() const { return doubled_area_ > 0; }
    double width() const { return length_ > 0 ? std::abs(doubled_area_) / length_ : 0; }

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
    GapCloser(std::span<const OwnedRing> rings, const GapRule& rule)
        : rings_{rings}, rule_{rule}, areas_(rings.size()) {}

    std::unordered_map<std::uint32_t, RingGaps> run() {
        collect();
        is_closed_.resize(stretches_.size());
        close_gaps();
        close_overlaps();
        for (auto& [ring, gaps] : closed_) {
            std::ranges::stable_sort(gaps.detours, {}, &Detour::after);
        }
        return std::move(closed_);
    }

private:
    void close_gaps() {
        std::vector<char> is_done(stretches_.size());
        std::vector<std::size_t> around;
        for (std::size_t i = 0; i < stretches_.size(); ++i) {
            around.clear();
            std::size_t at = i;
            while (at < stretches_.size() && is_done[at] == 0) {
                is_done[at] = 1;
                around.push_back(at);
                at = next_around(stretches_[at]);
            }
            if (at == i && around.size() > 1) {
                close_gap(around);
            }
        }
    }

    /// Pairs of stretches, each of which begins where the other ends. Between two vertices that
    /// they share rings may cross, so that what lies between them is partly a gap.
    void close_overlaps() {
        for (std::size_t i = 0; i < stretches_.size(); ++i) {
            const auto others = std::ranges::equal_range(
                stretches_, begin(stretches_[i]), {}, [this](const Stretch& s) { return end(s); });
            for (auto other = others.begin(); other != others.end(); ++other) {
                const auto at = static_cast<std::size_t>(other - stretches_.begin());
                if (at > i && begin(*other) == end(stretches_[i]) && !is_closed_[i] &&
                    !is_closed_[at]) {
                    close_overlap(i, at);
                }
            }
        }
    }

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

    void cut(std::uint32_t number, std::vector<Stretch>& found) {
        const OwnedRing& ring = rings_[number];
        const std::size_t size = ring.points.size();
        std::vector<std::uint32_t> stops;
        for (std::uint32_t v = 0; v < size; ++v) {
            if (ring.marks[v].border) {
                stops.push_back(v);
            }
        }
        for (std::size_t i = 0; stops.size() >= 2 && i < stops.size(); ++i) {
            const std::size_t next = i + 1 == stops.size() ? stops[0] + size : stops[i + 1];
            found.push_back({number, stops[i], static_cast<std::uint32_t>(next - stops[i])});
        }
        if (stops.size() >= 2) {
            Outline outline{ring.points[0]};
            for (std::size_t i = 0; i < size; ++i) {
                outline.edge(ring.points[i], ring.points[ring.next(i)]);
            }
            areas_[number] = outline.area();
        }
    }

    /// How wide a strip beside a stretch is that its ring can take without being another one.
    double narrow_beside(const Stretch& stretch) const {
        constexpr double most_taken = 0.1;
        Outline outline{begin(stretch)};
        for (std::uint32_t i = 0; i < stretch.edges; ++i) {
            outline.edge(point(stretch, i), point(stretch, i + 1));
        }
        return most_taken * areas_[stretch.ring] / outline.length();
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

    /// A loop of stretches, each in turn walked from its end to its begin.
    struct Loop {
        Outline outline;
        std::vector<Stretch> around;
        std::size_t longest = 0;  ///< Of the stretches.
        bool has_owners = false;  ///< More than one.
    };

    Loop loop_of(std::span<const std::size_t> numbers) const {
        Loop loop{Outline{begin(stretches_[numbers[0]])}, {}};
        double longest_length = 0;
        for (const std::size_t number : numbers) {
            const Stretch& stretch = stretches_[number];
            const double before = loop.outline.length();
            for (std::uint32_t i = stretch.edges; i-- > 0;) {
                loop.outline.edge(point(stretch, i + 1), point(stretch, i));
            }
            if (loop.outline.length() - before > longest_length) {
                longest_length = loop.outline.length() - before;
                loop.longest = loop.around.size();
            }
            loop.around.push_back(stretch);
            loop.has_owners |= rings_[stretch.ring].owner != rings_[loop.around[0].ring].owner;
        }
        return loop;
    }

    void close_gap(std::span<const std::size_t> numbers) {
        const Loop loop = loop_of(numbers);
        if (loop.has_owners && loop.outline.encloses()) {
            replace(loop.around, loop.longest, loop.outline.width());
            for (const std::size_t number : numbers) {
                is_closed_[number] = true;
            }
        }
    }

    void close_overlap(std::size_t one, std::size_t other) {
        const Loop loop = loop_of(std::array{one, other});
        const int ends = (parts_outside(loop.around[0], loop.around[1]) ? 1 : 0) +
                         (parts_outside(loop.around[1], loop.around[0]) ? 1 : 0);
        if (loop.has_owners && ends > 0) {
            // Where the sides cross, areas cancel each other.
            replace(loop.around, loop.longest,
                    ends == 2 ? loop.outline.width() : std::numeric_limits<double>::infinity());
            is_closed_[one] = true;
            is_closed_[other] = true;
        }
    }

    /// At the end of `one`, where `other` begins: true if neither ring goes between them. So it is
    /// where two features overlap, and not where a border begins that lies within both.
    bool parts_outside(const Stretch& one, const Stretch& other) const {
        const WorldPoint corner = end(one);
        const double arriving = direction(corner, point(one, one.edges - 1));
        const auto turn = [&](WorldPoint to) {
            const double angle = direction(corner, to) - arriving;
            return angle <= 0 ? angle + 2 * std::numbers::pi : angle;
        };
        const auto& ring = rings_[other.ring].points;
        const WorldPoint before = ring[(std::size_t{other.first} + ring.size() - 1) % ring.size()];
        const double inside = turn(point(other, 1));
        return turn(point(one, one.edges + 1)) > inside && turn(before) > inside;
    }

    /// The inner vertices of all but stretch `own`, in its direction.
    std::vector<RingVertex> other_side(std::span<const Stretch> around, std::size_t own) const {
        std::vector<RingVertex> side;
        for (std::size_t s = 1; s < around.size(); ++s) {
            const Stretch& other = around[(own + s) % around.size()];
            const std::uint32_t last =
                s + 1 == around.size() ? 1 : 0;  // The last one's is our end.
            for (std::uint32_t i = other.edges; i-- > last;) {
                side.push_back({other.ring, other.vertex(i, rings_[other.ring].points.size())});
            }
        }
        return side;
    }

    /// Lets stretch `own` go by the others at the zooms where what lies between them is too narrow:
    /// as a whole, or from one of its ends as far as a vertex.
    void replace(std::span<const Stretch> around, std::size_t own, double mean_width) {
        const Stretch& taken = around[own];
        const std::vector<RingVertex> side = other_side(around, own);
        const Closing closing = closing_of(taken, side, mean_width);
        if (closing.never_closes()) {
            return;
        }
        const std::size_t size = rings_[taken.ring].points.size();
        RingGaps& gaps = closed_[taken.ring];
        gaps.open_from.resize(size, rank_always);
        for (std::uint32_t i = 1; i < taken.edges; ++i) {
            gaps.open_from[taken.vertex(i, size)] = closing.own[i];
        }
        const std::uint32_t before_end = taken.vertex(taken.edges - 1, size);
        for (std::size_t i = 0; i < side.size(); ++i) {
            if (closing.other[i] > 0) {
                gaps.detours.push_back({i < closing.from_end ? taken.first : before_end, side[i],
                                        static_cast<VertexRank>(closing.other[i] - 1)});
            }
        }
    }

    /// The first zoom that draws what lies between the sides open, at each of their vertices.
    struct Closing {
        std::vector<VertexRank> own;    ///< With both ends.
        std::vector<VertexRank> other;  ///< Without.
        std::size_t from_end = 0;       ///< The first of `other` that is nearer to the end.

        bool never_closes() const {
            const auto is_open = [](VertexRank rank) { return rank == 0; };
            return std::all_of(own.begin() + 1, own.end() - 1, is_open) &&
                   std::ranges::all_of(other, is_open);
        }
    };

    Closing closing_of(const Stretch& taken, std::span<const RingVertex> side,
                       double mean_width) const {
        std::vector<WorldPoint> one;
        for (std::uint32_t i = 0; i <= taken.edges; ++i) {
            one.push_back(point(taken, i));
        }
        std::vector<WorldPoint> other{one.front()};
        for (const RingVertex& by : side) {
            other.push_back(rings_[by.ring].points[by.vertex]);
        }
        other.push_back(one.back());
        const double widest = std::min(rule_.width, rule_.widest);
        const StripWidths begin = widths_from_begin(one, other, widest);
        std::ranges::reverse(one);
        std::ranges::reverse(other);
        const StripWidths end = widths_from_begin(one, other, widest);
        const double narrow = narrow_beside(taken);
        Closing closing;
        for (std::size_t i = 0; i < one.size(); ++i) {
            const double width = std::min(begin.one[i], end.one[one.size() - 1 - i]);
            closing.own.push_back(rule_.opens_at(std::min(mean_width, width), narrow));
        }
        for (std::size_t i = 1; i + 1 < other.size(); ++i) {
            const double from_end = end.other[other.size() - 1 - i];
            closing.from_end += std::size_t{begin.other[i] <= from_end};
            closing.other.push_back(
                rule_.opens_at(std::min({mean_width, begin.other[i], from_end}), narrow));
        }
        return closing;
    }

    std::span<const OwnedRing> rings_;
    const GapRule& rule_;
    std::vector<double> areas_;       ///< Of each ring that has stretches.
    std::vector<Stretch> stretches_;  ///< By their end.
    std::vector<bool> is_closed_;     ///< Of each stretch.
    std::unordered_map<std::uint32_t, RingGaps> closed_;
};

}  // namespace

VertexRank GapRule::opens_at(double gap_width, double narrow) const {
    constexpr double hairline = 8;  // Less than a gap's limit by this: whatever is beside it.
    double limit = width;
    for (int zoom = 0; zoom < max_zoom; ++zoom, limit /= 2) {
        if (gap_width >= std::min({limit, widest, std::max(narrow, limit / hairline)})) {
            return static_cast<VertexRank>(zoom);
        }
    }
    return static_cast<VertexRank>(max_zoom);
}

std::unordered_map<std::uint32_t, RingGaps> close_gaps(std::span<const OwnedRing> rings,
                                                       const GapRule& rule) {
    return GapCloser{rings, rule}.run();
}

}  // namespace tamga::tile
