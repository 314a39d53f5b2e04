// SPDX-License-Identifier: MIT
#include "engine/bake/rank/point_selection.hpp"

namespace tamga::bake {

double PointSelection::mass_of(std::span<const ThinnedPoint> cell, double share) const {
    double mass = 0;
    for (const ThinnedPoint& point : cell) {
        const bool takes_part = layer_.table.in_zoom(point.feature, zoom_);
        mass += takes_part ? std::min(1.0, share * point.count) : 0;
    }
    return std::min<double>(mass, most_in_cell_);
}

void PointSelection::begin_tile() {
    settle();
    sum_ = (sum_ + one - 1) / one * one;
}

void PointSelection::add(std::span<const ThinnedPoint> cell, double mass) {
    double count = 0;
    double largest = 0;
    for (const ThinnedPoint& point : cell) {
        const double own = layer_.table.in_zoom(point.feature, zoom_) ? point.count : 0;
        count += own;
        largest = std::max(largest, own);
    }
    // One point is worth no more than one: the others of the cell take what is left of its mass.
    const bool is_full = mass * largest > count && count > largest;
    const double rate = is_full ? (mass - 1) / (count - largest) : mass / count;
    for (const ThinnedPoint& point : cell) {
        if (layer_.table.in_zoom(point.feature, zoom_)) {
            add_one(point,
                    is_full && point.count == largest ? 1 : std::min(1.0, rate * point.count));
        } else {
            passed_.push_back(point);  // It has no part in this zoom.
        }
    }
}

void PointSelection::add_one(const ThinnedPoint& point, double mass) {
    // Whole numbers add up to the same in any order.
    const auto fixed = static_cast<std::uint64_t>(mass * one);
    const std::uint64_t stretch = (sum_ + fixed / 2) / one;
    sum_ += fixed;
    const bool has_more = best_ && ((is_great(*best_) && is_great(point)) || debt_ < 0);
    if (!best_ || stretch != stretch_ || has_more) {
        end_stretch();
        debt_ += has_more && stretch == stretch_ ? 1 : 0;
        stretch_ = stretch;
        best_ = point;
        return;
    }
    const std::uint32_t count = best_->count + point.count;
    const bool better = layer_.importance[point.feature] < layer_.importance[best_->feature];
    layer_.hide(better ? best_->feature : point.feature, zoom_);
    best_ = better ? point : *best_;
    best_->count = count;
}

void PointSelection::end_stretch() {
    if (!best_) {
        return;
    }
    const std::uint64_t cell = best_->key >> cell_shift(zoom_);
    in_cell_ = cell == cell_ ? in_cell_ : 0;
    cell_ = cell;
    if (debt_ > 0 && !is_great(*best_) && kept_ > kept_before_) {
        --debt_;
        leave_out(*best_, points_[kept_ - 1]);
    } else if (in_cell_ == most_in_cell_) {  // A stretch may begin or end within the cell.
        replace_least();
        --debt_;
    } else {
        points_[kept_++] = *best_;
        ++in_cell_;
    }
    best_.reset();
}

/// Ends a tile. What it still has too many are the least important of it.
void PointSelection::settle() {
    end_stretch();
    for (; debt_ > 0 && kept_ > kept_before_ + 1; --debt_) {
        const auto begin = points_.begin() + static_cast<std::ptrdiff_t>(kept_before_);
        const auto end = points_.begin() + static_cast<std::ptrdiff_t>(kept_);
        const auto least = std::ranges::max_element(
            begin, end, {},
            [this](const ThinnedPoint& point) { return layer_.importance[point.feature]; });
        if (is_great(*least)) {
            break;
        }
        leave_out(*least, least == begin ? *(begin + 1) : *(least - 1));
        std::move(least + 1, end, least);
        --kept_;
    }
    debt_ = 0;
    kept_before_ = kept_;
}

/// Of the cell's points and one more the least important goes.
void PointSelection::replace_least() {
    const auto begin = points_.begin() + static_cast<std::ptrdiff_t>(kept_) - in_cell_;
    const auto end = points_.begin() + static_cast<std::ptrdiff_t>(kept_);
    const auto importance = [this](const ThinnedPoint& point) {
        return layer_.importance[point.feature];
    };
    const auto least = std::ranges::max_element(begin, end, {}, importance);
    if (importance(*least) < importance(*best_)) {
        leave_out(*best_, *least);
        return;
    }
    leave_out(*least, *best_);
    std::move(least + 1, end, least);
    *(end - 1) = *best_;
}

/// What a point stands for goes to one beside it.
void PointSelection::leave_out(const ThinnedPoint& point, ThinnedPoint& beside) {
    layer_.hide(point.feature, zoom_);
    beside.count += point.count;
}

std::size_t PointSelection::finish() {
    settle();
    const auto begin = points_.begin();
    const auto middle = begin + static_cast<std::ptrdiff_t>(kept_);
    const auto end = std::ranges::copy(passed_, middle).out;
    std::inplace_merge(begin, middle, end,
                       [](const ThinnedPoint& a, const ThinnedPoint& b) { return a.key < b.key; });
    return static_cast<std::size_t>(end - begin);
}

}  // namespace tamga::bake
