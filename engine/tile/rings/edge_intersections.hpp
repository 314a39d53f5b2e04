// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/rings/rings.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tamga::tile {

/// An edge of any ring, its ends in order.
struct Segment {
    GridPoint a;
    GridPoint b;

    friend auto operator<=>(const Segment&, const Segment&) = default;
};

inline Segment segment(GridPoint p, GridPoint q) { return p < q ? Segment{p, q} : Segment{q, p}; }

/// A point at which an edge is to be cut: not one of its ends.
struct Cut {
    Segment edge;
    GridPoint at;

    friend auto operator<=>(const Cut&, const Cut&) = default;
};

/// Finds where edges meet other than at their ends. They are kept in the square cells that they
/// pass through, so that one is compared with those near it only; small rings are kept whole, for
/// most rings of a map are small and nothing comes near them. As edges that cross become ever more
/// and shorter ones, cells become smaller. One object serves one thread, tile
/// after tile, and keeps its memory.
class EdgeIntersections {
public:
    /// Forgets all edges and takes those of the rings. Requires that every ring has a vertex.
    void assign(const GridPaths& rings);

    /// Compares an edge with all that are there. One that is there already is not added again.
    void add(const Segment& edge);
    void remove(const Segment& edge);

    /// Where edges that were added since the last call meet others: where one ends on another, and
    /// where two cross, snapped to the nearest grid point. Each cut once, in order; valid until the
    /// next call.
    std::span<const Cut> take_cuts();

private:
    /// An edge, or those of a small ring.
    struct Item {
        GridBox box;
        std::uint32_t first = 0;  ///< Of `edges_`.
        std::uint32_t last = 0;   ///< Not included.
    };
    /// An item in a slot.
    struct Entry {
        Item item;
        std::uint32_t next = 0;  ///< In the same slot; 0: none.
    };

    class Extents;

    void choose_cells(const GridPaths& rings);
    void set_cells(const Extents& extents);
    std::vector<Segment> edges_left() const;
    void choose_cells_again();
    void link(const Item& item, std::uint32_t& first);
    void add_ring(std::span<const GridPoint> ring);
    void add_small_ring(std::span<const GridPoint> ring, const GridBox& box);
    bool is_in_few_cells(const GridBox& box) const;
    template <class Work>
    void for_each_slot(const GridBox& box, const Work& work);
    template <class Work>
    void for_each_slot_of_edge(const Segment& edge, const Work& work);
    std::size_t slot(std::int32_t column, std::int32_t row) const;
    void add_to_slot(const Item& item, std::uint32_t& first);
    void compare(const Item& one, const Item& other);
    void remove_from_slot(const Segment& edge, std::uint32_t& first);
    void intersect(const Segment& e, const Segment& f);
    void cut(const Segment& edge, GridPoint at);
    void cut_if_between(const Segment& edge, GridPoint at, int side);

    int cell_bits_ = 0;
    int column_bits_ = 0;                ///< Cells so many columns apart share a slot,
    std::uint32_t rows_ = 1;             ///< and so many rows.
    std::vector<std::uint32_t> firsts_;  ///< The first entry of each slot.
    std::vector<Entry> entries_;         ///< After one that stands for none.
    std::vector<Segment> edges_;
    /// Of the first edge of each item: the end of the item that it was compared with last.
    std::vector<std::uint32_t> last_compared_;
    std::vector<Cut> cuts_;  ///< Found since the last were taken.
    std::vector<Cut> taken_;
    std::size_t most_edges_ = 0;  ///< With more, cells are chosen anew.
};

}  // namespace tamga::tile
