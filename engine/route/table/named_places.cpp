// SPDX-License-Identifier: MIT
#include "engine/route/table/named_places.hpp"

#include "engine/base/error.hpp"
#include "engine/geotag/place_column.hpp"
#include "engine/ingest/read.hpp"
#include "engine/place/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace tamga::route {
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

Unit unit_named(const std::optional<place::Place>& unit) {
    return unit ? Unit{std::string{unit->name}, unit->index + 1} : Unit{};
}

/// The units whose areas hold a position. Coasts are drawn roughly, and small islands are not:
/// what is outside of all areas but near a town is in that town's units.
std::vector<Unit> units_at(const place::Gazetteer& gazetteer, geo::LonLat position,
                           const std::vector<std::string>& levels) {
    constexpr double shore_m = 25'000;
    const place::Containment areas = gazetteer.at(position);
    std::optional<place::Near> town;
    if (!areas.country) {
        town = gazetteer.nearest_town(position);
    }
    const bool is_near = town && town->distance_m <= shore_m;
    std::vector<Unit> units;
    for (const std::string& level : levels) {
        units.push_back(is_near              ? unit_named(unit_of(gazetteer, town->place, level))
                        : level == "country" ? unit_named(areas.country)
                        : level == "admin1"  ? unit_named(areas.admin1)
                                             : Unit{});
    }
    return units;
}

std::string word_of(geotag::PlacesRule rule) {
    using Kind = geotag::PlacesRule::Kind;
    switch (rule.kind) {
        case Kind::codes:
            return "codes:" + std::string{word_of(rule.scheme)};
        case Kind::countries:
            return "countries";
        case Kind::towns:
            return "towns";
        case Kind::unknown:
            return "unknown";
        case Kind::guessed:
        case Kind::any:
            break;
    }
    return "any";
}

/// The places that the names most likely mean; none without a gazetteer.
NamedPlaces places_of_gazetteer(const std::string& path, const std::vector<std::string>& levels,
                                geotag::PlacesRule rule, const std::vector<std::string>& names) {
    // Shared, because a std::function has to be copyable.
    const std::shared_ptr<const place::Gazetteer> gazetteer =
        levels.empty()
            ? place::gazetteer_if_there(path)
            : std::make_unique<place::Gazetteer>(path.empty() ? place::default_gazetteer() : path);
    if (gazetteer == nullptr) {
        return {};
    }
    const auto column = std::make_shared<const geotag::PlaceColumn>(*gazetteer, rule, names);
    Locations::NameLookup by_name = [gazetteer, column, levels](std::string_view name) {
        geotag::PlaceReading found = column->read(name);
        Locations::Answer answer{.location = {},
                                 .reading = std::move(found.reading),
                                 .reason = std::move(found.reason),
                                 .is_aggregate = found.is_aggregate};
        if (found.place) {
            answer.location = location_of(*gazetteer, *found.place, levels);
            answer.id = found.place->id;
        }
        return answer;
    };
    Locations::UnitsAt by_position;
    if (!levels.empty()) {
        by_position = [gazetteer, levels](geo::LonLat position) {
            return units_at(*gazetteer, position, levels);
        };
    }
    return {.locations = Locations{std::move(by_name), std::move(by_position)},
            .read_as = names.empty() ? "" : word_of(column->rule()),
            .note = column->note()};
}

/// Do columns hold names of places, or may they? Two columns are coordinates.
bool has_names(const JourneyColumns& columns) {
    return columns.matrix || columns.origin.size() == 1 || columns.destination.size() == 1;
}

}  // namespace

Location location_of(const place::Gazetteer& gazetteer, const place::Place& of,
                     const std::vector<std::string>& levels) {
    Location location{.name = std::string{of.name}, .position = of.position};
    for (const std::string& level : levels) {
        location.levels.push_back(unit_named(unit_of(gazetteer, of, level)));
    }
    return location;
}

bool is_gazetteer_level(std::string_view level) {
    return std::ranges::find(gazetteer_levels, level) != gazetteer_levels.end();
}

NamedPlaces places_named(const JourneyColumns& columns, const std::string& gazetteer,
                         const std::vector<std::string>& levels,
                         const std::vector<std::string>& names) {
    if (!columns.areas.empty()) {
        return {.locations = read_areas(columns.areas, columns.areas_id, levels)};
    }
    if (!columns.locations.empty()) {
        return {.locations = read_locations(columns.locations, levels)};
    }
    const geotag::PlacesRule rule = geotag::places_rule_named(columns.places);
    const bool asks = has_names(columns) || !gazetteer.empty() || !levels.empty();
    return asks ? places_of_gazetteer(gazetteer, levels, rule, names) : NamedPlaces{};
}

bool wants_names(const JourneyColumns& columns) {
    return has_names(columns) && columns.areas.empty() && columns.locations.empty();
}

GuessedMeasure measure_of(const JourneyColumns& columns, const std::vector<std::string>& sources) {
    if (columns.measure) {
        return {*columns.measure};
    }
    std::string sign;
    if (says_stock(columns.weight)) {
        sign = "the column '" + columns.weight + "' is called so";
    }
    for (const std::string& source : sources) {
        if (sign.empty() && says_stock(ingest::layer_name(source))) {
            sign = source + " is called so";
        }
    }
    if (sign.empty()) {
        return {};
    }
    return {Measure::stock,
            "weights are taken for stocks, since " + sign +
                ": periods are not added up (--kind flow, or measure = \"flow\", if they should "
                "be)"};
}

void check_places(const JourneyColumns& columns) {
    geotag::places_rule_named(columns.places);
    if (!columns.places.empty() && !wants_names(columns)) {
        throw Error{Fault::usage,
                    "places (--places) say what names of places are that are looked up in the "
                    "gazetteer; " +
                        std::string{has_names(columns) ? "a table of places was named instead"
                                                       : "there is no column of names"}};
    }
}

}  // namespace tamga::route
