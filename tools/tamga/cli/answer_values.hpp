// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"

#include <string>

namespace tamga::cli {

/// A double as it is, but never in the exponent form where a person or a CSV reader stumbles.
std::string text_of(double value);

/// A value for people and CSV; nothing for none.
std::string plain_text(const model::Value& value);

/// A value of a column as JSON. Decimal ones are numbers with all their digits.
std::string json_text(const model::Value& value, const store::Column& column);

/// {"column":value,...}
std::string json_object(const model::FeatureView& row, const std::vector<store::Column>& columns);

}  // namespace tamga::cli
