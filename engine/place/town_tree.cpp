// SPDX-License-Identifier: MIT
#include "engine/place/town_tree.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace tamga::place {
namespace {

constexpr std::size_t leaf_size = 8;

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

struct Candidate {
    double squared = 0;
    std::uint32_t place = 0;
};

/// Walks the tree, keeping whatever may be among the nearest.
class Search {
public:
    Search(std::span<const TownNode> nodes, const Vector& from, std::size_t count)
        : nodes_{nodes}, from_{from}, count_{count} {}

    void walk(std::size_t begin, std::size_t end, unsigned axis) {
        if (end - begin <= leaf_size) {
            for (std::size_t i = begin; i < end; ++i) {
                offer(nodes_[i]);
            }
            return;
        }
        const std::size_t middle = begin + (end - begin) / 2;
        const double gap = from_[axis] - static_cast<double>(nodes_[middle].at[axis]);
        const unsigned next = axis == 2 ? 0 : axis + 1;
        if (gap < 0) {
            walk(begin, middle, next);
        } else {
            walk(middle + 1, end, next);
        }
        if (std::abs(gap) <= reach_) {
            offer(nodes_[middle]);
            if (gap < 0) {
                walk(middle + 1, end, next);
            } else {
                walk(begin, middle, next);
            }
        }
    }

    std::span<const Candidate> found() {
        std::erase_if(found_,
                      [this](const Candidate& each) { return each.squared > reach_ * reach_; });
        return found_;
    }

private:
    void offer(const TownNode& node) {
        double squared = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double difference = static_cast<double>(node.at[i]) - from_[i];
            squared += difference * difference;
        }
        if (squared > reach_ * reach_) {
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
        reach_ = std::min(reach_, chord + tolerance(chord));
        if (found_.size() > 4 * count_ + 16) {
            found();
        }
    }

    std::span<const TownNode> nodes_;
    Vector from_;
    std::size_t count_;
    double reach_ = std::numeric_limits<double>::infinity();
    std::vector<Candidate> found_;
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

}  // namespace

void TownTree::candidates(geo::LonLat position, std::size_t count,
                          std::vector<std::uint32_t>& places) const {
    if (nodes_.empty() || count == 0) {
        return;
    }
    Search search{nodes_, in_space(position), std::min(count, nodes_.size())};
    search.walk(0, nodes_.size(), 0);
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
