// SPDX-License-Identifier: MIT
#include "engine/store/layer.hpp"

#include <algorithm>
#include <array>

namespace tamga::store {
namespace {

constexpr std::array kinds{std::string_view{"points"}, std::string_view{"lines"},
                           std::string_view{"polygons"}, std::string_view{"routes"}};

}  // namespace

std::string_view name_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }

std::optional<Kind> kind_named(std::string_view name) {
    const auto* const kind = std::ranges::find(kinds, name);
    return kind == kinds.end() ? std::nullopt
                               : std::optional{static_cast<Kind>(kind - kinds.begin())};
}

model::GeometryType geometry_of(Kind kind) {
    switch (kind) {
        case Kind::points:
            return model::GeometryType::point;
        case Kind::polygons:
            return model::GeometryType::multi_polygon;
        case Kind::lines:
        case Kind::routes:
            break;
    }
    return model::GeometryType::multi_line;
}

route::JourneyColumns journey_columns(const Layer& layer) {
    route::JourneyColumns columns{.origin = {"from_lon", "from_lat"},
                                  .destination = {"to_lon", "to_lat"},
                                  .origin_name = "origin",
                                  .destination_name = "destination",
                                  .weight = "weight"};
    if (layer.has_time) {
        columns.time = "time";
    }
    if (layer.has_category) {
        columns.category = "category";
    }
    return columns;
}

}  // namespace tamga::store
