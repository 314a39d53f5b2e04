// SPDX-License-Identifier: MIT
#include "engine/store/area_text.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/read.hpp"
#include "engine/ingest/wkt.hpp"
#include "engine/place/outline.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/route/table/journey.hpp"
#include "engine/store/copy_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>

namespace tamga::store {
namespace {

/// Reads the polygons of a file one after the other.
template <class Visit>
void for_each_polygon(const std::string& path, const Visit& visit) {
    bool any = false;
    const auto add_all = [&](const model::Features& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (batch[i].shape == model::Shape::polygons) {
                any = true;
                visit(batch[i]);
            }
        }
    };
    ingest::read({.path = path, .strict = true}, [&](model::Features&& batch) -> ingest::Finish {
        // Shared, because a std::function has to be copyable.
        auto kept = std::make_shared<model::Features>(std::move(batch));
        return [&add_all, kept] { add_all(*kept); };
    });
    if (!any) {
        throw Error{Fault::input, path + ": there are no polygons in it"};
    }
}

std::optional<std::array<double, 4>> four_numbers(const std::string& text) {
    const auto words = route::split_columns(text);
    std::array<double, 4> numbers{};
    if (words.size() != numbers.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto number = route::number_of(model::Value{std::string_view{words[i]}});
        if (!number) {
            return std::nullopt;
        }
        numbers.at(i) = *number;
    }
    return numbers;
}

index::Area box_area(const std::array<double, 4>& numbers) {
    const auto [west, south, east, north] = numbers;
    const bool in_range = std::abs(west) <= 180 && std::abs(east) <= 180 && south >= -90 &&
                          north <= 90 && south <= north;
    if (!in_range) {
        throw Error{Fault::usage,
                    fmt::format("the box {},{},{},{} is not west,south,east,north in -180..180 and "
                                "-90..90",
                                west, south, east, north)};
    }
    index::Area area;
    area.add_box(west, south, east, north);
    area.build();
    return area;
}

bool looks_like_wkt(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text.find('(') != std::string::npos &&
           (text.starts_with("POLYGON") || text.starts_with("MULTIPOLYGON") ||
            text.starts_with("SRID=") || text.starts_with("GEOMETRYCOLLECTION"));
}

index::Area wkt_area(const std::string& text) {
    ingest::Geometry geometry;
    ingest::Tally tally;
    model::Features features;
    geometry.start(nullptr);
    ingest::parse_wkt(text, geometry);
    geometry.finish(tally);
    geometry.commit(features, {.shape = model::Shape::none, .record = 1}, tally);
    index::Area area;
    for (std::size_t i = 0; i < features.size(); ++i) {
        area.add(features[i]);
    }
    if (area.empty()) {
        throw Error{Fault::usage, "there is no polygon in " + text};
    }
    area.build();
    return area;
}

std::string name_of(const model::FeatureView& feature, const std::string& by) {
    if (!by.empty()) {
        const model::Value* value = route::find_value(feature, by);
        if (value == nullptr) {
            std::vector<std::string> names;
            for (const model::Attribute& attribute : feature.attributes) {
                names.emplace_back(attribute.name);
            }
            throw Error{Fault::input,
                        fmt::format("feature {} has no value in '{}'; it has {}", feature.record,
                                    by, names.empty() ? "none" : ingest::listed(names))};
        }
        return route::text_of(*value);
    }
    for (const char* column : {"name", "NAME", "id", "iso"}) {
        if (const model::Value* value = route::find_value(feature, column)) {
            return route::text_of(*value);
        }
    }
    return {};
}

}  // namespace

index::Area parse_area(const std::string& text, const std::string& gazetteer) {
    if (const auto numbers = four_numbers(text)) {
        return box_area(*numbers);
    }
    if (looks_like_wkt(text)) {
        return wkt_area(text);
    }
    if (!std::filesystem::exists(text) && text.find('/') == std::string::npos &&
        !std::filesystem::path{text}.has_extension()) {
        return place::area_of_name(
            place::Gazetteer{gazetteer.empty() ? place::default_gazetteer() : gazetteer}, text);
    }
    index::Area area;
    for_each_polygon(text, [&](const model::FeatureView& feature) { area.add(feature); });
    area.build();
    return area;
}

std::vector<NamedArea> read_areas(const std::string& path, const std::string& by) {
    std::vector<NamedArea> areas;
    for_each_polygon(path, [&](const model::FeatureView& feature) {
        NamedArea& one = areas.emplace_back();
        one.name = in_context(path, [&] { return name_of(feature, by); });
        if (one.name.empty()) {
            one.name = fmt::format("{}", areas.size());
        }
        one.area.add(feature);
        one.area.build();
        copy_place(feature, one.outline);
        one.outline.commit({.shape = feature.shape, .record = feature.record});
    });
    return areas;
}

}  // namespace tamga::store
