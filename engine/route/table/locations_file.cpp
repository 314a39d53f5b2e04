// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/route/table/locations.hpp"

#include <fmt/format.h>

#include <functional>
#include <memory>

namespace tamga::route {

namespace {

/// Hands every row of a table to `add`, in order.
void for_each_row(const std::string& path, bool table,
                  const std::function<void(const model::FeatureView&)>& add) {
    ingest::read({.path = path, .table = table, .strict = true},
                 [&](model::Features&& batch) -> ingest::Finish {
                     // Shared, because a std::function has to be copyable.
                     auto kept = std::make_shared<model::Features>(std::move(batch));
                     return [&add, &path, kept] {
                         for (std::size_t i = 0; i < kept->size(); ++i) {
                             in_context(fmt::format("{}:{}", path, (*kept)[i].record),
                                        [&] { add((*kept)[i]); });
                         }
                     };
                 });
}

void require_levels(const std::string& path, const Locations& locations) {
    for (const std::string& level : locations.missing_levels()) {
        throw Error{Fault::input,
                    fmt::format("{}: no row has a value in column '{}', which is to be a level",
                                path, level)};
    }
}

}  // namespace

Locations read_locations(const std::string& path, const std::vector<std::string>& levels) {
    Locations locations{levels};
    for_each_row(path, true, [&](const model::FeatureView& row) { locations.add(row); });
    if (locations.empty()) {
        throw Error{
            Fault::input,
            path + ": no locations with a position in it; the columns are id, name, lat, lon"};
    }
    require_levels(path, locations);
    return locations;
}

Locations read_areas(const std::string& path, const std::string& id,
                     const std::vector<std::string>& levels) {
    Locations areas{levels};
    for_each_row(path, false, [&](const model::FeatureView& row) {
        if (row.shape != model::Shape::polygons) {
            return;
        }
        const model::Value* value = id.empty() ? nullptr : find_value(row, id);
        if (id.empty()) {
            areas.add(row);
        } else if (value != nullptr) {
            areas.add(row, text_of(*value));
        }
    });
    if (areas.empty()) {
        throw Error{Fault::input, id.empty()
                                      ? path + ": no areas in it"
                                      : fmt::format("{}: no area has a value in '{}'", path, id)};
    }
    require_levels(path, areas);
    return areas;
}

}  // namespace tamga::route
