// SPDX-License-Identifier: MIT
#include "engine/index/nearest_shapes.hpp"

#include "engine/geo/geodesic.hpp"
#include "engine/geo/measure.hpp"
#include "engine/index/area.hpp"
#include "engine/index/box_tree.hpp"

#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <unordered_map>

namespace tamga::index {
namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double smallest_radius_m = 6'335'439.3;  // Of curvature: on the meridian at the equator.

using Vector = boost::geometry::model::point<double, 3, boost::geometry::cs::cartesian>;
using VectorBox = boost::geometry::model::box<Vector>;
using Entry = std::pair<VectorBox, std::uint32_t>;
using Tree = boost::geometry::index::rtree<Entry, boost::geometry::index::rstar<16>>;

/// A short part of an edge.
struct Piece {
    geo::LonLat from;
    geo::LonLat to;
    std::uint32_t shape = 0;
    geo::Edges edges = geo::Edges::geodesic;
};

/// At right angles to the ellipsoid.
Vector unit_vector(geo::LonLat at) {
    const double across = std::cos(at.lat * radians);
    return {across * std::cos(at.lon * radians), across * std::sin(at.lon * radians),
            std::sin(at.lat * radians)};
}

/// How far the unit vectors of a piece may be from the straight line between those of its ends. A
/// curve leaves its chord by an eighth of its second derivative: for an angle that grows by `a` in
/// longitude and latitude together that is a², and for a geodesic of length s (s / radius)², but
/// for a hundredth by which the radius changes on the way.
double sagitta(const Piece& piece) {
    const double angle =
        piece.edges == geo::Edges::geodesic
            ? geo::distance_m(piece.from, piece.to) / smallest_radius_m
            : (std::abs(piece.to.lon - piece.from.lon) + std::abs(piece.to.lat - piece.from.lat)) *
                  radians;
    return 1.1 * angle * angle / 8 + 1e-12;
}

VectorBox box_of(const Piece& piece) {
    const Vector a = unit_vector(piece.from);
    const Vector b = unit_vector(piece.to);
    const double more = sagitta(piece);
    const auto low = [&](double p, double q) { return std::min(p, q) - more; };
    const auto high = [&](double p, double q) { return std::max(p, q) + more; };
    return {
        {low(a.get<0>(), b.get<0>()), low(a.get<1>(), b.get<1>()), low(a.get<2>(), b.get<2>())},
        {high(a.get<0>(), b.get<0>()), high(a.get<1>(), b.get<1>()), high(a.get<2>(), b.get<2>())}};
}

/// How far a unit vector is from the nearest of a box.
double chord(const Vector& from, const VectorBox& box) {
    return std::sqrt(boost::geometry::comparable_distance(from, box));
}

/// No position is nearer whose unit vector is that far away.
double least_distance_m(double chord) {
    return smallest_radius_m * 2 * std::asin(std::min(chord / 2, 1.0));
}

/// The least distance of each shape seen so far, and which are the nearest.
class Ranking {
public:
    Ranking(std::size_t count, double within_m) : count_{count}, within_m_{within_m} {}

    void offer(std::uint32_t shape, double distance_m) {
        if (distance_m > limit_m()) {
            return;
        }
        const auto [known, is_new] = distances_.try_emplace(shape, distance_m);
        if (!is_new) {
            if (distance_m >= known->second) {
                return;
            }
            order_.erase({known->second, shape});
            known->second = distance_m;
        }
        order_.emplace(distance_m, shape);
        if (order_.size() > count_) {
            distances_.erase(std::prev(order_.end())->second);
            order_.erase(std::prev(order_.end()));
        }
    }

    /// What is farther is of no interest.
    double limit_m() const {
        return order_.size() < count_ ? within_m_ : std::prev(order_.end())->first;
    }
    bool is_as_near(std::uint32_t shape, double distance_m) const {
        const auto known = distances_.find(shape);
        return known != distances_.end() && known->second <= distance_m;
    }

    std::vector<NearestShapes::Near> answer() const {
        std::vector<NearestShapes::Near> all;
        for (const auto& [distance_m, shape] : order_) {
            all.push_back({shape, distance_m});
        }
        return all;
    }

private:
    std::size_t count_;
    double within_m_;
    std::set<std::pair<double, std::uint32_t>> order_;
    std::unordered_map<std::uint32_t, double> distances_;
};

}  // namespace

struct NearestShapes::State {
    std::uint32_t shapes = 0;
    std::vector<Piece> pieces;
    Tree tree;
    std::vector<std::pair<std::uint32_t, Area>> areas;
    std::vector<std::size_t> owners;  ///< Which of `areas` each box of `boxes` is of.
    BoxTree boxes;

    void add_edge(const Piece& edge);
    void add_part(std::span<const geo::LonLat> part, model::Shape shape);
    void offer_areas(geo::LonLat position, Ranking& ranking) const;
    void offer_pieces(geo::LonLat position, double reach, Ranking& ranking) const;
};

void NearestShapes::State::add_edge(const Piece& edge) {
    constexpr double piece_m = 500'000;
    constexpr double piece_deg = 1;
    const auto count_of = [](double length, double piece) {
        return std::max(1, static_cast<int>(std::ceil(length / piece)));
    };
    const auto add = [&](int count, auto position_at) {
        geo::LonLat from = edge.from;
        for (int i = 1; i <= count; ++i) {
            const geo::LonLat to =
                i == count ? edge.to : position_at(static_cast<double>(i) / count);
            pieces.push_back({from, to, edge.shape, edge.edges});
            from = to;
        }
    };
    if (edge.edges == geo::Edges::geodesic) {
        const geo::GeodesicLine line{edge.from, edge.to};
        add(count_of(line.length_m(), piece_m), [&](double fraction) { return line.at(fraction); });
        return;
    }
    const double lon = edge.to.lon - edge.from.lon;
    const double lat = edge.to.lat - edge.from.lat;
    add(count_of(std::max(std::abs(lon), std::abs(lat)), piece_deg), [&](double fraction) {
        return geo::LonLat{.lon = edge.from.lon + fraction * lon,
                           .lat = edge.from.lat + fraction * lat};
    });
}

void NearestShapes::State::add_part(std::span<const geo::LonLat> part, model::Shape shape) {
    const bool is_ring = shape == model::Shape::polygons;
    const auto edges = is_ring ? geo::Edges::drawn : geo::Edges::geodesic;
    if (shape == model::Shape::points || part.size() == 1) {
        for (const geo::LonLat position : part) {
            pieces.push_back({position, position, shapes, edges});
        }
        return;
    }
    for (std::size_t i = 1; i < part.size(); ++i) {
        add_edge({part[i - 1], part[i], shapes, edges});
    }
    if (is_ring) {
        add_edge({part.back(), part.front(), shapes, edges});
    }
}

void NearestShapes::State::offer_areas(geo::LonLat position, Ranking& ranking) const {
    const auto ask = [&](geo::LonLat at) {
        boxes.search({at, at}, [&](std::uint32_t box) {
            const auto& [shape, area] = areas[owners[box]];
            if (area.contains(position)) {
                ranking.offer(shape, 0);
            }
            return true;
        });
    };
    ask(position);
    if (position.lon == 180 || position.lon == -180) {  // The same meridian's other name.
        ask({.lon = -position.lon, .lat = position.lat});
    }
}

/// All pieces whose boxes are within a chord of `reach`, the nearest first.
void NearestShapes::State::offer_pieces(geo::LonLat position, double reach,
                                        Ranking& ranking) const {
    const Vector from = unit_vector(position);
    const auto moved = [&](double by) {
        return Vector{from.get<0>() + by, from.get<1>() + by, from.get<2>() + by};
    };
    std::vector<std::pair<double, std::uint32_t>> near;
    const VectorBox window{moved(-reach), moved(reach)};
    for (auto at = tree.qbegin(boost::geometry::index::intersects(window)); at != tree.qend();
         ++at) {
        near.emplace_back(least_distance_m(chord(from, at->first)), at->second);
    }
    std::ranges::sort(near);
    for (const auto& [least_m, index] : near) {
        if (least_m > ranking.limit_m()) {
            return;
        }
        const Piece& piece = pieces[index];
        if (!ranking.is_as_near(piece.shape, least_m)) {
            ranking.offer(piece.shape,
                          geo::distance_to_edge_m(position, piece.from, piece.to, piece.edges));
        }
    }
}

NearestShapes::NearestShapes() : state_{std::make_unique<State>()} {}
NearestShapes::~NearestShapes() = default;
NearestShapes::NearestShapes(NearestShapes&&) noexcept = default;
NearestShapes& NearestShapes::operator=(NearestShapes&&) noexcept = default;

std::uint32_t NearestShapes::add(const model::FeatureView& feature) {
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        state_->add_part(feature.part(i), feature.shape);
    }
    if (feature.shape == model::Shape::polygons) {
        Area area;
        area.add(feature);
        area.build();
        state_->areas.emplace_back(state_->shapes, std::move(area));
    }
    return state_->shapes++;
}

void NearestShapes::build() {
    std::vector<Entry> entries;
    entries.reserve(state_->pieces.size());
    for (std::uint32_t i = 0; i < state_->pieces.size(); ++i) {
        entries.emplace_back(box_of(state_->pieces[i]), i);
    }
    state_->tree = Tree{entries};
    std::vector<geo::Box> boxes;
    for (std::size_t i = 0; i < state_->areas.size(); ++i) {
        for (const geo::Box& box : state_->areas[i].second.boxes()) {
            boxes.push_back(box);
            state_->owners.push_back(i);
        }
    }
    state_->boxes = BoxTree{boxes};
}

std::vector<NearestShapes::Near> NearestShapes::nearest(geo::LonLat position, std::size_t count,
                                                        double within_m) const {
    Ranking ranking{count, within_m};
    if (count == 0 || state_->pieces.empty()) {
        return {};
    }
    state_->offer_areas(position, ranking);
    const Vector from = unit_vector(position);
    // How far the nearest few pieces reach. To ask for as many as it takes costs Boost far more
    // than windows that double from there.
    constexpr unsigned few = 16;
    double reach = 1e-9;
    for (auto at = state_->tree.qbegin(boost::geometry::index::nearest(from, few));
         at != state_->tree.qend(); ++at) {
        reach = std::max(reach, chord(from, at->first));
    }
    for (;; reach *= 2) {
        state_->offer_pieces(position, reach, ranking);
        if (reach >= 2 || least_distance_m(reach) > ranking.limit_m()) {
            return ranking.answer();
        }
    }
}

}  // namespace tamga::index
