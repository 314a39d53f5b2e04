// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tamga::route {

/// Which half of a position a column holds, by its name.
enum class Axis { unknown, longitude, latitude };

/// Reads lat, latitude, y and lon, lng, long, longitude, x as a word of `name` ("from_lon",
/// "startLat", "X 2"), or lat/lon/... as its end ("fromlat").
Axis axis_of(std::string_view name);

/// The attribute `name`, or nullptr if the feature has none or it holds no value.
const model::Value* find_value(const model::FeatureView& feature, std::string_view name);

/// A value as text: 2020 is "2020", a double its shortest form. No value is empty.
std::string text_of(const model::Value& value);

/// The same without blanks at both ends.
std::string trimmed_text(const model::Value& value);

/// The number in an attribute, if it is one or is text that is one.
std::optional<double> number_of(const model::Value& value);

/// A position from numbers. Throws Error{Fault::input} if one is out of range.
geo::LonLat checked(geo::LonLat position);

}  // namespace tamga::route
