// SPDX-License-Identifier: MIT
#include "engine/mvt/validate.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/base/printable.hpp"
#include "engine/geo/polygon_validity.hpp"
#include "engine/mvt/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_set>

namespace tamga::mvt {
namespace {

std::vector<geo::PlanePolygon> polygons_of(const Geometry& geometry) {
    std::vector<geo::PlanePolygon> polygons;
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
        if (!geometry.parts[i].hole) {
            polygons.emplace_back();
        }
        geo::PlaneRing& ring = polygons.back().emplace_back();
        for (const GridPoint point : geometry.part(i)) {
            ring.push_back({static_cast<double>(point.x), static_cast<double>(point.y)});
        }
    }
    return polygons;
}

/// Numbers of fields that another before them equals, in their order.
std::vector<std::uint32_t> repeated(const PackedFields& fields) {
    std::vector<std::uint32_t> order(fields.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    const auto text = [&](std::uint32_t i) { return as_text(fields.bytes(i)); };
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        base::stop_if_interrupted("");
        const int comparison = text(a).compare(text(b));
        return comparison < 0 || (comparison == 0 && a < b);
    });
    std::vector<std::uint32_t> found;
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (text(order[i - 1]) == text(order[i])) {
            found.push_back(order[i]);
        }
    }
    std::ranges::sort(found);
    return found;
}

class Validator {
public:
    explicit Validator(std::size_t most) : most_{most} {}

    Judgement run(ByteView tile) {
        const auto layers = parse_tile(tile, complain_);
        if (layers.empty() && found_.violations.empty()) {
            complain_({Level::should, "4", "the tile has no layers"});
        }
        for (const ByteView message : layers) {
            check_layer(message);
        }
        return std::move(found_);
    }

private:
    void check_layer(ByteView message) {
        layer_name_.clear();
        feature_.reset();
        const std::size_t before = found_.violations.size();
        const Layer layer = parse_layer(message, complain_);
        layer_name_ = base::shortened(layer.name);
        for (std::size_t i = before; i < found_.violations.size(); ++i) {
            found_.violations[i].layer = layer_name_;
        }
        if (!names_.insert(layer.name).second) {
            complain_({Level::must, "4.1", "another layer of the tile has this name"});
        }
        check_dictionaries(layer);
        if (layer.features.empty()) {
            complain_({Level::should, "4.1", "the layer has no features"});
        }
        check_features(layer);
    }

    void check_features(const Layer& layer) {
        std::unordered_set<std::uint64_t> ids;
        key_user_.assign(layer.keys.size(), 0);
        for (std::size_t i = 0; i < layer.features.size(); ++i) {
            base::stop_if_interrupted("");
            feature_ = i;
            const Feature feature = parse_feature(layer.features.bytes(i), complain_);
            if (feature.id && !ids.insert(*feature.id).second) {
                complain_({Level::should, "4.2",
                           fmt::format("another feature has the id {}", *feature.id)});
            }
            check_tags(layer, feature);
            check_geometry(layer, feature);
        }
    }

    void check_dictionaries(const Layer& layer) {
        for (const std::uint32_t i : repeated(layer.keys)) {
            complain_({Level::should, "4.1",
                       fmt::format("the key '{}' is there twice", base::shortened(layer.keys[i]))});
        }
        for (std::size_t i = repeated(layer.values).size(); i > 0; --i) {
            complain_({Level::should, "4.1", "a value is there twice"});
        }
    }

    void check_tags(const Layer& layer, const Feature& feature) {
        for (const TagPair& tag : parse_tags(layer, feature.tags, complain_)) {
            if (key_user_[tag.key] == *feature_ + 1) {
                complain_({Level::must, "4.4",
                           fmt::format("the key '{}' has two values",
                                       base::shortened(layer.keys[tag.key]))});
            }
            key_user_[tag.key] = static_cast<std::uint32_t>(*feature_) + 1;
        }
    }

    void check_geometry(const Layer& layer, const Feature& feature) {
        const Geometry geometry = parse_geometry(feature, complain_);
        const auto extent = static_cast<std::int64_t>(layer.extent);
        const auto far = [&](std::int64_t at) { return at < -extent || at > 2 * extent; };
        const auto stray = std::ranges::find_if(
            geometry.points, [&](GridPoint point) { return far(point.x) || far(point.y); });
        if (stray != geometry.points.end()) {
            complain_({Level::should, "4.3",
                       fmt::format("{} {} is more than a tile outside of the "
                                   "tile",
                                   stray->x, stray->y)});
        }
        if (feature.type == GeometryType::polygon && has_room_for(geometry.points.size())) {
            if (const auto reason = geo::invalidity(polygons_of(geometry))) {
                complain_({Level::must, "4.3.4.4", "the polygon is invalid: " + *reason});
            }
        }
    }

    /// Whether polygons cross themselves takes about a second for a million points.
    bool has_room_for(std::size_t points) {
        if (!polygons_are_left_out_ && points > points_left_) {
            polygons_are_left_out_ = true;
            complain_({Level::must, "4.3.4.4",
                       fmt::format("the tile's polygons have over {} points: from here on they are "
                                   "not checked",
                                   most_polygon_points)});
        }
        points_left_ -= polygons_are_left_out_ ? 0 : points;
        return !polygons_are_left_out_;
    }

    void keep(Problem problem) {
        const bool must = problem.level != Level::should;
        std::size_t& kept = must ? musts_kept_ : shoulds_kept_;
        if (kept == most_) {
            ++(must ? found_.more_musts : found_.more_shoulds);
            return;
        }
        ++kept;
        found_.violations.push_back(
            {layer_name_, feature_, problem.section, must, std::move(problem.message)});
    }

    static constexpr std::size_t most_polygon_points = 500'000;

    std::size_t most_;
    Judgement found_;
    std::size_t musts_kept_ = 0;
    std::size_t shoulds_kept_ = 0;
    std::size_t points_left_ = most_polygon_points;
    bool polygons_are_left_out_ = false;
    std::string layer_name_;
    std::optional<std::size_t> feature_;
    std::unordered_set<std::string_view> names_;
    std::vector<std::uint32_t> key_user_;  ///< For each key, the last feature that used it, plus 1.
    Complain complain_ = [this](Problem problem) { keep(std::move(problem)); };
};

}  // namespace

Judgement judged(ByteView tile, std::size_t most) { return Validator{most}.run(tile); }

std::vector<Violation> violations(ByteView tile) {
    return judged(tile, std::numeric_limits<std::size_t>::max()).violations;
}

}  // namespace tamga::mvt
