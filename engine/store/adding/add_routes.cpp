// SPDX-License-Identifier: MIT
//
// Journeys into the tables of a layer of routes.
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/store/adding/route_pairs.hpp"
#include "engine/store/table.hpp"
#include "engine/store/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tamga::store {
namespace {

/// A journey of a record.
struct Route {
    std::size_t record = 0;  ///< Its number in the batch.
    route::JourneyReading reading;
    std::size_t shape = 0;  ///< Its number in the batch.
};

/// A batch of records with what was made of them.
struct RouteBatch {
    model::Features records;
    std::vector<Route> routes = {};
    RouteShapes shapes;
    std::optional<route::ColumnCheck> columns = {};
};

/// The same position by a longitude that questions are asked with.
geo::LonLat within_180(geo::LonLat p) {
    return std::abs(p.lon) <= 180 ? p
                                  : geo::LonLat{.lon = std::remainder(p.lon, 360), .lat = p.lat};
}

Route make_route(std::size_t record, route::JourneyReading reading, RouteShapes& shapes) {
    Route route{.record = record, .reading = std::move(reading)};
    if (const auto* journey = std::get_if<route::Journey>(&route.reading)) {
        route.shape = shapes.index(within_180(journey->origin), within_180(journey->destination));
    }
    return route;
}

/// The columns of a record that became columns of a route, and need not be kept twice.
std::vector<std::string> used_columns(const route::JourneyColumns& columns) {
    std::vector<std::string> used = columns.origin;
    used.insert(used.end(), columns.destination.begin(), columns.destination.end());
    for (const auto& column : {columns.origin_name, columns.destination_name, columns.weight,
                               columns.time, columns.category}) {
        if (!column.empty()) {
            used.push_back(column);
        }
    }
    return used;
}

std::vector<FixedColumn> fixed_columns(const route::JourneyColumns& columns) {
    std::vector<FixedColumn> fixed{
        {"weight", ColumnType::integer},
        {"weight_millionths", ColumnType::integer},
    };
    if (!columns.time.empty()) {
        fixed.push_back({"time"});
    }
    if (!columns.category.empty()) {
        fixed.push_back({"category"});
    }
    return fixed;
}

model::Value text_or_null(const std::string& text) {
    return text.empty() ? model::Value{} : model::Value{std::string_view{text}};
}

model::Value weight_value(route::Weight weight) {
    const auto whole = route::whole(weight);
    return whole ? model::Value{*whole} : model::Value{route::approximately(weight)};
}

/// In 64 bits, as long as they fit; else as text, which `room` keeps.
model::Value millionths_value(route::Weight weight, std::string& room) {
    const auto narrow = static_cast<std::int64_t>(weight.millionths);
    if (narrow == weight.millionths) {
        return narrow;
    }
    room = to_digits(weight);
    return std::string_view{room};
}

/// The routes of a layer while they are added.
class RouteLayer {
public:
    RouteLayer(std::unique_ptr<RouteTables> tables, const route::JourneyColumns& columns)
        : tables_{std::move(tables)},
          pairs_{*tables_},
          columns_{columns},
          used_{used_columns(columns)} {}

    void add(const model::FeatureView& record, const route::Journey& journey,
             const RouteShape& shape) {
        others_.clear();
        std::ranges::copy_if(record.attributes, std::back_inserter(others_), [&](const auto& one) {
            return !columns_.matrix &&  // Its other columns are other journeys.
                   std::ranges::find(used_, one.name) == used_.end();
        });
        set_fixed_values(journey);
        tables_->add_route(pairs_.number(journey.origin_name, journey.destination_name, shape),
                           fixed_, others_);
    }

    void finish() { tables_->finish(pairs_.take_pieces()); }

    const RouteTables& tables() const { return *tables_; }

private:
    void set_fixed_values(const route::Journey& journey) {
        fixed_.assign({weight_value(journey.weight), millionths_value(journey.weight, digits_)});
        if (!columns_.time.empty()) {
            fixed_.push_back(text_or_null(journey.time));
        }
        if (!columns_.category.empty()) {
            fixed_.push_back(text_or_null(journey.category));
        }
    }

    std::unique_ptr<RouteTables> tables_;
    RoutePairs pairs_;
    const route::JourneyColumns& columns_;
    std::vector<std::string> used_;  ///< These became columns of a route, and are not kept twice.
    // Of the row that is added.
    std::vector<model::Value> fixed_;
    std::vector<model::Attribute> others_;
    std::string digits_;
};

/// Adds batches to the table, and keeps the accounts.
class Accounts {
public:
    Accounts(RouteLayer& routes, const RouteSource& source)
        : routes_{routes}, source_{source}, rows_{source.source.strict} {
        rows_.begin(source.called);
    }

    void add(const RouteBatch& batch) {
        base::stop_if_interrupted();
        for (const Route& route : batch.routes) {
            const model::FeatureView record = batch.records[route.record];
            rows_.add(route.reading, record.record);
            if (const auto* journey = std::get_if<route::Journey>(&route.reading)) {
                routes_.add(record, *journey, batch.shapes[route.shape]);
            }
        }
    }

    route::Measuring measuring() const { return rows_.measuring(source_.measure); }

    /// What is known only at the end.
    void close(Added& added, const route::Measuring& measuring) const {
        const route::RowSums sums = rows_.sums(measuring);
        if (sums.journeys.rows == 0) {
            throw Error{Fault::input,
                        fmt::format("{}: no record is a journey; {}", source_.called, why_none())};
        }
        added.rows = sums;
        added.lost_places = rows_.unresolved(measuring);
        added.aggregates = rows_.aggregates(measuring);
        for (const auto& bad : rows_.first_bad()) {
            added.summary.first_bad.push_back({bad.record, bad.reason});
        }
        std::ranges::stable_sort(added.summary.first_bad, {}, &ingest::BadRecord::record);
        added.summary.bad += sums.bad.rows + sums.unresolved.rows;
        auto& notes = added.summary.notes;
        std::ranges::copy(rows_.notes(measuring), std::back_inserter(notes));
        std::ranges::copy(routes_.tables().notes(), std::back_inserter(notes));
    }

private:
    std::string why_none() const {
        if (!rows_.first_bad().empty()) {
            const auto& bad = rows_.first_bad().front();
            return fmt::format("{}: {}", bad.record, bad.reason);
        }
        const auto lost = rows_.unresolved();
        return lost.empty() ? fmt::format("{} rows are of aggregates", rows_.sums().all.rows)
                            : lost.front().reason;
    }

    RouteLayer& routes_;
    const RouteSource& source_;
    route::JourneyAccounts rows_;
};

}  // namespace

Added Writer::add_routes(const RouteSource& source, const route::JourneyReader& reader) {
    const StoredName stored = stored_name(source.name);
    check_route_names(stored.name);
    const route::JourneyColumns& columns = reader.columns();
    Added added;
    RouteLayer routes{route_tables(stored.name, fixed_columns(columns)), columns};
    Accounts accounts{routes, source};
    const route::ColumnCheck unasked{columns};
    route::ColumnCheck met = unasked;
    ingest::Source records = source.source;
    records.table = true;
    added.summary = ingest::read(records, [&](model::Features&& read) -> ingest::Finish {
        // Shared: a std::function has to be copyable.
        auto batch = std::make_shared<RouteBatch>(
            RouteBatch{.records = std::move(read), .shapes = RouteShapes{source.drawn}});
        batch->columns.emplace(unasked).add(batch->records);
        for (std::size_t i = 0; i < batch->records.size(); ++i) {
            for (route::JourneyReading& reading : reader.read_all(batch->records[i])) {
                batch->routes.push_back(make_route(i, std::move(reading), batch->shapes));
            }
        }
        return [&accounts, &met, batch] {
            met.add(*batch->columns);
            accounts.add(*batch);
        };
    });
    met.require(source.called);
    const route::Measuring measuring = accounts.measuring();
    accounts.close(added, measuring);
    if (!stored.note.empty()) {
        added.summary.notes.push_back(stored.note);
    }
    routes.finish();
    add_to_layers({.name = stored.name,
                   .kind = Kind::routes,
                   .features = routes.tables().routes(),
                   .source = source.called,
                   .has_time = !columns.time.empty(),
                   .has_category = !columns.category.empty(),
                   .measuring = measuring},
                  added);
    return added;
}

}  // namespace tamga::store
