// SPDX-License-Identifier: MIT
#include "engine/store/selection.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/printable.hpp"
#include "engine/ingest/columns.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace tamga::store {
namespace {

bool is_kind(const Layer& layer, std::span<const Kind> kinds) {
    return std::ranges::find(kinds, layer.kind) != kinds.end();
}

std::string words_of(std::span<const Kind> kinds) {
    std::string words;
    for (const Kind kind : kinds) {
        words += (words.empty() ? "" : " or ") + std::string{name_of(kind)};
    }
    return words;
}

geo::Box widened(const geo::Box& box) {
    constexpr double margin = 1e-4;  // A float32 beside 180 is right to 8e-6.
    return {{.lon = box.south_west.lon - margin, .lat = box.south_west.lat - margin},
            {.lon = box.north_east.lon + margin, .lat = box.north_east.lat + margin}};
}

/// `path`, if there is a store.
const std::string& checked(const std::string& path) {
    layers(path);
    return path;
}

model::Shape shape_of(Kind kind) {
    switch (kind) {
        case Kind::points:
            return model::Shape::points;
        case Kind::polygons:
            return model::Shape::polygons;
        case Kind::lines:
        case Kind::routes:
            break;
    }
    return model::Shape::lines;
}

/// A cell as an expression sees it. Texts stay where they are.
model::Value value_of(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return std::string_view{*text};
    }
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
        return *integer;
    }
    if (const auto* real = std::get_if<double>(&cell)) {
        return *real;
    }
    if (const auto* weight = std::get_if<route::Weight>(&cell)) {
        const auto exact = whole(*weight);
        return exact ? model::Value{*exact} : model::Value{approximately(*weight)};
    }
    return {};
}

constexpr int hidden_columns = 6;  // geom, the four of the ends, the exact weight.

}  // namespace

Cell cell_of(const base::Statement& statement, int column) {
    if (statement.is_null(column)) {
        return {};
    }
    if (statement.is_integer(column)) {
        return statement.integer(column);
    }
    if (statement.is_real(column)) {
        return statement.real(column);
    }
    if (statement.is_blob(column)) {
        return fmt::format("({} bytes)", statement.blob(column).size());
    }
    return std::string{statement.text(column)};
}

Filter at_one_period(const Layer& layer, const Filter& filter, std::vector<std::string>& notes) {
    Filter at = filter;
    if (layer.measuring.is_stock() && filter.time.empty() && !layer.measuring.period.empty()) {
        at.period = layer.measuring.period;
        notes.push_back(
            fmt::format("layer '{}' has stocks, which are not added up over periods: "
                        "this is {}, the latest; --time names another",
                        layer.name, at.period));
    }
    return at;
}

Store::Store(const std::string& path)
    : database_{checked(path), base::Database::Mode::read_only},
      layers_{store::layers(database_.database())} {
    database_.forbid_all_but_reading();
}

void Store::stop() noexcept { sqlite3_interrupt(database_.database().handle()); }

const Layer& Store::layer(const std::string& name, std::span<const Kind> kinds) const {
    std::string known;
    const Layer* found = nullptr;
    int count = 0;
    for (const Layer& layer : layers_) {
        known +=
            fmt::format("{}{} ({})", known.empty() ? "" : ", ", layer.name, name_of(layer.kind));
        if (name.empty() ? is_kind(layer, kinds) : layer.name == name_in_store(name)) {
            found = &layer;
            ++count;
        }
    }
    if (count == 0) {
        throw Error{Fault::usage, (name.empty() ? "the store has no layer of " + words_of(kinds)
                                                : "the store has no layer '" + name + "'") +
                                      "; it has " + (known.empty() ? "none" : known)};
    }
    if (count > 1) {
        throw Error{Fault::usage, "say which layer with --layer: " + known};
    }
    if (!is_kind(*found, kinds)) {
        throw Error{Fault::usage, fmt::format("layer '{}' holds {}; this question is for {}",
                                              found->name, name_of(found->kind), words_of(kinds))};
    }
    return *found;
}

namespace {

/// A layer's rows are a table's: a view could be of anything, and without end.
void require_table(base::Database& database, const std::string& name) {
    auto found = database.prepare(
        "SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table' AND sql LIKE 'CREATE "
        "TABLE%'");
    if (!found.bind(1, std::string_view{name}).step()) {
        throw Error{Fault::input, "layer '" + name + "' is no table of the store"};
    }
}

}  // namespace

Selection::Selection(Store& store, const Layer& layer, const Filter& filter)
    : store_{store}, layer_{layer} {
    base::Database& database = store.database().database();
    require_table(database, layer.name);
    if (!filter.period.empty()) {
        filter_ += " AND time = ?";
        filter_values_.push_back(filter.period);
    }
    const auto statement = database.prepare("SELECT * FROM " + quoted(layer.name) + " LIMIT 0");
    for (int i = 0; i < statement.columns(); ++i) {
        const std::string name = statement.column_name(i);
        const bool hidden =
            name == "geom" || (layer.kind == Kind::routes && (name == "weight_millionths"));
        if (!hidden) {
            columns_.push_back(name);
        }
    }
    if (!filter.time.empty()) {
        in_context("--time", [&] { use_time(filter.time); });
    }
    if (!filter.where.empty()) {
        in_context("--where", [&] { use_where(filter.where); });
    }
}

void Selection::use_time(const std::string& text) {
    if (!layer_.has_time) {
        throw Error{Fault::usage,
                    "layer '" + layer_.name + "' has no periods; ingest it with --time COLUMN"};
    }
    time_.emplace(text);
    time_column_ = static_cast<std::size_t>(std::ranges::find(columns_, "time") - columns_.begin());
    if (time_column_ == columns_.size()) {
        throw Error{Fault::input, "layer '" + layer_.name + "' has no column 'time'"};
    }
    base::Database& database = store_.database().database();
    const std::string from = " FROM " + quoted(layer_.name) + " WHERE time ";
    if (!time_->label() || database.prepare("SELECT 1" + from + "= ? LIMIT 1")
                               .bind(1, std::string_view{*time_->label()})
                               .step()) {
        return;
    }
    std::vector<std::string> periods;
    base::Statement all = database.prepare("SELECT DISTINCT time" + from + "IS NOT NULL LIMIT 100");
    while (all.step()) {
        periods.emplace_back(base::shortened(all.text(0)));
    }
    throw Error{Fault::usage, fmt::format("'{}' is no time; {}; layer '{}' has {}", text,
                                          time_forms, layer_.name, ingest::listed(periods))};
}

bool Selection::is_in_time(const Cell& period) {
    const auto* text = std::get_if<std::string>(&period);
    if (text == nullptr) {  // What ingest writes is a text or nothing.
        ++timeless_;
        return false;
    }
    const TimeRange::Answer answer = time_->holds(*text);
    if (answer == TimeRange::Answer::unreadable && ++unreadable_ == 1) {
        unreadable_time_ = base::shortened(*text);
    }
    return answer == TimeRange::Answer::yes;
}

std::vector<std::string> Selection::notes() const {
    std::vector<std::string> all;
    if (timeless_ > 0) {
        all.push_back(fmt::format("--time left out {} of the routes looked at, which {} no time",
                                  timeless_, timeless_ == 1 ? "has" : "have"));
    }
    if (unreadable_ > 0) {
        all.push_back(
            fmt::format("--time left out {} of the routes looked at, whose time is no "
                        "date, such as '{}'",
                        unreadable_, unreadable_time_));
    }
    return all;
}

void Selection::use_where(const std::string& text) {
    const filter::Expression where{text};
    if (where.uses_zoom()) {
        throw Error{Fault::usage, "a store has no zooms, so there is no $zoom"};
    }
    for (const filter::Expression::Name& name : where.names()) {
        if (std::ranges::find(columns_, name.text) == columns_.end()) {
            const std::string nearest = base::did_you_mean(name.text, columns_);
            throw Error{Fault::usage,
                        fmt::format("column {}: layer '{}' has no attribute '{}'{}; it has {}",
                                    name.column, layer_.name, name.text,
                                    nearest.empty()
                                        ? "; a text stands in single quotes: '" + name.text + "'"
                                        : nearest,
                                    ingest::listed(columns_))};
        }
    }
    where_.emplace(where);
    for (const std::string& column : columns_) {
        attributes_.push_back({column, {}});
    }
}

bool Selection::passes(const Candidate& candidate) {
    if (time_ && !is_in_time(candidate.cells[time_column_])) {
        return false;
    }
    if (!where_) {
        return true;
    }
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        attributes_[i].value = value_of(candidate.cells[i]);
    }
    return where_->passes(
        {shape_of(layer_.kind), static_cast<std::uint64_t>(candidate.fid), attributes_});
}

void Selection::all(const Visit& visit) { run("1", {}, visit); }

void Selection::touching(std::span<const geo::Box> windows, const Visit& visit) {
    std::string keys;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        keys += fmt::format(
            "{}SELECT pkid FROM {} WHERE xmax >= ? AND xmin <= ? AND ymax >= ? AND ymin <= ?",
            keys.empty() ? "" : " UNION ALL ", quoted("idx_" + layer_.name + "_geom"));
    }
    if (!windows.empty()) {
        run("t.fid IN (" + keys + ")", windows, visit);
    }
}

void Selection::passing(std::span<const geo::Box> windows, const Visit& visit) {
    std::string keys;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        keys += fmt::format(
            "{}SELECT route FROM {} WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?",
            keys.empty() ? "" : " UNION ALL ", quoted(pieces_table(layer_.name)));
    }
    if (!windows.empty()) {
        run("t.fid IN (" + keys + ")", windows, visit);
    }
}

void Selection::run(const std::string& condition, std::span<const geo::Box> windows,
                    const Visit& visit) {
    const bool routes = layer_.kind == Kind::routes;
    std::string sql = routes ? "SELECT geom, from_lon, from_lat, to_lon, to_lat, weight_millionths"
                             : "SELECT geom, 0, 0, 0, 0, 0";
    for (const std::string& column : columns_) {
        sql += ", " + quoted(column);
    }
    sql += " FROM " + quoted(layer_.name) + " t WHERE " + condition + filter_ + " ORDER BY fid";
    base::Statement statement = store_.database().database().prepare(sql);
    int parameter = 0;
    for (const geo::Box& window : windows) {
        const geo::Box box = widened(window);
        for (const double side :
             {box.south_west.lon, box.north_east.lon, box.south_west.lat, box.north_east.lat}) {
            statement.bind(++parameter, side);
        }
    }
    for (const std::string& value : filter_values_) {
        statement.bind(++parameter, std::string_view{value});
    }
    timeless_ = 0;
    unreadable_ = 0;
    while (statement.step()) {
        base::stop_if_interrupted();
        Candidate found = candidate(statement);
        if (passes(found)) {
            visit(std::move(found));
        }
    }
}

Candidate Selection::candidate(const base::Statement& statement) const {
    Candidate found;
    const ByteView blob = statement.blob(0);
    found.geometry.assign(blob.begin(), blob.end());
    found.origin = {.lon = statement.real(1), .lat = statement.real(2)};
    found.destination = {.lon = statement.real(3), .lat = statement.real(4)};
    found.weight = statement.is_integer(5) ? route::Weight{statement.integer(5)}
                                           : route::weight_of_digits(statement.text(5));
    found.cells.reserve(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const bool weight = layer_.kind == Kind::routes && columns_[i] == "weight";
        found.cells.push_back(weight ? Cell{found.weight}
                                     : cell_of(statement, static_cast<int>(i) + hidden_columns));
        if (columns_[i] == "fid") {
            found.fid = std::get<std::int64_t>(found.cells.back());
        }
    }
    return found;
}

}  // namespace tamga::store
