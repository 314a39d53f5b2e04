// SPDX-License-Identifier: MIT
#include "engine/store/areas/area_text.hpp"

#include "engine/base/error.hpp"
#include "engine/place/outline.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/route/table/journey.hpp"
#include "engine/store/areas/area_file.hpp"
#include "engine/store/areas/area_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <utility>

namespace tamga::store {
namespace {

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

index::Area wkt_area(const std::string& text) {
    const model::Features features = features_of_wkt(text);
    index::Area area;
    for (std::size_t i = 0; i < features.size(); ++i) {
        area.add(features[i]);
    }
    if (area.empty() && text.find("EMPTY") == std::string::npos) {
        throw Error{Fault::usage, "there is no polygon in " + text};
    }
    area.build();
    return area;
}

bool is_file(const std::string& path) { return std::filesystem::exists(path); }

bool looks_like_name(const std::string& text) {
    return !is_file(text) && text.find('/') == std::string::npos &&
           text.find('#') == std::string::npos && !std::filesystem::path{text}.has_extension();
}

NamedAreas one_of(const std::string& name, index::Area area) {
    NamedAreas all;
    NamedArea& one = all.areas.emplace_back();
    one.name = name;
    one.area = std::move(area);
    return all;
}

}  // namespace

NamedAreas named_areas(const AreaWish& wish) {
    if (const auto numbers = four_numbers(wish.text)) {
        return one_of(wish.text, box_area(*numbers));
    }
    if (is_wkt_of(wish.text, {"POLYGON", "MULTIPOLYGON", "SRID=", "GEOMETRYCOLLECTION"})) {
        return one_of(wish.text, wkt_area(wish.text));
    }
    if (looks_like_name(wish.text)) {
        const std::string& path =
            wish.gazetteer.empty() ? place::default_gazetteer() : wish.gazetteer;
        return one_of(wish.text, place::area_of_name(place::Gazetteer{path}, wish.text));
    }
    const FileLayer file = file_layer(wish.text, wish.layer);
    return areas_in(file.path, file.layer, wish);
}

OneArea one_area(const AreaWish& wish) {
    NamedAreas all = named_areas(wish);
    if (all.areas.size() == 1) {
        return {std::move(all.areas[0].area), std::move(all.notes)};
    }
    OneArea one{.area = {}, .notes = std::move(all.notes)};
    for (const NamedArea& part : all.areas) {
        one.area.add(part.outline[0]);
    }
    one.area.build();
    return one;
}

index::Area parse_area(const std::string& text, const std::string& gazetteer) {
    return one_area({.text = text, .gazetteer = gazetteer}).area;
}

std::vector<NamedArea> read_areas(const std::string& path, const std::string& by) {
    AreaWish wish{.text = path};
    if (!by.empty()) {
        wish.names = {by};
    }
    NamedAreas all = named_areas(wish);
    if (all.named_by != by) {
        throw Error{Fault::input, fmt::format("{}: no area has a value in '{}'", path, by)};
    }
    return std::move(all.areas);
}

}  // namespace tamga::store
