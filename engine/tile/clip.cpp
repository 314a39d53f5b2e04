// SPDX-License-Identifier: MIT
#include "engine/tile/clip.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tamga::tile {
namespace {

/// The half plane's arithmetic: `across` is the coordinate that is limited, `along` the other one.
class Cut {
public:
    explicit Cut(const HalfPlane& half) : half_{half} {}

    bool inside(SubPoint p) const {
        return half_.keep_less ? across(p) <= half_.limit : across(p) >= half_.limit;
    }
    std::int64_t along(SubPoint p) const { return half_.axis == Axis::x ? p.y : p.x; }

    /// Where the edge a-b meets the limit. Requires that exactly one end is inside. The ends are
    /// put in order first, so that the edge and its reverse are cut at the same point.
    SubPoint crossing(SubPoint a, SubPoint b) const {
        if (b < a) {
            std::swap(a, b);
        }
        const auto share = static_cast<double>(half_.limit - across(a)) /
                           static_cast<double>(across(b) - across(a));
        const std::int64_t at =
            along(a) + std::llround(share * static_cast<double>(along(b) - along(a)));
        return half_.axis == Axis::x ? SubPoint{half_.limit, at} : SubPoint{at, half_.limit};
    }

private:
    std::int64_t across(SubPoint p) const { return half_.axis == Axis::x ? p.x : p.y; }
    HalfPlane half_;
};

using Crossing = RingClipper::Crossing;
using Fragments = RingClipper::Fragments;

std::size_t first_entry(std::span<const SubPoint> ring, const Cut& cut) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (!cut.inside(ring[i]) && cut.inside(ring[i + 1 == ring.size() ? 0 : i + 1])) {
            return i;
        }
    }
    return ring.size();
}

/// Takes the parts of `ring` that are inside, from each entry to the next exit.
void take_fragments(std::span<const SubPoint> ring, std::size_t entry, const Cut& cut,
                    Fragments& found) {
    SubPoint before = ring[entry];
    bool was_inside = false;
    for (std::size_t step = 1; step <= ring.size(); ++step) {
        const std::size_t at = entry + step;
        const SubPoint here = ring[at < ring.size() ? at : at - ring.size()];
        const bool is_inside = cut.inside(here);
        if (is_inside != was_inside) {
            const SubPoint border = cut.crossing(before, here);
            const auto fragment = static_cast<std::uint32_t>(found.paths.size());
            found.paths.push(border);
            found.crossings.push_back({cut.along(border), fragment, was_inside});
            if (was_inside) {
                found.paths.end_path(0);
            }
        }
        if (is_inside) {
            found.paths.push(here);
        }
        before = here;
        was_inside = is_inside;
    }
}

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
        const auto ring = rings[k];
        const std::size_t entry = first_entry(ring, cut);
        if (entry < ring.size()) {
            take_fragments(ring, entry, cut, found_);
            found_.crossing_rings.push_back(k);
        } else if (cut.inside(ring[0])) {
            out.append(ring);
            out.end_path(3);
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
