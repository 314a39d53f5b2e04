// SPDX-License-Identifier: MIT
#include "engine/bake/read/read_source.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/database_address.hpp"
#include "engine/store/layer.hpp"
#include "engine/store/reader.hpp"
#include "engine/store/records.hpp"

#include <array>
#include <filesystem>
#include <set>
#include <string>

namespace tamga::bake {
namespace {

void take(std::string& column, const std::string& known) {
    if (column.empty()) {
        column = known;
    }
}

void take(route::JourneyColumns& columns, const route::JourneyColumns& known) {
    columns.origin = known.origin;
    columns.destination = known.destination;
    take(columns.origin_name, known.origin_name);
    take(columns.destination_name, known.destination_name);
    take(columns.weight, known.weight);
    take(columns.time, known.time);
    take(columns.category, known.category);
    if (!columns.measure) {
        columns.measure = known.measure;
    }
}

route::JourneyColumns columns_in_store(const plan::Layer& plan) {
    constexpr std::array routes_only{store::Kind::routes};
    const auto reader = store::open(plan.sources[0]);
    const store::Layer& layer = in_context(
        base::without_password(plan.sources[0]),
        [&]() -> const store::Layer& { return reader->layer(plan.source_layer, routes_only); });
    route::JourneyColumns columns = store::journey_columns(layer);
    columns.measure = layer.measuring.measure;
    return columns;
}

/// Ends the reading of a source of which enough is known.
struct Enough {};

/// The attributes of the first records; none of what can be read once only.
std::set<std::string> first_names(const plan::Layer& plan) {
    std::set<std::string> names;
    std::error_code error;
    if (!std::filesystem::is_regular_file(plan.sources[0], error)) {
        return names;
    }
    try {
        ingest::read({.path = plan.sources[0],
                      .layer = plan.source_layer,
                      .encoding = plan.encoding,
                      .table = true,
                      .threads = 1},
                     [&](model::Features&& batch) -> ingest::Finish {
                         for (std::size_t i = 0; i < batch.size(); ++i) {
                             for (const model::Attribute& attribute : batch[i].attributes) {
                                 names.emplace(attribute.name);
                             }
                         }
                         return []() { throw Enough{}; };
                     });
    } catch (const Enough&) {
    }
    return names;
}

/// What of a route's columns in a store a file has; no ends if one of these, or the weight, is
/// missing.
route::JourneyColumns columns_in_file(const plan::Layer& plan) {
    const std::set<std::string> names = first_names(plan);
    const route::JourneyColumns all =
        store::journey_columns({.name = {}, .has_time = true, .has_category = true});
    for (const std::string& needed :
         {all.origin[0], all.origin[1], all.destination[0], all.destination[1], all.weight}) {
        if (!names.contains(needed)) {
            return {};
        }
    }
    const auto if_there = [&](const std::string& column) {
        return names.contains(column) ? column : std::string{};
    };
    return {.origin = all.origin,
            .destination = all.destination,
            .origin_name = if_there(all.origin_name),
            .destination_name = if_there(all.destination_name),
            .weight = all.weight,
            .time = if_there(all.time),
            .category = if_there(all.category)};
}

}  // namespace

ingest::Summary read_source(const ingest::Source& source, const ingest::Work& work) {
    return store::is_store(source.path) ? store::read_records(source, work)
                                        : ingest::read(source, work);
}

plan::Layer with_known_columns(const plan::Layer& plan) {
    plan::Layer known = plan;
    const route::JourneyColumns& named = plan.route;
    if (plan.kind != plan::Kind::routes || named.matrix || !named.origin.empty() ||
        !named.destination.empty() || plan.sources.empty()) {
        return known;
    }
    const route::JourneyColumns found =
        store::is_store(plan.sources[0]) ? columns_in_store(plan) : columns_in_file(plan);
    if (!found.origin.empty()) {
        take(known.route, found);
    }
    return known;
}

}  // namespace tamga::bake
