// SPDX-License-Identifier: MIT
//
// Journeys into a table of routes: each a geodesic line with its ends, weight and time.
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/store/route_line.hpp"
#include "engine/store/table.hpp"
#include "engine/store/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tamga::store {
namespace {

/// A journey of a record, read and drawn.
struct Route {
    std::size_t record = 0;  ///< Its number in the batch.
    route::JourneyReading reading;
    RouteLine line = {};
};

/// A batch of records with what was made of them.
struct RouteBatch {
    model::Features records;
    std::vector<Route> routes;
    std::optional<route::ColumnCheck> columns;
};

Route make_route(std::size_t record, route::JourneyReading reading) {
    Route route{.record = record, .reading = std::move(reading)};
    if (const auto* journey = std::get_if<route::Journey>(&route.reading)) {
        route.line = draw_route(journey->origin, journey->destination);
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
        {"origin"},
        {"destination"},
        {"from_lon", ColumnType::real},
        {"from_lat", ColumnType::real},
        {"to_lon", ColumnType::real},
        {"to_lat", ColumnType::real},
        {"weight", ColumnType::integer},
        {"weight_millionths", ColumnType::integer},
        {"length_m", ColumnType::real},
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

class RouteTable {
public:
    RouteTable(std::unique_ptr<Table> table, const route::JourneyColumns& columns)
        : table_{std::move(table)}, columns_{columns}, used_{used_columns(columns)} {}

    void add(const model::FeatureView& record, const route::Journey& journey, const Route& route) {
        model::Features batch;
        for (const auto& line : route.line.lines) {
            batch.positions(line);
            batch.end_part();
        }
        batch.commit({.shape = model::Shape::lines, .record = record.record});
        others_.clear();
        std::ranges::copy_if(record.attributes, std::back_inserter(others_), [&](const auto& one) {
            return !columns_.matrix &&  // Its other columns are other journeys.
                   std::ranges::find(used_, one.name) == used_.end();
        });
        const std::int64_t fid = table_->add(batch[0], fixed_values(journey, route), others_);
        for (const geo::Box& box : route.line.boxes) {
            table_->add_piece(fid, box);
        }
    }

    Table& table() const { return *table_; }

private:
    std::vector<model::Value> fixed_values(const route::Journey& journey, const Route& route) {
        std::vector<model::Value> values{text_or_null(journey.origin_name),
                                         text_or_null(journey.destination_name),
                                         journey.origin.lon,
                                         journey.origin.lat,
                                         journey.destination.lon,
                                         journey.destination.lat,
                                         weight_value(journey.weight),
                                         millionths_value(journey.weight, digits_),
                                         std::round(route.line.length_m * 1000) / 1000};
        if (!columns_.time.empty()) {
            values.push_back(text_or_null(journey.time));
        }
        if (!columns_.category.empty()) {
            values.push_back(text_or_null(journey.category));
        }
        return values;
    }

    std::unique_ptr<Table> table_;
    const route::JourneyColumns& columns_;
    std::vector<std::string> used_;  ///< These became columns of a route, and are not kept twice.
    std::vector<model::Attribute> others_;
    std::string digits_;  ///< Of the row that is added.
};

/// Adds batches to the table, and keeps the accounts.
class Accounts {
public:
    Accounts(RouteTable& routes, const RouteSource& source)
        : routes_{routes}, source_{source}, rows_{source.source.strict} {
        rows_.begin(source.called);
    }

    void add(const RouteBatch& batch) {
        base::stop_if_interrupted();
        for (const Route& route : batch.routes) {
            const model::FeatureView record = batch.records[route.record];
            rows_.add(route.reading, record.record);
            if (const auto* journey = std::get_if<route::Journey>(&route.reading)) {
                routes_.add(record, *journey, route);
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
        std::ranges::copy(routes_.table().notes(), std::back_inserter(notes));
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

    RouteTable& routes_;
    const RouteSource& source_;
    route::JourneyAccounts rows_;
};

}  // namespace

Added Writer::add_routes(const RouteSource& source, const route::JourneyReader& reader) {
    const StoredName stored = stored_name(source.name);
    check_name(stored.name);
    const route::JourneyColumns& columns = reader.columns();
    Added added;
    RouteTable routes{table(stored.name, Kind::routes, fixed_columns(columns)), columns};
    Accounts accounts{routes, source};
    const route::ColumnCheck unasked{columns};
    route::ColumnCheck met = unasked;
    ingest::Source records = source.source;
    records.table = true;
    added.summary = ingest::read(records, [&](model::Features&& read) -> ingest::Finish {
        auto batch = std::make_shared<RouteBatch>();  // Shared: a std::function has to be copyable.
        batch->records = std::move(read);
        batch->columns.emplace(unasked).add(batch->records);
        for (std::size_t i = 0; i < batch->records.size(); ++i) {
            for (route::JourneyReading& reading : reader.read_all(batch->records[i])) {
                batch->routes.push_back(make_route(i, std::move(reading)));
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
    routes.table().finish();
    add_to_layers({.name = stored.name,
                   .kind = Kind::routes,
                   .features = routes.table().rows(),
                   .source = source.called,
                   .has_time = !columns.time.empty(),
                   .has_category = !columns.category.empty(),
                   .measuring = measuring},
                  added);
    return added;
}

}  // namespace tamga::store
