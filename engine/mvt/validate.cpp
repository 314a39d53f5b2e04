// SPDX-License-Identifier: MIT
#include "engine/mvt/validate.hpp"

#include "engine/geo/polygon_validity.hpp"
#include "engine/mvt/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
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

class Validator {
public:
    std::vector<Violation> run(ByteView tile) {
        const auto layers = parse_tile(tile, complain_);
        if (layers.empty() && found_.empty()) {
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
        const std::size_t before = found_.size();
        const RawLayer raw = parse_layer(message, complain_);
        layer_name_ = raw.layer.name;
        for (std::size_t i = before; i < found_.size(); ++i) {
            found_[i].layer = layer_name_;
        }
        if (!names_.insert(raw.layer.name).second) {
            complain_({Level::must, "4.1", "another layer of the tile has this name"});
        }
        check_dictionaries(raw);
        if (raw.features.empty()) {
            complain_({Level::should, "4.1", "the layer has no features"});
        }
        std::unordered_set<std::uint64_t> ids;
        key_user_.assign(raw.layer.keys.size(), 0);
        for (std::size_t i = 0; i < raw.features.size(); ++i) {
            feature_ = i;
            const Feature feature = parse_feature(raw.features[i], complain_);
            if (feature.id && !ids.insert(*feature.id).second) {
                complain_({Level::should, "4.2",
                           fmt::format("another feature has the id {}", *feature.id)});
            }
            check_tags(raw.layer, feature);
            check_geometry(raw.layer, feature);
        }
    }

    void check_dictionaries(const RawLayer& raw) {
        std::unordered_set<std::string_view> known;
        for (const std::string_view key : raw.layer.keys) {
            if (!known.insert(key).second) {
                complain_({Level::should, "4.1", fmt::format("the key '{}' is there twice", key)});
            }
        }
        known.clear();
        for (const ByteView value : raw.values) {
            if (!known.insert(as_text(value)).second) {
                complain_({Level::should, "4.1", "a value is there twice"});
            }
        }
    }

    void check_tags(const Layer& layer, const Feature& feature) {
        for (const TagPair& tag : parse_tags(layer, feature.tags, complain_)) {
            if (key_user_[tag.key] == *feature_ + 1) {
                complain_({Level::must, "4.4",
                           fmt::format("the key '{}' has two values", layer.keys[tag.key])});
            }
            key_user_[tag.key] = *feature_ + 1;
        }
    }

    void check_geometry(const Layer& layer, const Feature& feature) {
        if (feature.geometry.empty()) {
            return;  // Said already.
        }
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
        if (feature.type == GeometryType::polygon) {
            if (const auto reason = geo::invalidity(polygons_of(geometry))) {
                complain_({Level::must, "4.3.4.4", "the polygon is invalid: " + *reason});
            }
        }
    }

    std::vector<Violation> found_;
    std::string layer_name_;
    std::optional<std::size_t> feature_;
    std::unordered_set<std::string_view> names_;
    std::vector<std::size_t> key_user_;  ///< For each key, the last feature that used it, plus 1.
    Complain complain_ = [this](Problem problem) {
        found_.push_back({layer_name_, feature_, problem.section, problem.level != Level::should,
                          std::move(problem.message)});
    };
};

}  // namespace

std::vector<Violation> violations(ByteView tile) { return Validator{}.run(tile); }

}  // namespace tamga::mvt
