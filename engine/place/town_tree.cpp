// SPDX-License-Identifier: MIT
#include "engine/place/town_tree.hpp"

#include "engine/place/town_space.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>

namespace tamga::place {
namespace {

constexpr std::size_t leaf_size = 8;
/// Parts of more nodes have a box.
constexpr std::size_t boxed_size = 48;
constexpr float infinite = std::numeric_limits<float>::infinity();

/// A box in space around towns; empty as it starts.
struct Box {
    std::array<float, 3> least{infinite, infinite, infinite};
    std::array<float, 3> most{-infinite, -infinite, -infinite};

    void add(const std::array<float, 3>& at) {
        for (std::size_t i = 0; i < 3; ++i) {
            least[i] = std::min(least[i], at[i]);
            most[i] = std::max(most[i], at[i]);
        }
    }

    double squared_distance(const Vector& from) const {
        double squared = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double apart = std::max({static_cast<double>(least[i]) - from[i], 0.0,
                                           from[i] - static_cast<double>(most[i])});
            squared += apart * apart;
        }
        return squared;
    }
};

struct Candidate {
    double squared = 0;
    std::uint32_t place = 0;
};

/// Walks the tree, keeping whatever may be among the nearest.
class Search {
public:
    Search(std::span<const TownNode> nodes, std::span<const Box> boxes, const Vector& from,
           std::size_t count, std::vector<Candidate>& found)
        : nodes_{nodes}, boxes_{boxes}, from_{from}, count_{count}, found_{found} {}

    void run() { descend(0, nodes_.size(), 0, 0); }

    std::span<const Candidate> found() {
        std::erase_if(found_,
                      [this](const Candidate& each) { return each.squared > squared_reach_; });
        return found_;
    }

private:
    /// `box` is the number of the part's box; those of its halves follow as in a heap.
    void descend(std::size_t begin, std::size_t end, unsigned axis, std::size_t box) {
        if (end - begin <= boxed_size) {
            walk(begin, end, axis, {}, 0);
            return;
        }
        const std::size_t middle = begin + (end - begin) / 2;
        const unsigned next = axis == 2 ? 0 : axis + 1;
        const std::size_t below = 2 * box + 1;
        const double to_below = boxes_[below].squared_distance(from_);
        const double to_above = boxes_[below + 1].squared_distance(from_);
        offer(nodes_[middle]);
        const bool below_first = to_below <= to_above;
        if (below_first && to_below <= squared_reach_) {
            descend(begin, middle, next, below);
        }
        if (to_above <= squared_reach_) {
            descend(middle + 1, end, next, below + 1);
        }
        if (!below_first && to_below <= squared_reach_) {
            descend(begin, middle, next, below);
        }
    }

    /// `apart` is how far the box of these nodes is along each axis, `squared` how far it is at
    /// all (Arya and Mount 1993).
    void walk(std::size_t begin, std::size_t end, unsigned axis, const Vector& apart,
              double squared) {
        if (end - begin <= leaf_size) {
            for (std::size_t i = begin; i < end; ++i) {
                offer(nodes_[i]);
            }
            return;
        }
        const std::size_t middle = begin + (end - begin) / 2;
        const double gap = from_[axis] - static_cast<double>(nodes_[middle].at[axis]);
        const unsigned next = axis == 2 ? 0 : axis + 1;
        const bool below = gap < 0;
        walk(below ? begin : middle + 1, below ? middle : end, next, apart, squared);
        const double squared_beyond = squared - apart[axis] * apart[axis] + gap * gap;
        if (squared_beyond <= squared_reach_) {
            offer(nodes_[middle]);
            Vector beyond = apart;
            beyond[axis] = gap;
            walk(below ? middle + 1 : begin, below ? end : middle, next, beyond, squared_beyond);
        }
    }

    void offer(const TownNode& node) {
        const double squared = squared_distance(from_, node);
        // Whatever is in the file: not-a-number is nowhere, and of thousands of towns in one place
        // some are enough.
        if (!(squared <= squared_reach_) || (found_.size() >= most() && squared >= last_)) {
            return;
        }
        found_.push_back({squared, node.place});
        if (found_.size() >= count_) {
            shorten();
        }
    }

    std::size_t most() const { return 4 * count_ + 1024; }

    /// The reach is the chord of the last of the nearest, and a little more.
    void shorten() {
        const auto last = found_.begin() + static_cast<std::ptrdiff_t>(count_ - 1);
        std::ranges::nth_element(found_, last, {}, &Candidate::squared);
        last_ = last->squared;
        const double chord = std::sqrt(last_);
        const double reach = chord + tolerance(chord);
        squared_reach_ = std::min(squared_reach_, reach * reach);
        if (found_.size() > 4 * count_ + 16) {
            found();
        }
    }

    std::span<const TownNode> nodes_;
    std::span<const Box> boxes_;
    Vector from_;
    std::size_t count_;
    double squared_reach_ = std::numeric_limits<double>::infinity();
    double last_ = std::numeric_limits<double>::infinity();  ///< Of the nearest `count_`.
    std::vector<Candidate>& found_;
};

void arrange_by(std::span<TownNode> nodes, unsigned axis) {
    if (nodes.size() <= leaf_size) {
        return;
    }
    const auto less = [axis](const TownNode& a, const TownNode& b) {
        return a.at[axis] != b.at[axis] ? a.at[axis] < b.at[axis] : a.place < b.place;
    };
    const std::size_t middle = nodes.size() / 2;
    std::nth_element(nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(middle),
                     nodes.end(), less);
    const unsigned next = axis == 2 ? 0 : axis + 1;
    arrange_by(nodes.first(middle), next);
    arrange_by(nodes.subspan(middle + 1), next);
}

/// Boxes of the part's halves, and of theirs.
Box add_boxes(std::span<const TownNode> nodes, std::size_t box, std::vector<Box>& boxes) {
    Box all;
    if (nodes.size() <= boxed_size) {
        for (const TownNode& node : nodes) {
            all.add(node.at);
        }
    } else {
        const std::size_t middle = nodes.size() / 2;
        all = add_boxes(nodes.first(middle), 2 * box + 1, boxes);
        const Box above = add_boxes(nodes.subspan(middle + 1), 2 * box + 2, boxes);
        all.add(above.least);
        all.add(above.most);
        all.add(nodes[middle].at);
    }
    boxes.resize(std::max(boxes.size(), box + 1));
    boxes[box] = all;
    return all;
}

}  // namespace

struct TownTree::Boxes {
    std::once_flag made;  // Several threads may ask first.
    std::vector<Box> all;
};

TownTree::TownTree() = default;
TownTree::TownTree(std::span<const TownNode> nodes, NearCells cells)
    : nodes_{nodes}, cells_{cells}, boxes_{std::make_unique<Boxes>()} {}
TownTree::~TownTree() = default;
TownTree::TownTree(TownTree&&) noexcept = default;
TownTree& TownTree::operator=(TownTree&&) noexcept = default;

void TownTree::candidates(geo::LonLat position, std::size_t count,
                          std::vector<std::uint32_t>& places) const {
    if (nodes_.empty() || count == 0) {
        return;
    }
    if (const auto near = cells_.at(position); count == 1 && !near.empty()) {
        nearest_of(near, position, places);
        return;
    }
    thread_local std::vector<Candidate> found;  // Its memory serves one question after the other.
    found.clear();
    std::call_once(boxes_->made, [this] { add_boxes(nodes_, 0, boxes_->all); });
    Search search{nodes_, boxes_->all, in_space(position), std::min(count, nodes_.size()), found};
    search.run();
    for (const Candidate& each : search.found()) {
        places.push_back(each.place);
    }
}

void TownTree::nearest_of(std::span<const std::uint32_t> near, geo::LonLat position,
                          std::vector<std::uint32_t>& places) const {
    const Vector from = in_space(position);
    std::array<double, NearCells::most> squared{};
    const std::size_t size = std::min(near.size(), squared.size());
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < size; ++i) {
        squared[i] = near[i] < nodes_.size() ? squared_distance(from, nodes_[near[i]]) : least;
        least = std::min(least, squared[i]);
    }
    const double chord = std::sqrt(least);
    const double reach = chord + tolerance(chord);
    for (std::size_t i = 0; i < size; ++i) {
        if (squared[i] <= reach * reach && near[i] < nodes_.size()) {
            places.push_back(nodes_[near[i]].place);
        }
    }
}

double TownTree::least_chord(const Vector& from) const {
    std::vector<Candidate> found;
    std::call_once(boxes_->made, [this] { add_boxes(nodes_, 0, boxes_->all); });
    Search search{nodes_, boxes_->all, from, 1, found};
    search.run();
    double least = std::numeric_limits<double>::infinity();
    for (const Candidate& each : search.found()) {
        least = std::min(least, each.squared);
    }
    return std::sqrt(least);
}

void TownTree::within(const Vector& from, double reach, std::vector<std::uint32_t>& nodes) const {
    const auto descend = [&](auto& self, std::size_t begin, std::size_t end,
                             unsigned axis) -> void {
        if (end - begin <= leaf_size) {
            for (std::size_t i = begin; i < end; ++i) {
                if (squared_distance(from, nodes_[i]) <= reach * reach) {
                    nodes.push_back(static_cast<std::uint32_t>(i));
                }
            }
            return;
        }
        const std::size_t middle = begin + (end - begin) / 2;
        const double gap = from[axis] - static_cast<double>(nodes_[middle].at[axis]);
        const unsigned next = axis == 2 ? 0 : axis + 1;
        if (squared_distance(from, nodes_[middle]) <= reach * reach) {
            nodes.push_back(static_cast<std::uint32_t>(middle));
        }
        if (gap <= reach) {
            self(self, begin, middle, next);
        }
        if (gap >= -reach) {
            self(self, middle + 1, end, next);
        }
    };
    descend(descend, 0, nodes_.size(), 0);
}

void TownTree::arrange(std::span<TownNode> nodes) { arrange_by(nodes, 0); }

TownNode TownTree::node(geo::LonLat position, std::uint32_t place) {
    const Vector at = in_space(position);
    return {{static_cast<float>(at[0]), static_cast<float>(at[1]), static_cast<float>(at[2])},
            place};
}

}  // namespace tamga::place
