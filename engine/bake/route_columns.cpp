// SPDX-License-Identifier: MIT
#include "engine/bake/route_columns.hpp"

#include "engine/geotag/table.hpp"
#include "engine/place/gazetteer.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace tamga::bake {
namespace {

/// The place a name most likely means, as `geotag table` reads it; none without a gazetteer.
route::Locations places_of_gazetteer(const std::string& path) {
    // Shared, because a std::function has to be copyable.
    std::shared_ptr<const place::Gazetteer> gazetteer = place::gazetteer_if_there(path);
    if (gazetteer == nullptr) {
        return {};
    }
    return route::Locations{[gazetteer](std::string_view name) -> std::optional<route::Location> {
        const auto found = geotag::place_of_row(*gazetteer, {.name = name}).place;
        return found ? std::optional{route::Location{std::string{found->name}, found->position}}
                     : std::nullopt;
    }};
}

/// Two columns are coordinates.
bool has_names(const style::RouteColumns& columns) {
    return columns.origin.size() < 2 || columns.destination.size() < 2;
}

}  // namespace

route::JourneyColumns journey_columns(const style::RouteColumns& columns) {
    const auto optional = [](const std::string& name) {
        return name.empty() ? std::nullopt : std::optional{name};
    };
    return {.origin = columns.origin,
            .destination = columns.destination,
            .origin_name = optional(columns.origin_name),
            .destination_name = optional(columns.destination_name),
            .weight = optional(columns.weight),
            .time = optional(columns.time),
            .category = optional(columns.category),
            .period = columns.period,
            .matrix = columns.matrix};
}

route::Locations places_named(const style::RouteColumns& columns, const std::string& gazetteer,
                              const std::vector<std::string>& levels) {
    if (!columns.areas.empty()) {
        return route::read_areas(columns.areas, columns.areas_id, levels);
    }
    if (!columns.locations.empty()) {
        return route::read_locations(columns.locations, levels);
    }
    const bool asks = has_names(columns) || !gazetteer.empty();
    return asks ? places_of_gazetteer(gazetteer) : route::Locations{};
}

}  // namespace tamga::bake
