// SPDX-License-Identifier: MIT
#include "engine/route/locations.hpp"

#include "engine/base/error.hpp"
#include "engine/route/columns.hpp"

#include <algorithm>
#include <array>
#include <cctype>

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
        throw Error{Fault::input, "a location has no column '" + std::string{*names.begin()} + "'"};
    }
    if (const auto number = number_of(*value)) {
        return *number;
    }
    throw Error{Fault::input, "'" + text_of(*value) + "' is not a number; a location's " +
                                  std::string{*names.begin()} + " is one"};
}

geo::LonLat position_of(const model::FeatureView& row) {
    if (!row.positions.empty()) {
        return row.positions.front();
    }
    return checked({.lon = coordinate(row, {"longitude", "lon", "lng", "long", "x"}),
                    .lat = coordinate(row, {"latitude", "lat", "y"})});
}

}  // namespace

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
    const std::string id = first_text_of(row, {"id", "code", "iso"});
    const std::string name = first_text_of(row, {"name", "label", "title"});
    if (id.empty() && name.empty()) {
        throw Error{Fault::input, "a location has neither an id nor a name"};
    }
    add(id, name, position_of(row));
}

Locations::Found Locations::find(std::string_view id_or_name) const {
    for (const Lookup* lookup : {&ids_, &names_}) {
        if (const auto known = lookup->find(id_or_name); known != lookup->end()) {
            return known->second == several
                       ? Found{.ambiguous = true}
                       : Found{.location = &all_[known->second], .ambiguous = false};
        }
    }
    return {};
}

}  // namespace tamga::route
