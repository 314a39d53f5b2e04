// SPDX-License-Identifier: MIT
#include "engine/route/table/locations.hpp"

#include "engine/base/error.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/route/table/inner_point.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace tamga::route {
namespace {

using Names = std::initializer_list<std::string_view>;

bool equal_but_for_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// The first of `names`, in their order, that the row has a value for.
const model::Value* first_of(const model::FeatureView& row, Names names) {
    for (const std::string_view name : names) {
        for (const model::Attribute& attribute : row.attributes) {
            if (equal_but_for_case(attribute.name, name)) {
                if (const model::Value* value = find_value(row, attribute.name)) {
                    return value;
                }
            }
        }
    }
    return nullptr;
}

std::string first_text_of(const model::FeatureView& row, Names names) {
    const model::Value* value = first_of(row, names);
    return value == nullptr ? std::string{} : text_of(*value);
}

double coordinate(const model::FeatureView& row, Names names) {
    const model::Value* value = first_of(row, names);
    if (value == nullptr) {
        throw Error{Fault::input, "a location has no " + std::string{*names.begin()} +
                                      ", but the other half of a position"};
    }
    if (const auto number = number_of(*value)) {
        return *number;
    }
    throw Error{Fault::input, "'" + text_of(*value) + "' is not a number; a location's " +
                                  std::string{*names.begin()} + " is one"};
}

constexpr std::array<std::string_view, 7> id_columns{"id",   "code", "iso", "iso2",
                                                     "iso3", "iata", "icao"};
std::optional<geo::LonLat> position_of(const model::FeatureView& row) {
    const Names longitudes{"longitude", "lon", "lng", "long", "x"};
    const Names latitudes{"latitude", "lat", "y"};
    if (row.shape == model::Shape::polygons) {
        return inner_point(row);
    }
    if (!row.positions.empty()) {
        return row.positions.front();
    }
    if (first_of(row, longitudes) == nullptr && first_of(row, latitudes) == nullptr) {
        return std::nullopt;
    }
    return checked({.lon = coordinate(row, longitudes), .lat = coordinate(row, latitudes)});
}

}  // namespace

/// Each name and position and what was answered.
struct Locations::Asked {
    NameLookup lookup;
    UnitsAt units_at;
    std::mutex mutex;
    std::map<std::string, Answer, std::less<>> answers;
    std::map<std::pair<double, double>, Location> around;  ///< By longitude and latitude.
};

Locations::Locations(NameLookup lookup, UnitsAt units_at) : asked_{std::make_shared<Asked>()} {
    asked_->lookup = std::move(lookup);
    asked_->units_at = std::move(units_at);
}

const Locations::Answer* Locations::looked_up(std::string_view name) const {
    if (asked_ == nullptr) {
        return nullptr;
    }
    const std::lock_guard lock{asked_->mutex};
    auto known = asked_->answers.find(name);
    if (known == asked_->answers.end()) {
        known = asked_->answers.emplace(name, asked_->lookup(name)).first;
    }
    return &known->second;
}

const Location* Locations::around(geo::LonLat position) const {
    if (asked_ == nullptr || !asked_->units_at) {
        return nullptr;
    }
    const std::pair key{position.lon, position.lat};
    std::unique_lock lock{asked_->mutex};
    if (const auto known = asked_->around.find(key); known != asked_->around.end()) {
        return &known->second;
    }
    lock.unlock();  // Others may ask meanwhile; an answer given twice is the same.
    Location location{.name = {}, .position = position, .levels = asked_->units_at(position)};
    lock.lock();
    return &asked_->around.try_emplace(key, std::move(location)).first->second;
}

void Locations::add(std::string_view id, std::string_view name, geo::LonLat position) {
    all_.push_back({std::string{name.empty() ? id : name}, position});
    remember(ids_, id, all_.size() - 1);
    remember(names_, name, all_.size() - 1);
}

void Locations::remember(Lookup& lookup, std::string_view key, std::size_t index) const {
    if (key.empty()) {
        return;
    }
    const auto [known, is_new] = lookup.try_emplace(std::string{key}, index);
    if (!is_new && known->second != several &&
        !(all_[known->second].position == all_[index].position)) {
        known->second = several;
    }
}

void Locations::add(const model::FeatureView& row) {
    std::vector<std::string> ids;
    for (const std::string_view column : id_columns) {
        if (std::string id = first_text_of(row, {column}); !id.empty()) {
            ids.push_back(std::move(id));
        }
    }
    add(row, ids);
}

void Locations::add(const model::FeatureView& row, const std::string& id) {
    add(row, std::vector{id});
}

void Locations::add(const model::FeatureView& row, const std::vector<std::string>& ids) {
    const std::string name = first_text_of(row, {"name", "label", "title"});
    if (ids.empty() && name.empty()) {
        throw Error{Fault::input, "a location has neither an id nor a name"};
    }
    const auto position = position_of(row);
    if (!position) {
        unplaced_.insert(ids.begin(), ids.end());
        unplaced_.insert(name);
        return;
    }
    add(ids.empty() ? std::string{} : ids.front(), name, *position);
    for (const std::string& id : ids) {
        remember(ids_, id, all_.size() - 1);
    }
    add_levels(row);
}

void Locations::add_levels(const model::FeatureView& row) {
    for (const std::string& column : level_columns_) {
        const model::Value* value = find_value(row, column);
        all_.back().levels.push_back({value == nullptr ? std::string{} : text_of(*value)});
        if (value != nullptr) {
            seen_levels_.insert(column);
        }
    }
}

std::vector<std::string> Locations::missing_levels() const {
    std::vector<std::string> missing;
    std::ranges::copy_if(
        level_columns_, std::back_inserter(missing),
        [this](const std::string& level) { return !seen_levels_.contains(level); });
    return missing;
}

Locations::Found Locations::find(std::string_view id_or_name) const {
    for (const Lookup* lookup : {&ids_, &names_}) {
        if (const auto known = lookup->find(id_or_name); known != lookup->end()) {
            return known->second == several
                       ? Found{.location = nullptr, .ambiguous = true}
                       : Found{.location = &all_[known->second], .ambiguous = false};
        }
    }
    return {.unplaced = unplaced_.contains(id_or_name)};
}

}  // namespace tamga::route
