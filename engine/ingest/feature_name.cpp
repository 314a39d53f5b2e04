// SPDX-License-Identifier: MIT
#include "engine/ingest/feature_name.hpp"

#include "engine/ingest/read.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tamga::ingest {

bool names_feature(std::string_view attribute) {
    return attribute == "name" || attribute == "Name" || attribute == "NAME";
}

std::string name_of(const model::FeatureView& feature) {
    for (const model::Attribute& attribute : feature.attributes) {
        const auto* text = std::get_if<std::string_view>(&attribute.value);
        if (text != nullptr && !text->empty() && names_feature(attribute.name)) {
            return std::string{*text};
        }
    }
    return feature.id ? fmt::format("id {}", *feature.id) : "";
}

std::string to_string(const LostPart& part) {
    const bool placed = std::isfinite(part.at.lon) && std::isfinite(part.at.lat);
    return fmt::format("a part of {}{} is left out: {}",
                       part.name.empty() ? "the feature" : fmt::format("'{}'", part.name),
                       placed ? fmt::format(" at {:.6g},{:.6g}", part.at.lon, part.at.lat) : "",
                       part.reason);
}

}  // namespace tamga::ingest
