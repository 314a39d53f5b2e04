// SPDX-License-Identifier: MIT
#include "engine/tile/slice.hpp"

#include <algorithm>

namespace tamga::tile {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/// The square of a range of tiles with its buffer. Rings are cut half a unit beyond the last grid
/// line, where no vertex lies, so that nothing touches the cut without crossing it. Lines are cut
/// on the grid line itself: moving the cut's end there afterwards would turn a steep line.
SubBox outline(const TileRange& range, const GridSpec& spec, bool rings) {
    const std::int64_t half = rings ? sub_units / 2 : 0;
    const auto edge = [&](std::int64_t tile, std::int64_t margin) {
        return (tile * spec.extent + margin) * sub_units;
    };
    return {.min_x = edge(range.first_column, -spec.buffer) - half,
            .min_y = edge(range.first_row, -spec.buffer) - half,
            .max_x = edge(range.last_column + 1, spec.buffer) + half,
            .max_y = edge(range.last_row + 1, spec.buffer) + half};
}

/// True if `rings` are nothing but the outline itself.
bool is_filled(const Paths& rings, const SubBox& box) {
    if (rings.size() != 1 || rings.points() > 8) {
        return false;
    }
    const SubBox& own = rings.box();
    if (own.min_x != box.min_x || own.max_x != box.max_x || own.min_y != box.min_y ||
        own.max_y != box.max_y) {
        return false;
    }
    return std::ranges::all_of(rings[0], [&](SubPoint p) {
        return (p.x == box.min_x || p.x == box.max_x) && (p.y == box.min_y || p.y == box.max_y);
    });
}

}  // namespace

/// One feature on its way into tiles.
class Slicer::Run {
public:
    Run(Slicer& slicer, const ZoomGrid& grid, const SliceSink& sink, bool rings)
        : slicer_{slicer}, grid_{grid}, sink_{sink}, rings_{rings} {}

    /// `paths` lie within the outline of `range`, which was halved `depth` times.
    void slice(const Paths& paths, const TileRange& range, std::size_t depth) {
        if (rings_ && is_filled(paths, outline(range, grid_.spec, rings_))) {
            sink_.filled(range);
        } else if (range.single()) {
            sink_.piece(range.first_column, range.first_row, paths);
        } else {
            for (const TileRange& half : halves(range)) {
                cut(paths, half, depth + 1);
            }
        }
    }

    /// Cuts `paths` to the outline of `range` and goes on with what is left, in the part of the
    /// range that it touches.
    void cut(const Paths& paths, TileRange range, std::size_t depth) {
        const TileRange touched = tiles_touching(paths.box(), grid_);
        range.first_column = std::max(range.first_column, touched.first_column);
        range.last_column = std::min(range.last_column, touched.last_column);
        range.first_row = std::max(range.first_row, touched.first_row);
        range.last_row = std::min(range.last_row, touched.last_row);
        if (range.empty()) {
            return;
        }
        const SubBox box = outline(range, grid_.spec, rings_);
        const HalfPlane sides[] = {{Axis::x, box.min_x, false},
                                   {Axis::x, box.max_x, true},
                                   {Axis::y, box.min_y, false},
                                   {Axis::y, box.max_y, true}};
        auto& rooms = slicer_.rooms_;
        if (depth == rooms.size()) {
            rooms.push_back({Paths{slicer_.memory_}, Paths{slicer_.memory_}});
        }
        std::array<Paths, 2>& room = rooms[depth];  // One each by turns.
        const Paths* current = &paths;
        for (const HalfPlane& side : sides) {
            if (is_within(current->box(), side)) {
                continue;
            }
            Paths& next = current == room.data() ? room[1] : room[0];
            next.clear();
            clip(*current, side, next);
            if (next.empty()) {
                return;
            }
            current = &next;
        }
        slice(*current, range, depth);
    }

private:
    void clip(const Paths& paths, const HalfPlane& side, Paths& out) {
        if (rings_) {
            slicer_.clipper_.clip(paths, side, out);
        } else {
            clip_lines(paths, side, out);
        }
    }

    static bool is_within(const SubBox& box, const HalfPlane& side) {
        if (side.keep_less) {
            return (side.axis == Axis::x ? box.max_x : box.max_y) <= side.limit;
        }
        return (side.axis == Axis::x ? box.min_x : box.min_y) >= side.limit;
    }

    static std::vector<TileRange> halves(const TileRange& range) {
        TileRange first = range;
        TileRange second = range;
        if (range.last_column - range.first_column >= range.last_row - range.first_row) {
            first.last_column = (range.first_column + range.last_column) >> 1;
            second.first_column = first.last_column + 1;
        } else {
            first.last_row = (range.first_row + range.last_row) >> 1;
            second.first_row = first.last_row + 1;
        }
        return {first, second};
    }

    Slicer& slicer_;
    const ZoomGrid& grid_;
    const SliceSink& sink_;
    bool rings_;
};

TileRange tiles_touching(const SubBox& box, const ZoomGrid& grid) {
    if (box.empty()) {
        return {};
    }
    const std::int64_t side = grid.spec.extent * sub_units;
    const std::int64_t margin = grid.spec.buffer * sub_units + sub_units / 2;
    const std::int64_t last_row = grid.columns() - 1;
    return {.first_column = floor_div(box.min_x - margin - 1, side),
            .last_column = floor_div(box.max_x + margin, side),
            .first_row = std::max<std::int64_t>(0, floor_div(box.min_y - margin - 1, side)),
            .last_row = std::min(last_row, floor_div(box.max_y + margin, side))};
}

void Slicer::slice_lines(const Paths& lines, const ZoomGrid& grid, const SliceSink& sink) {
    Run{*this, grid, sink, false}.cut(lines, tiles_touching(lines.box(), grid), 0);
}

void Slicer::slice_rings(const Paths& rings, const ZoomGrid& grid, const SliceSink& sink) {
    Run{*this, grid, sink, true}.cut(rings, tiles_touching(rings.box(), grid), 0);
}

}  // namespace tamga::tile
