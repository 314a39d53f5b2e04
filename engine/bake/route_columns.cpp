// SPDX-License-Identifier: MIT
#include "engine/bake/route_columns.hpp"

#include "engine/geotag/table.hpp"
#include "engine/place/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace tamga::bake {
namespace {

constexpr std::array<std::string_view, 4> gazetteer_levels{"town", "admin2", "admin1", "country"};

/// The unit of a level that a place is or lies in, if it is or lies in any. A town is none: it is
/// not put together with others of its name.
std::optional<place::Place> unit_of(const place::Gazetteer& gazetteer, const place::Place& of,
                                    std::string_view level) {
    if (level == to_string(of.kind) && of.kind != place::Kind::town) {
        return of;
    }
    const std::uint32_t unit = level == "admin2"    ? of.admin2
                               : level == "admin1"  ? of.admin1
                               : level == "country" ? of.country
                                                    : place::no_place;
    return unit < gazetteer.size() ? std::optional{gazetteer.place(unit)} : std::nullopt;
}

route::Unit unit_named(const std::optional<place::Place>& unit) {
    return unit ? route::Unit{std::string{unit->name}, unit->index + 1} : route::Unit{};
}

/// The units whose areas hold a position. Coasts are drawn roughly, and small islands are not:
/// what is outside of all areas but near a town is in that town's units.
std::vector<route::Unit> units_at(const place::Gazetteer& gazetteer, geo::LonLat position,
                                  const std::vector<std::string>& levels) {
    constexpr double shore_m = 25'000;
    const place::Containment areas = gazetteer.at(position);
    std::optional<place::Near> town;
    if (!areas.country) {
        town = gazetteer.nearest_town(position);
    }
    const bool is_near = town && town->distance_m <= shore_m;
    std::vector<route::Unit> units;
    for (const std::string& level : levels) {
        units.push_back(is_near              ? unit_named(unit_of(gazetteer, town->place, level))
                        : level == "country" ? unit_named(areas.country)
                        : level == "admin1"  ? unit_named(areas.admin1)
                                             : route::Unit{});
    }
    return units;
}

/// The place a name most likely means, as `geotag table` reads it; none without a gazetteer.
route::Locations places_of_gazetteer(const std::string& path,
                                     const std::vector<std::string>& levels) {
    // Shared, because a std::function has to be copyable.
    const std::shared_ptr<const place::Gazetteer> gazetteer =
        levels.empty()
            ? place::gazetteer_if_there(path)
            : std::make_unique<place::Gazetteer>(path.empty() ? place::default_gazetteer() : path);
    if (gazetteer == nullptr) {
        return {};
    }
    route::Locations::Others by_name =
        [gazetteer, levels](std::string_view name) -> std::optional<route::Location> {
        const auto found = geotag::place_of_row(*gazetteer, {.name = name}).place;
        return found ? std::optional{location_of(*gazetteer, *found, levels)} : std::nullopt;
    };
    route::Locations::UnitsAt by_position;
    if (!levels.empty()) {
        by_position = [gazetteer, levels](geo::LonLat position) {
            return units_at(*gazetteer, position, levels);
        };
    }
    return route::Locations{std::move(by_name), std::move(by_position)};
}

/// Do columns hold names of places, or may they? Two columns are coordinates.
bool has_names(const style::RouteColumns& columns) {
    return columns.matrix || columns.origin.size() == 1 || columns.destination.size() == 1;
}

}  // namespace

route::Location location_of(const place::Gazetteer& gazetteer, const place::Place& of,
                            const std::vector<std::string>& levels) {
    route::Location location{.name = std::string{of.name}, .position = of.position};
    for (const std::string& level : levels) {
        location.levels.push_back(unit_named(unit_of(gazetteer, of, level)));
    }
    return location;
}

bool is_gazetteer_level(std::string_view level) {
    return std::ranges::find(gazetteer_levels, level) != gazetteer_levels.end();
}

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
    const bool asks = has_names(columns) || !gazetteer.empty() || !levels.empty();
    return asks ? places_of_gazetteer(gazetteer, levels) : route::Locations{};
}

}  // namespace tamga::bake
