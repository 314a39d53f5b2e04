// SPDX-License-Identifier: MIT
#pragma once

#include "engine/tile/grid.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>
#include <memory_resource>
#include <span>
#include <vector>

namespace tamga::tile {

/// A grid unit is cut into this many for clipping, so that a cut is not rounded more than once.
inline constexpr std::int64_t sub_units = 16;

/// A position on a zoom's grid in sub-units.
struct SubPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;

    friend auto operator<=>(SubPoint, SubPoint) = default;
};

struct SubBox {
    std::int64_t min_x = std::numeric_limits<std::int64_t>::max();
    std::int64_t min_y = std::numeric_limits<std::int64_t>::max();
    std::int64_t max_x = std::numeric_limits<std::int64_t>::min();
    std::int64_t max_y = std::numeric_limits<std::int64_t>::min();

    void include(SubPoint point) {
        min_x = std::min(min_x, point.x);
        min_y = std::min(min_y, point.y);
        max_x = std::max(max_x, point.x);
        max_y = std::max(max_y, point.y);
    }
    void include(const SubBox& other) {
        min_x = std::min(min_x, other.min_x);
        min_y = std::min(min_y, other.min_y);
        max_x = std::max(max_x, other.max_x);
        max_y = std::max(max_y, other.max_y);
    }
    bool empty() const { return min_x > max_x; }
};

/// Lines or open rings, one after the other in one array.
template <class Point>
class PathList {
public:
    explicit PathList(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : points_{memory}, ends_{memory} {}
    /// A copy in `memory`, as large as it must be.
    PathList(const PathList& other, std::pmr::memory_resource* memory)
        : points_{other.points_, memory}, ends_{other.ends_, memory} {}

    void push(Point point) { points_.push_back(point); }
    void append(std::span<const Point> path) {
        points_.insert(points_.end(), path.begin(), path.end());
    }
    /// Ends the current path; a path of fewer than `at_least` points is dropped: false then.
    bool end_path(std::size_t at_least) {
        if (points_.size() - open_begin() < at_least) {
            points_.resize(open_begin());
            return false;
        }
        ends_.push_back(points_.size());
        return true;
    }
    void clear() {
        points_.clear();
        ends_.clear();
    }

    bool empty() const { return ends_.empty(); }
    std::size_t size() const { return ends_.size(); }
    std::size_t points() const { return points_.size(); }
    std::span<const Point> operator[](std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
        return {points_.data() + begin, ends_[i] - begin};
    }
    /// The points pushed since the last end_path().
    std::span<Point> open_path() {
        return {points_.data() + open_begin(), points_.size() - open_begin()};
    }
    void truncate_open_path(std::size_t size) { points_.resize(open_begin() + size); }

private:
    std::size_t open_begin() const { return ends_.empty() ? 0 : ends_.back(); }

    std::pmr::vector<Point> points_;
    std::pmr::vector<std::size_t> ends_;
};

/// Paths on a zoom's grid, and the boxes of the finished ones.
class Paths : public PathList<SubPoint> {
public:
    explicit Paths(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : PathList{memory}, boxes_{memory} {}

    void end_path(std::size_t at_least) {
        if (PathList::end_path(at_least)) {
            SubBox box;
            for (const SubPoint point : (*this)[size() - 1]) {
                box.include(point);
            }
            add_box(box);
        }
    }
    /// Appends a whole path, whose box is known, unless it is shorter than `at_least`.
    void append_path(std::span<const SubPoint> path, const SubBox& box, std::size_t at_least) {
        append(path);
        if (PathList::end_path(at_least)) {
            add_box(box);
        }
    }
    void clear() {
        PathList::clear();
        boxes_.clear();
        box_ = {};
    }
    /// Of all of them, and of one.
    const SubBox& box() const { return box_; }
    const SubBox& box_of(std::size_t path) const { return boxes_[path]; }

private:
    void add_box(const SubBox& box) {
        boxes_.push_back(box);
        box_.include(box);
    }

    std::pmr::vector<SubBox> boxes_;
    SubBox box_;
};

/// Paths on a tile's grid.
using GridPaths = PathList<GridPoint>;

}  // namespace tamga::tile
