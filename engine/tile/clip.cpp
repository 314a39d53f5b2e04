// SPDX-License-Identifier: MIT
#include "engine/tile/clip.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tamga::tile {
namespace {

/// The half plane's arithmetic: `across` is the coordinate that is limited, `along` the other one.
class Cut {
public:
    explicit Cut(const HalfPlane& half)
        : limit_{half.limit},
          least_{half.keep_less ? std::numeric_limits<std::int64_t>::min() : half.limit},
          most_{half.keep_less ? half.limit : std::numeric_limits<std::int64_t>::max()},
          upright_{half.axis == Axis::x} {}

    bool inside(SubPoint p) const { return holds(across(p)); }
    /// Is all of a box on the side that is kept, or nothing of it?
    bool holds(const SubBox& box) const {
        return upright_ ? holds(box.min_x) && holds(box.max_x)
                        : holds(box.min_y) && holds(box.max_y);
    }
    bool misses(const SubBox& box) const {
        return upright_ ? box.max_x < least_ || box.min_x > most_
                        : box.max_y < least_ || box.min_y > most_;
    }
    std::int64_t along(SubPoint p) const { return upright_ ? p.y : p.x; }

    /// Where the edge a-b meets the limit. Requires that exactly one end is inside. The ends are
    /// put in order first, so that the edge and its reverse are cut at the same point.
    SubPoint crossing(SubPoint a, SubPoint b) const {
        if (b < a) {
            std::swap(a, b);
        }
        const auto share =
            static_cast<double>(limit_ - across(a)) / static_cast<double>(across(b) - across(a));
        const std::int64_t at =
            along(a) + std::llround(share * static_cast<double>(along(b) - along(a)));
        return upright_ ? SubPoint{limit_, at} : SubPoint{at, limit_};
    }

private:
    bool holds(std::int64_t across) const { return least_ <= across && across <= most_; }
    std::int64_t across(SubPoint p) const { return upright_ ? p.x : p.y; }

    std::int64_t limit_;
    std::int64_t least_;  ///< That is kept.
    std::int64_t most_;
    bool upright_;
};

using Crossing = RingClipper::Crossing;
using Fragments = RingClipper::Fragments;

/// Where a run of points that are all inside, or all outside, ends.
std::size_t end_of_run(std::span<const SubPoint> points, std::size_t begin, bool inside,
                       const Cut& cut) {
    const auto run = points.subspan(begin);
    const auto end = std::ranges::find_if(run, [&](SubPoint p) { return cut.inside(p) != inside; });
    return begin + static_cast<std::size_t>(end - run.begin());
}

/// The last vertex outside before the ring comes in. Requires that some are on either side.
std::size_t first_entry(std::span<const SubPoint> ring, const Cut& cut) {
    return end_of_run(ring, end_of_run(ring, 0, true, cut), false, cut) - 1;
}

/// Takes the parts of a ring that are inside, from each entry to the next exit, run by run.
class FragmentTaker {
public:
    FragmentTaker(const Cut& cut, Fragments& found) : cut_{cut}, found_{found} {}

    void take(std::span<const SubPoint> ring, std::size_t entry) {
        before_ = ring[entry];
        take_stretch(ring.subspan(entry + 1));
        take_stretch(ring.first(entry + 1));
    }

private:
    void take_stretch(std::span<const SubPoint> points) {
        for (std::size_t i = 0; i < points.size();) {
            const std::size_t end = end_of_run(points, i, is_inside_, cut_);
            if (is_inside_) {
                found_.paths.append(points.subspan(i, end - i));
            }
            if (end > i) {
                before_ = points[end - 1];
            }
            if (end < points.size()) {
                cross(points[end]);
            }
            i = end;
        }
    }

    void cross(SubPoint here) {
        const SubPoint border = cut_.crossing(before_, here);
        const auto fragment = static_cast<std::uint32_t>(found_.paths.size());
        found_.paths.push(border);
        found_.crossings.push_back({cut_.along(border), fragment, is_inside_});
        if (is_inside_) {
            found_.paths.end_path(0);
        }
        is_inside_ = !is_inside_;
    }

    const Cut& cut_;
    Fragments& found_;
    SubPoint before_;
    bool is_inside_ = false;
};

/// Sorts the crossings along the limit so that exits and entries take turns, as they do for rings
/// that do not cross; false if that cannot be had.
bool put_in_order(std::vector<Crossing>& crossings) {
    std::ranges::stable_sort(crossings, {}, &Crossing::along);
    for (std::size_t i = 1; i < crossings.size(); ++i) {
        if (crossings[i].leaves != crossings[i - 1].leaves) {
            continue;
        }
        std::size_t other = i + 1;
        while (other < crossings.size() && crossings[other].along == crossings[i].along &&
               crossings[other].leaves == crossings[i].leaves) {
            ++other;
        }
        if (other == crossings.size() || crossings[other].along != crossings[i].along) {
            return false;
        }
        std::swap(crossings[i], crossings[other]);
    }
    return true;
}

/// Joins fragments at paired crossings into rings.
void join(Fragments& found, Paths& out) {
    std::vector<std::uint32_t>& next = found.next;
    next.assign(found.paths.size(), 0);
    for (std::size_t i = 0; i + 1 < found.crossings.size(); i += 2) {
        const Crossing& a = found.crossings[i];
        const Crossing& b = found.crossings[i + 1];
        (a.leaves ? next[a.fragment] : next[b.fragment]) = a.leaves ? b.fragment : a.fragment;
    }
    std::vector<char>& used = found.is_used;
    used.assign(found.paths.size(), 0);
    for (std::uint32_t start = 0; start < used.size(); ++start) {
        if (used[start] != 0) {
            continue;
        }
        for (std::uint32_t at = start; used[at] == 0; at = next[at]) {
            used[at] = 1;
            out.append(found.paths[at]);
        }
        out.end_path(3);
    }
}

/// Sutherland-Hodgman: keeps one ring one ring, with edges along the limit.
void clip_ring_alone(std::span<const SubPoint> ring, const Cut& cut, Paths& out) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SubPoint here = ring[i];
        const SubPoint next = ring[i + 1 == ring.size() ? 0 : i + 1];
        if (cut.inside(here)) {
            out.push(here);
        }
        if (cut.inside(here) != cut.inside(next)) {
            out.push(cut.crossing(here, next));
        }
    }
    out.end_path(3);
}

}  // namespace

void clip_lines(const Paths& lines, const HalfPlane& half, Paths& out) {
    const Cut cut{half};
    for (std::size_t k = 0; k < lines.size(); ++k) {
        const auto line = lines[k];
        for (std::size_t i = 0; i < line.size(); ++i) {
            const bool is_inside = cut.inside(line[i]);
            if (i > 0 && is_inside != cut.inside(line[i - 1])) {
                out.push(cut.crossing(line[i - 1], line[i]));
                if (!is_inside) {
                    out.end_path(2);
                }
            }
            if (is_inside) {
                out.push(line[i]);
            }
        }
        out.end_path(2);
    }
}

void RingClipper::clip(const Paths& rings, const HalfPlane& half, Paths& out) {
    const Cut cut{half};
    found_.paths.clear();
    found_.crossings.clear();
    found_.crossing_rings.clear();
    for (std::size_t k = 0; k < rings.size(); ++k) {
        const SubBox& box = rings.box_of(k);
        if (cut.holds(box)) {
            out.append_path(rings[k], box, 3);
        } else if (!cut.misses(box)) {
            FragmentTaker{cut, found_}.take(rings[k], first_entry(rings[k], cut));
            found_.crossing_rings.push_back(k);
        }
    }
    if (put_in_order(found_.crossings)) {
        join(found_, out);
        return;
    }
    for (const std::size_t k : found_.crossing_rings) {
        clip_ring_alone(rings[k], cut, out);
    }
}

void clip_rings(const Paths& rings, const HalfPlane& half, Paths& out) {
    RingClipper{}.clip(rings, half, out);
}

}  // namespace tamga::tile
