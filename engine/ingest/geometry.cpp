// SPDX-License-Identifier: MIT
#include "engine/ingest/geometry.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace tamga::ingest {
namespace {

constexpr double longest_longitude = 360;

using model::Shape;

bool in_range(geo::LonLat at) {
    // Written so that NaN is out of range, too.
    return at.lat >= -90 && at.lat <= 90 && at.lon >= -longest_longitude &&
           at.lon <= longest_longitude;
}

std::string why_out_of_range(geo::LonLat at) {
    if (!std::isfinite(at.lon) || !std::isfinite(at.lat)) {
        return "a position is not finite, or lies outside the area of its CRS";
    }
    const bool swapped = in_range({.lon = at.lat, .lat = at.lon});
    const bool latitude = !(at.lat >= -90 && at.lat <= 90);
    std::string what = latitude ? fmt::format("latitude {} is outside -90..90", at.lat)
                                : fmt::format("longitude {} is outside -360..360", at.lon);
    if (swapped) {
        return what + "; are latitude and longitude swapped? GeoJSON and WKT put longitude first";
    }
    if (std::abs(at.lon) > 1000 || std::abs(at.lat) > 1000) {
        return what + "; are these metres? then name their CRS, as in --crs EPSG:3857";
    }
    return what;
}

/// How many distinct positions there are, counted up to 3.
int distinct_positions(const std::vector<geo::LonLat>& ring) {
    const auto second =
        std::find_if(ring.begin(), ring.end(), [&](geo::LonLat at) { return at != ring.front(); });
    if (second == ring.end()) {
        return ring.empty() ? 0 : 1;
    }
    const auto third = std::find_if(
        second, ring.end(), [&](geo::LonLat at) { return at != ring.front() && at != *second; });
    return third == ring.end() ? 2 : 3;
}

}  // namespace

void Geometry::start(const geo::ToLonLat* crs) {
    crs_ = crs;
    pending_.clear();
    for (Lane& lane : lanes_) {
        lane.positions.clear();
        lane.parts.clear();
    }
    left_out_.clear();
    why_no_holes_ = nullptr;
    z_ = m_ = false;
    open_rings_ = 0;
}

void Geometry::dropped(bool z, bool m) noexcept {
    z_ = z_ || z;
    m_ = m_ || m;
}

void Geometry::move_pending(Lane& lane, bool hole) {
    if (lane.positions.empty()) {
        lane.positions.swap(pending_);
    } else {
        lane.positions.insert(lane.positions.end(), pending_.begin(), pending_.end());
    }
    pending_.clear();
    lane.parts.push_back({static_cast<std::uint32_t>(lane.positions.size()), hole});
}

void Geometry::leave_out(std::string reason) {
    left_out_.push_back({std::move(reason), pending_.front()});
    pending_.clear();
}

void Geometry::end_points() {
    if (pending_.empty()) {
        return;
    }
    lanes_[0].parts.clear();  // All points of a feature are one part.
    move_pending(lanes_[0], false);
}

void Geometry::end_line() {
    if (pending_.size() == 1) {
        leave_out("a line has 1 position; it needs at least 2");
    } else if (!pending_.empty()) {
        move_pending(lanes_[1], false);
    }
}

void Geometry::end_ring(bool hole) {
    if (!hole) {
        why_no_holes_ =
            pending_.empty() ? "a polygon has a hole, but its outer ring is empty" : nullptr;
    }
    if (pending_.empty()) {
        return;
    }
    if (hole && why_no_holes_ != nullptr) {
        return leave_out(why_no_holes_);
    }
    if (const int distinct = distinct_positions(pending_); distinct < 3) {
        if (!hole) {
            why_no_holes_ = "a hole in a ring that is left out";
        }
        return leave_out(fmt::format("a ring has only {} distinct position{}; it needs at least 3",
                                     distinct, distinct == 1 ? "" : "s"));
    }
    if (pending_.front() == pending_.back()) {
        pending_.pop_back();
    } else {
        ++open_rings_;
    }
    move_pending(lanes_[2], hole);
}

void Geometry::check(const Lane& lane) const {
    const auto bad = std::find_if_not(lane.positions.begin(), lane.positions.end(), in_range);
    if (bad != lane.positions.end()) {
        throw Error{Fault::input, why_out_of_range(*bad)};
    }
}

void Geometry::place_left_out() {
    if (crs_ == nullptr || left_out_.empty()) {
        return;
    }
    std::vector<geo::LonLat> places;
    for (const LeftOut& part : left_out_) {
        places.push_back(part.at);
    }
    crs_->transform(places);
    for (std::size_t i = 0; i < left_out_.size(); ++i) {
        left_out_[i].at = places[i];
    }
}

void Geometry::finish(Tally& tally) {
    bool empty = true;
    for (Lane& lane : lanes_) {
        if (!lane.positions.empty()) {
            empty = false;
            if (crs_ != nullptr) {
                crs_->transform(lane.positions);
            }
            check(lane);
        }
    }
    if (empty) {
        throw Error{Fault::input, left_out_.empty() ? "empty geometry" : left_out_[0].reason};
    }
    place_left_out();
    if (z_ || m_) {
        tally.note(z_ && m_ ? Oddity::z_and_m : z_ ? Oddity::z : Oddity::m);
    }
    tally.odd[static_cast<std::size_t>(Oddity::open_ring)] += open_rings_;
}

void Geometry::commit(model::Features& features, model::Features::Header header,
                      Tally& tally) const {
    constexpr std::array shapes{Shape::points, Shape::lines, Shape::polygons};
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        const Lane& lane = lanes_[i];
        if (lane.positions.empty()) {
            continue;
        }
        if (first) {
            features.attributes_of(*first);
        }
        std::uint32_t begin = 0;
        for (const model::Part& part : lane.parts) {
            features.positions(std::span{lane.positions}.subspan(begin, part.end - begin));
            features.end_part(part.hole);
            begin = part.end;
        }
        header.shape = shapes[i];
        features.commit(header);
        ++tally.read;
        first = first.value_or(features.size() - 1);
    }
    for (const LeftOut& part : left_out_) {
        const model::FeatureView feature = features[*first];
        tally.lose({feature.record, name_of(feature), part.at, part.reason});
    }
}

}  // namespace tamga::ingest
