// SPDX-License-Identifier: MIT
#include "engine/place/town_tree.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <numbers>

namespace tamga::place {
namespace {

constexpr std::size_t leaf_size = 8;
/// Parts of more nodes have a box.
constexpr std::size_t boxed_size = 48;
constexpr float infinite = std::numeric_limits<float>::infinity();

using Vector = std::array<double, 3>;

// WGS 84 (NIMA TR8350.2, 3rd edition, table 3.1).
constexpr double semi_major_m = 6378137;
constexpr double eccentricity_squared = 6.69437999014e-3;

Vector in_space(geo::LonLat position) {
    const double to_radians = std::numbers::pi / 180;
    const double sin_lat = std::sin(position.lat * to_radians);
    const double cos_lat = std::cos(position.lat * to_radians);
    const double across = semi_major_m / std::sqrt(1 - eccentricity_squared * sin_lat * sin_lat);
    return {across * cos_lat * std::cos(position.lon * to_radians),
            across * cos_lat * std::sin(position.lon * to_radians),
            across * (1 - eccentricity_squared) * sin_lat};
}

/// How much farther a town may seem than the nearest and still be nearer along the geodesic. The
/// arc of a chord c is longer by c^3 / (24 r^2); r differs by less than 1.1 % with the direction.
/// Positions in float are good to half a metre.
double tolerance(double chord_m) {
    constexpr double radius_m = 6.356e6;
    return 2 + 0.03 * chord_m * chord_m * chord_m / (24 * radius_m * radius_m);
}

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
        double squared = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double difference = static_cast<double>(node.at[i]) - from_[i];
            squared += difference * difference;
        }
        if (squared > squared_reach_) {
            return;
        }
        found_.push_back({squared, node.place});
        if (found_.size() >= count_) {
            shorten();
        }
    }

    /// The reach is the chord of the last of the nearest, and a little more.
    void shorten() {
        const auto last = found_.begin() + static_cast<std::ptrdiff_t>(count_ - 1);
        std::ranges::nth_element(found_, last, {}, &Candidate::squared);
        const double chord = std::sqrt(last->squared);
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
TownTree::TownTree(std::span<const TownNode> nodes)
    : nodes_{nodes}, boxes_{std::make_unique<Boxes>()} {}
TownTree::~TownTree() = default;
TownTree::TownTree(TownTree&&) noexcept = default;
TownTree& TownTree::operator=(TownTree&&) noexcept = default;

void TownTree::candidates(geo::LonLat position, std::size_t count,
                          std::vector<std::uint32_t>& places) const {
    if (nodes_.empty() || count == 0) {
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

void TownTree::arrange(std::span<TownNode> nodes) { arrange_by(nodes, 0); }

TownNode TownTree::node(geo::LonLat position, std::uint32_t place) {
    const Vector at = in_space(position);
    return {{static_cast<float>(at[0]), static_cast<float>(at[1]), static_cast<float>(at[2])},
            place};
}

}  // namespace tamga::place
