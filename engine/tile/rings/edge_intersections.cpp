// SPDX-License-Identifier: MIT
#include "engine/tile/rings/edge_intersections.hpp"

#include "engine/base/interrupt.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>

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

bool have_common_point(const GridBox& one, const GridBox& other) {
    // All four at a time: which of them fails cannot be foretold.
    return static_cast<int>(one.min.x <= other.max.x) & static_cast<int>(other.min.x <= one.max.x) &
           static_cast<int>(one.min.y <= other.max.y) & static_cast<int>(other.min.y <= one.max.y);
}

GridBox box_of(const Segment& edge) {
    const auto [low, high] = std::minmax(edge.a.y, edge.b.y);
    return {{edge.a.x, low}, {edge.b.x, high}};
}

/// Is compared whole with what is near, and takes as long as that to compare with itself.
constexpr std::size_t most_of_small_ring = 12;

/// How many times as many edges have other cells, of more than a few.
constexpr std::size_t most_grown = 2;
constexpr std::size_t few = 1000;

/// In the place of an edge that was removed from its ring: near nothing.
constexpr Segment no_edge{{std::numeric_limits<std::int32_t>::max(), 0},
                          {std::numeric_limits<std::int32_t>::min(), 0}};

template <class Work>
void for_each_edge(std::span<const GridPoint> ring, const Work& work) {
    GridPoint from = ring.back();
    for (const GridPoint to : ring) {
        work(segment(from, to));
        from = to;
    }
}

}  // namespace

/// How large edges and small rings are, to choose cells for them by.
class EdgeIntersections::Extents {
public:
    void add(const GridBox& box) {
        constexpr std::int64_t long_one = 256;
        const std::int64_t sides =
            std::int64_t{box.max.x} - box.min.x + std::int64_t{box.max.y} - box.min.y;
        ++count_;
        together_ += sides;
        short_together_ += std::min(sides, long_one);
    }

    std::size_t count() const { return count_; }
    /// log2 of the side of a cell: as long as most of them are, and not so short that the long ones
    /// are in very many.
    int cell_bits() const {
        constexpr std::int64_t most_cells = 8;  // Of one, on average.
        const auto count = static_cast<std::int64_t>(std::max<std::size_t>(count_, 1));
        const std::int64_t side = std::max(short_together_, together_ / most_cells) / count;
        return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(side)));
    }

private:
    std::size_t count_ = 0;
    std::int64_t together_ = 0;
    std::int64_t short_together_ = 0;  ///< Where a long one counts no more than so many do.
};

void EdgeIntersections::assign(const GridPaths& rings) {
    choose_cells(rings);
    entries_.assign(1, {});
    edges_.clear();
    last_compared_.clear();
    cuts_.clear();
    for (std::size_t r = 0; r < rings.size(); ++r) {
        base::stop_if_interrupted();
        add_ring(rings[r]);
    }
    most_edges_ = most_grown * edges_.size() + few;
}

void EdgeIntersections::choose_cells(const GridPaths& rings) {
    Extents extents;
    for (std::size_t r = 0; r < rings.size(); ++r) {
        if (rings[r].size() <= most_of_small_ring) {
            extents.add(tile::box_of(rings[r]));
        } else {
            for_each_edge(rings[r], [&](const Segment& edge) { extents.add(box_of(edge)); });
        }
    }
    set_cells(extents);
}

void EdgeIntersections::set_cells(const Extents& extents) {
    cell_bits_ = extents.cell_bits();
    const std::size_t slots = std::bit_ceil(2 * extents.count() + 2);
    column_bits_ = std::countr_zero(slots) / 2;
    rows_ = static_cast<std::uint32_t>(slots >> column_bits_);
    firsts_.assign(slots, 0);
}

/// Those that were not removed, each once.
std::vector<Segment> EdgeIntersections::edges_left() const {
    std::vector<Segment> left;
    for (std::uint32_t first : firsts_) {
        for (std::uint32_t i = first; i != 0; i = entries_[i].next) {
            const Item& item = entries_[i].item;
            std::copy_if(edges_.begin() + item.first, edges_.begin() + item.last,
                         std::back_inserter(left),
                         [](const Segment& edge) { return edge != no_edge; });
        }
    }
    std::ranges::sort(left);
    left.erase(std::unique(left.begin(), left.end()), left.end());
    return left;
}

/// Pieces of edges are shorter than these were: in the old cells there would be ever more of them.
void EdgeIntersections::choose_cells_again() {
    edges_ = edges_left();
    Extents extents;
    for (const Segment& edge : edges_) {
        extents.add(box_of(edge));
    }
    set_cells(extents);
    entries_.assign(1, {});
    last_compared_.assign(edges_.size(), 0);
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
        const Item item{box_of(edges_[i]), i, i + 1};
        for_each_slot_of_edge(edges_[i], [&](std::uint32_t& first) { link(item, first); });
    }
    most_edges_ = most_grown * edges_.size() + few;
}

void EdgeIntersections::link(const Item& item, std::uint32_t& first) {
    entries_.push_back({item, first});
    first = static_cast<std::uint32_t>(entries_.size() - 1);
}

void EdgeIntersections::add_ring(std::span<const GridPoint> ring) {
    if (ring.size() <= most_of_small_ring) {
        const GridBox box = tile::box_of(ring);
        if (is_in_few_cells(box)) {
            return add_small_ring(ring, box);
        }
    }
    for_each_edge(ring, [&](const Segment& edge) { add(edge); });
}

void EdgeIntersections::add_small_ring(std::span<const GridPoint> ring, const GridBox& box) {
    const auto first = static_cast<std::uint32_t>(edges_.size());
    for_each_edge(ring, [&](const Segment& edge) { edges_.push_back(edge); });
    const auto last = static_cast<std::uint32_t>(edges_.size());
    last_compared_.resize(edges_.size());
    // No two edges of a triangle meet, but at their ends, if it has an area.
    if (ring.size() != 3 || cross(ring[0], ring[1], ring[2]) == 0) {
        for (std::uint32_t i = first; i < last; ++i) {
            compare({box_of(edges_[i]), i, i + 1}, {box, i + 1, last});
        }
    }
    for_each_slot(box, [&](std::uint32_t& slot) { add_to_slot({box, first, last}, slot); });
}

bool EdgeIntersections::is_in_few_cells(const GridBox& box) const {
    return (box.max.x >> cell_bits_) - (box.min.x >> cell_bits_) <= 1 &&
           (box.max.y >> cell_bits_) - (box.min.y >> cell_bits_) <= 1;
}

std::size_t EdgeIntersections::slot(std::int32_t column, std::int32_t row) const {
    const std::size_t columns = std::size_t{1} << column_bits_;
    return (static_cast<std::uint32_t>(row) & (rows_ - 1)) * columns +
           (static_cast<std::uint32_t>(column) & (columns - 1));
}

template <class Work>
void EdgeIntersections::for_each_slot(const GridBox& box, const Work& work) {
    const std::int32_t last_column = box.max.x >> cell_bits_;
    const std::int32_t last_row = box.max.y >> cell_bits_;
    for (std::int32_t column = box.min.x >> cell_bits_; column <= last_column; ++column) {
        for (std::int32_t row = box.min.y >> cell_bits_; row <= last_row; ++row) {
            work(firsts_[slot(column, row)]);
        }
    }
}

/// What two edges have in common lies in a cell of both. A long slanting one is not in all cells of
/// its box: column by column, in those that it passes there.
template <class Work>
void EdgeIntersections::for_each_slot_of_edge(const Segment& edge, const Work& work) {
    const GridBox box = box_of(edge);
    const std::int32_t first_column = box.min.x >> cell_bits_;
    const std::int32_t last_column = box.max.x >> cell_bits_;
    if (last_column - first_column <= 1 ||
        (box.max.y >> cell_bits_) - (box.min.y >> cell_bits_) <= 1) {
        return for_each_slot(box, work);
    }
    const double slope =
        (static_cast<double>(edge.b.y) - edge.a.y) / (static_cast<double>(edge.b.x) - edge.a.x);
    const auto height = [&](std::int64_t x) {
        const std::int64_t at = std::clamp<std::int64_t>(x, edge.a.x, edge.b.x);
        return edge.a.y + slope * static_cast<double>(at - edge.a.x);
    };
    for (std::int32_t column = first_column; column <= last_column; ++column) {
        const std::int64_t left = std::int64_t{column} << cell_bits_;
        const std::int64_t right = std::int64_t{column + 1} << cell_bits_;
        const auto [from, to] = std::minmax({height(left), height(right)});
        // A unit more on either side, for what rounding may do.
        const auto low = std::max(box.min.y, static_cast<std::int32_t>(from) - 2);
        const auto high = std::min(box.max.y, static_cast<std::int32_t>(to) + 2);
        const std::int32_t x = std::clamp(static_cast<std::int32_t>(left), box.min.x, box.max.x);
        for_each_slot({{x, low}, {x, high}}, work);
    }
}

void EdgeIntersections::add(const Segment& edge) {
    if (constexpr std::size_t some = 256; edges_.size() % some == 0) {
        base::stop_if_interrupted();
    }
    if (edges_.size() > most_edges_) {
        choose_cells_again();
    }
    const auto number = static_cast<std::uint32_t>(edges_.size());
    edges_.push_back(edge);
    last_compared_.push_back(0);
    const Item item{box_of(edge), number, number + 1};
    for_each_slot_of_edge(edge, [&](std::uint32_t& first) { add_to_slot(item, first); });
}

void EdgeIntersections::add_to_slot(const Item& item, std::uint32_t& first) {
    const bool alone = item.last == item.first + 1;
    for (std::uint32_t i = first; i != 0; i = entries_[i].next) {
        const Item& other = entries_[i].item;
        if (!have_common_point(item.box, other.box)) {
            continue;
        }
        const bool both_alone = alone && other.last == other.first + 1;
        if (both_alone && edges_[item.first] == edges_[other.first]) {
            return;
        }
        if (std::exchange(last_compared_[other.first], item.last) == item.last) {
            continue;  // In another cell of both.
        }
        if (both_alone) {
            intersect(edges_[item.first], edges_[other.first]);
        } else {
            compare(item, other);
        }
    }
    link(item, first);
}

void EdgeIntersections::compare(const Item& one, const Item& other) {
    for (std::uint32_t i = one.first; i < one.last; ++i) {
        const GridBox box = box_of(edges_[i]);
        for (std::uint32_t j = other.first; j < other.last; ++j) {
            if (have_common_point(box, box_of(edges_[j])) && edges_[i] != edges_[j]) {
                intersect(edges_[i], edges_[j]);
            }
        }
    }
}

void EdgeIntersections::remove(const Segment& edge) {
    for_each_slot_of_edge(edge, [&](std::uint32_t& first) { remove_from_slot(edge, first); });
}

void EdgeIntersections::remove_from_slot(const Segment& edge, std::uint32_t& first) {
    for (std::uint32_t* at = &first; *at != 0;) {
        Entry& entry = entries_[*at];
        const auto [box, begin, end] = entry.item;
        if (end == begin + 1 && edges_[begin] == edge) {
            *at = entry.next;
        } else {
            if (end > begin + 1) {
                std::replace(edges_.begin() + begin, edges_.begin() + end, edge, no_edge);
            }
            at = &entry.next;
        }
    }
}

std::span<const Cut> EdgeIntersections::take_cuts() {
    taken_.swap(cuts_);
    cuts_.clear();
    std::ranges::sort(taken_);
    taken_.erase(std::unique(taken_.begin(), taken_.end()), taken_.end());
    return taken_;
}

void EdgeIntersections::cut(const Segment& edge, GridPoint at) {
    if (at != edge.a && at != edge.b) {
        cuts_.push_back({edge, at});
    }
}

void EdgeIntersections::cut_if_between(const Segment& edge, GridPoint at, int side) {
    if (side == 0 && edge.a < at && at < edge.b) {
        cuts_.push_back({edge, at});
    }
}

void EdgeIntersections::intersect(const Segment& e, const Segment& f) {
    const int fa = sign(cross(e.a, e.b, f.a));
    const int fb = sign(cross(e.a, e.b, f.b));
    if (fa * fb > 0 || meet_at_end(e, f, fa, fb)) {
        return;
    }
    const int ea = sign(cross(f.a, f.b, e.a));
    const int eb = sign(cross(f.a, f.b, e.b));
    if (fa * fb < 0 && ea * eb < 0) {
        // Rounded alike, whichever of them was added first.
        const GridPoint at = crossing(std::max(e, f), std::min(e, f));
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
