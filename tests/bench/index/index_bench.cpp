// SPDX-License-Identifier: MIT
//
// Our packed tree of boxes against Boost.Geometry's R-tree, in the same run, on one core: which of
// them is for what.
//
//     index_bench [BOXES]
//
// The boxes are those of edges of coastlines and borders: up to a tenth of a degree, on walks that
// turn. Each time is the best of three; a ratio above 1 says that ours is faster. Where sets change
// ours is built anew, and for neighbours it searches windows that double until they hold enough.
#include "engine/geo/lonlat.hpp"
#include "engine/index/box_tree.hpp"

#include <fmt/format.h>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/equals.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>
#include <numbers>
#include <random>

namespace {

namespace bg = boost::geometry;
using tamga::geo::Box;
using tamga::geo::LonLat;
using tamga::index::BoxTree;
using Point = bg::model::point<double, 2, bg::cs::cartesian>;
using PeerBox = bg::model::box<Point>;
using Entry = std::pair<PeerBox, std::uint32_t>;
using Peer = bg::index::rtree<Entry, bg::index::rstar<16>>;

std::vector<Box> boxes_of_edges(std::size_t count) {
    std::mt19937_64 random{1};
    std::uniform_real_distribution<double> unit{-1, 1};
    std::vector<Box> boxes;
    LonLat at;
    double direction = 0;
    while (boxes.size() < count) {
        if (boxes.size() % 500 == 0) {
            at = {.lon = 170 * unit(random), .lat = 80 * unit(random)};
        }
        direction += unit(random);
        const double step = 0.05 * (1 + unit(random));
        const LonLat to{.lon = at.lon + step * std::cos(direction),
                        .lat = at.lat + step * std::sin(direction)};
        boxes.push_back(tamga::index::box_of(at, to));
        at = to;
    }
    return boxes;
}

PeerBox peer(const Box& box) {
    return {{box.south_west.lon, box.south_west.lat}, {box.north_east.lon, box.north_east.lat}};
}

std::vector<Entry> peers(const std::vector<Box>& boxes) {
    std::vector<Entry> entries;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        entries.emplace_back(peer(boxes[i]), i);
    }
    return entries;
}

double best_seconds(const std::function<void()>& work) {
    double best = std::numeric_limits<double>::infinity();
    for (int round = 0; round < 3; ++round) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(
            best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

void report(const char* what, double ours, double theirs, std::size_t count) {
    const double each = 1e9 / static_cast<double>(count);
    fmt::print("{:<34} ours {:>11.0f} ns   Boost {:>9.0f} ns   ratio {:>8.3f}\n", what, ours * each,
               theirs * each, theirs / ours);
}

/// True if both find as much; both answers are added up, so that no work can be left out.
bool compare_windows(const BoxTree& tree, const Peer& peer_tree, double size, const char* what) {
    constexpr std::size_t count = 20'000;
    std::mt19937_64 random{2};
    std::uniform_real_distribution<double> unit{-1, 1};
    std::vector<Box> windows;
    while (windows.size() < count) {
        const LonLat at{.lon = 170 * unit(random), .lat = 80 * unit(random)};
        windows.push_back({at, {.lon = at.lon + size, .lat = at.lat + size}});
    }
    std::size_t found = 0;
    std::size_t peer_found = 0;
    const double ours = best_seconds([&] {
        found = 0;
        for (const Box& window : windows) {
            tree.search(window, [&](std::uint32_t) { return ++found != 0; });
        }
    });
    const double theirs = best_seconds([&] {
        peer_found = 0;
        for (const Box& window : windows) {
            for (auto at = peer_tree.qbegin(bg::index::intersects(peer(window)));
                 at != peer_tree.qend(); ++at) {
                ++peer_found;
            }
        }
    });
    report(what, ours, theirs, count);
    return found == peer_found;
}

double squared_distance(LonLat at, const Box& box) {
    const double lon = std::max({box.south_west.lon - at.lon, 0.0, at.lon - box.north_east.lon});
    const double lat = std::max({box.south_west.lat - at.lat, 0.0, at.lat - box.north_east.lat});
    return lon * lon + lat * lat;
}

/// The square of the distance to the last of the `count` nearest boxes.
double reach_by_windows(const BoxTree& tree, const std::vector<Box>& boxes, LonLat at,
                        std::size_t count) {
    std::vector<double> near;
    for (double size = 0.1;; size *= 2) {
        near.clear();
        const Box window{{at.lon - size, at.lat - size}, {at.lon + size, at.lat + size}};
        tree.search(window, [&](std::uint32_t i) {
            if (const double squared = squared_distance(at, boxes[i]); squared <= size * size) {
                near.push_back(squared);
            }
            return true;
        });
        if (near.size() >= count) {
            std::nth_element(near.begin(), near.begin() + std::ptrdiff_t(count - 1), near.end());
            return near[count - 1];
        }
    }
}

bool compare_neighbours(const BoxTree& tree, const Peer& peer_tree, const std::vector<Box>& boxes,
                        std::size_t wanted, const char* what) {
    constexpr std::size_t count = 5'000;
    std::mt19937_64 random{3};
    std::uniform_real_distribution<double> unit{-1, 1};
    std::vector<LonLat> positions(count);
    for (LonLat& at : positions) {
        at = {.lon = 170 * unit(random), .lat = 80 * unit(random)};
    }
    double sum = 0;
    double peer_sum = 0;
    const double ours = best_seconds([&] {
        sum = 0;
        for (const LonLat at : positions) {
            sum += reach_by_windows(tree, boxes, at, wanted);
        }
    });
    const double theirs = best_seconds([&] {
        peer_sum = 0;
        for (const LonLat at : positions) {
            double farthest = 0;
            const auto nearest =
                bg::index::nearest(Point{at.lon, at.lat}, static_cast<unsigned>(wanted));
            for (auto one = peer_tree.qbegin(nearest); one != peer_tree.qend(); ++one) {
                farthest = std::max(farthest, squared_distance(at, boxes[one->second]));
            }
            peer_sum += farthest;
        }
    });
    report(what, ours, theirs, count);
    return std::abs(sum - peer_sum) <= 1e-9 * sum;
}

/// A hundredth of the boxes are replaced one by one, or ours is built anew.
void compare_changes(std::vector<Box> boxes, Peer peer_tree) {
    const std::vector<Box> others = boxes_of_edges(boxes.size() + boxes.size() / 100);
    const std::size_t changes = others.size() - boxes.size();
    const double ours = best_seconds([&] { BoxTree{boxes}; });
    const auto start = std::chrono::steady_clock::now();
    for (std::uint32_t i = 0; i < changes; ++i) {
        peer_tree.remove(Entry{peer(boxes[i]), i});
        peer_tree.insert(Entry{peer(others[boxes.size() + i]), i});
    }
    const std::chrono::duration<double> theirs = std::chrono::steady_clock::now() - start;
    report("one box replaced", ours, theirs.count() / static_cast<double>(changes), 1);
    report("a hundredth replaced, together", ours, theirs.count(), 1);
}

}  // namespace

int main(int argc, char* argv[]) {
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200'000;
    const std::vector<Box> boxes = boxes_of_edges(count);
    const std::vector<Entry> entries = peers(boxes);
    fmt::print("{} boxes; nanoseconds for each box, window, position or change\n", count);
    report("build", best_seconds([&] { BoxTree{boxes}; }), best_seconds([&] { Peer{entries}; }),
           count);
    const BoxTree tree{boxes};
    const Peer peer_tree{entries};
    bool agree = compare_windows(tree, peer_tree, 0, "window: a position");
    agree = compare_windows(tree, peer_tree, 0.2, "window: 0.2 degrees") && agree;
    agree = compare_windows(tree, peer_tree, 5, "window: 5 degrees") && agree;
    agree = compare_neighbours(tree, peer_tree, boxes, 1, "the nearest") && agree;
    agree = compare_neighbours(tree, peer_tree, boxes, 10, "10 nearest") && agree;
    compare_changes(boxes, peer_tree);
    fmt::print("answers {}\n", agree ? "agree" : "DIFFER");
    return agree ? 0 : 1;
}
