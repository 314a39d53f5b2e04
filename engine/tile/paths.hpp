// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>
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
    bool empty() const { return min_x > max_x; }
};

/// Lines or open rings, one after the other in one array.
class Paths {
public:
    void push(SubPoint point) { points_.push_back(point); }
    /// Ends the current path; a path of fewer than `at_least` points is dropped.
    void end_path(std::size_t at_least) {
        const std::size_t begin = ends_.empty() ? 0 : ends_.back();
        if (points_.size() - begin < at_least) {
            points_.resize(begin);
            return;
        }
        for (std::size_t i = begin; i < points_.size(); ++i) {
            box_.include(points_[i]);
        }
        ends_.push_back(points_.size());
    }
    void append(std::span<const SubPoint> path) {
        points_.insert(points_.end(), path.begin(), path.end());
    }
    void clear() {
        points_.clear();
        ends_.clear();
        box_ = {};
    }

    bool empty() const { return ends_.empty(); }
    std::size_t size() const { return ends_.size(); }
    std::size_t points() const { return points_.size(); }
    std::span<const SubPoint> operator[](std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
        return {points_.data() + begin, ends_[i] - begin};
    }
    /// The box of all finished paths.
    const SubBox& box() const { return box_; }
    /// The points pushed since the last end_path().
    std::span<SubPoint> open_path() {
        const std::size_t begin = ends_.empty() ? 0 : ends_.back();
        return {points_.data() + begin, points_.size() - begin};
    }
    void truncate_open_path(std::size_t size) {
        points_.resize((ends_.empty() ? 0 : ends_.back()) + size);
    }

private:
    std::vector<SubPoint> points_;
    std::vector<std::size_t> ends_;
    SubBox box_;
};

}  // namespace tamga::tile
