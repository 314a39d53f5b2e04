// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/route_rows.hpp"

#include "engine/geo/route_line.hpp"
#include "engine/store/layer.hpp"
#include "engine/store/spatialite/layer_table.hpp"
#include "engine/store/spatialite/route_ends.hpp"
#include "engine/store/spatialite/route_index.hpp"
#include "engine/store/spatialite/rows.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace tamga::store {
namespace {

/// What a shown column is read from.
enum class From : std::uint8_t {
    table,  ///< A column of the table of routes.
    fid,
    origin,
    destination,
    from_lon,
    from_lat,
    to_lon,
    to_lat,
    length_m
};

struct ShownColumn {
    std::string name;
    From from = From::table;
    bool wanted = true;
    int column = -1;  ///< Of the statement, if it is of the table.
};

/// As everybody sees them in the view, without those that are hidden.
std::vector<ShownColumn> shown_columns(base::Database& database, const std::string& table,
                                       const Scan& scan) {
    std::vector<ShownColumn> columns{{"fid", From::fid},
                                     {"origin", From::origin},
                                     {"destination", From::destination},
                                     {"from_lon", From::from_lon},
                                     {"from_lat", From::from_lat},
                                     {"to_lon", From::to_lon},
                                     {"to_lat", From::to_lat},
                                     {"weight"},
                                     {"length_m", From::length_m}};
    const auto statement = database.prepare("SELECT * FROM " + quoted(table) + " LIMIT 0");
    constexpr std::array<std::string_view, 4> not_again{"fid", "pair", "weight",
                                                        "weight_millionths"};
    for (int i = 0; i < statement.columns(); ++i) {
        const std::string name = statement.column_name(i);
        if (std::ranges::find(not_again, name) == not_again.end()) {
            columns.push_back({name});
        }
    }
    for (ShownColumn& column : columns) {
        column.wanted =
            !scan.values || std::ranges::find(*scan.values, column.name) != scan.values->end();
    }
    return columns;
}

/// Which routes are read, and how they are found.
struct Candidates {
    bool all = true;
    std::vector<bool> pairs = {};         ///< If it is not empty: of all rows those of these pairs.
    std::vector<std::int64_t> fids = {};  ///< Else, if not all: these.
};

/// The routes of pairs, or none if there are more than `most`.
std::optional<std::vector<std::int64_t>> routes_of(base::Database& database,
                                                   const std::string& table,
                                                   const std::vector<std::uint32_t>& pairs,
                                                   std::size_t most) {
    auto routes = database.prepare("SELECT fid FROM " + quoted(table) + " WHERE pair = ?");
    std::vector<std::int64_t> fids;
    for (const std::uint32_t pair : pairs) {
        routes.reset();
        routes.bind(1, std::int64_t{pair});
        while (routes.step()) {
            if (fids.size() == most) {
                return std::nullopt;
            }
            fids.push_back(routes.integer(0));
        }
    }
    std::ranges::sort(fids);
    return fids;
}

Candidates candidates_of(base::Database& database, const Layer& layer, const std::string& table,
                         const Scan& scan) {
    if (scan.reach == Scan::Reach::all) {
        return {};
    }
    if (scan.reach == Scan::Reach::listed) {
        return {.all = false, .fids = scan.fids};
    }
    const auto pairs = pairs_passing(database, layer.name, scan.windows);
    if (!pairs) {
        return {};
    }
    constexpr std::uint64_t dearer = 20;  // To look a route up than to read it with all the others.
    const std::uint64_t most = layer.features / dearer;
    if (pairs->size() <= most) {
        if (auto fids = routes_of(database, table, *pairs, most)) {
            return {.all = false, .fids = *std::move(fids)};
        }
    }
    Candidates candidates{.pairs = std::vector<bool>(pairs->empty() ? 1 : pairs->back() + 1UL)};
    for (const std::uint32_t pair : *pairs) {
        candidates.pairs[pair] = true;
    }
    return candidates;
}

class RouteRows final : public Rows {
public:
    struct Parts {
        std::vector<ShownColumn> columns;
        base::Statement statement;
        Candidates candidates;
        bool listed = false;  ///< A route of the candidates that is not there is the end.
    };
    RouteRows(Parts parts, RouteEnds ends, std::string layer)
        : shown_{std::move(parts.columns)},
          statement_{std::move(parts.statement)},
          candidates_{std::move(parts.candidates)},
          listed_{parts.listed},
          ends_{std::move(ends)},
          layer_{std::move(layer)},
          sizes_(shown_.size()) {
        std::ranges::transform(shown_, std::back_inserter(names_), &ShownColumn::name);
        row_.values.resize(shown_.size());
        if (candidates_.all) {
            ends_.read_all();
        }
    }

    const std::vector<std::string>& columns() const override { return names_; }

    const Row* next() override {
        while (step()) {
            row_.pair = number_in(statement_, 1, layer_);
            if (candidates_.pairs.empty() ||
                (row_.pair < candidates_.pairs.size() && candidates_.pairs[row_.pair])) {
                read();
                return &row_;
            }
        }
        return nullptr;
    }

    model::Shape geometry(model::Features& features) const override {
        for (const auto& line : geo::draw_route(row_.origin, row_.destination)) {
            features.positions(line);
            features.end_part();
        }
        return model::Shape::lines;
    }

private:
    /// To the next row that may be one.
    bool step() {
        if (candidates_.all) {
            return statement_.step();
        }
        while (at_ < candidates_.fids.size()) {
            statement_.reset();
            if (statement_.bind(1, candidates_.fids[at_++]).step()) {
                return true;
            }
            if (listed_) {
                return false;
            }
        }
        return false;
    }

    void read() {
        row_.fid = statement_.integer(0);
        row_.weight = statement_.is_integer(2) ? route::Weight{statement_.integer(2)}
                                               : route::weight_of_digits(statement_.text(2));
        const StoredPair& pair = ends_.pair(row_.pair);
        row_.origin_id = pair.origin;
        row_.destination_id = pair.destination;
        row_.length_m = pair.length_m;
        const StoredPlace& origin = ends_.place(pair.origin);
        const StoredPlace& destination = ends_.place(pair.destination);
        row_.origin = origin.at;
        row_.destination = destination.at;
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            if (shown_[i].wanted) {
                row_.values[i] = value(shown_[i], origin, destination, sizes_[i]);
            }
        }
    }

    model::Value value(const ShownColumn& column, const StoredPlace& origin,
                       const StoredPlace& destination, std::string& room) const {
        const auto name = [](const StoredPlace& place) {
            return place.name ? model::Value{std::string_view{*place.name}} : model::Value{};
        };
        switch (column.from) {
            case From::table:
                break;
            case From::fid:
                return row_.fid;
            case From::origin:
                return name(origin);
            case From::destination:
                return name(destination);
            case From::from_lon:
                return origin.at.lon;
            case From::from_lat:
                return origin.at.lat;
            case From::to_lon:
                return destination.at.lon;
            case From::to_lat:
                return destination.at.lat;
            case From::length_m:
                return row_.length_m;
        }
        return value_of(statement_, column.column, room);
    }

    std::vector<ShownColumn> shown_;
    std::vector<std::string> names_;
    base::Statement statement_;
    Candidates candidates_;
    bool listed_;
    std::size_t at_ = 0;  ///< The next of the candidates' fids.
    RouteEnds ends_;
    std::string layer_;
    Row row_;
    std::vector<std::string> sizes_;  ///< Of BLOBs, as text.
};

/// The statement that reads the candidates; notes which of its columns is which of the shown ones.
std::string selecting(const std::string& table, std::vector<ShownColumn>& columns,
                      const Candidates& candidates, const Scan& scan) {
    std::string sql = "SELECT fid, pair, weight_millionths";
    int count = 3;
    for (ShownColumn& column : columns) {
        if (column.wanted && column.from == From::table) {
            column.column = count++;
            sql += ", " + quoted(column.name);
        }
    }
    sql += " FROM " + quoted(table) + " NOT INDEXED WHERE ";
    sql += candidates.all ? "?1 IS NULL" : "fid = ?1";
    if (!scan.period.empty()) {
        sql += " AND time = ?2";
    }
    return sql + " ORDER BY fid";
}

}  // namespace

std::unique_ptr<Rows> route_rows(SpatialDatabase& spatial, const Layer& layer, const Scan& scan) {
    base::Database& database = spatial.database();
    for (const char* suffix : {"_places", "_pairs", "_routes"}) {
        require_table(database, layer.name, layer.name + suffix);
    }
    const std::string table = layer.name + "_routes";
    std::vector<ShownColumn> columns = shown_columns(database, table, scan);
    Candidates candidates = candidates_of(database, layer, table, scan);
    base::Statement statement = database.prepare(selecting(table, columns, candidates, scan));
    if (!scan.period.empty()) {
        statement.bind(2, std::string_view{scan.period});
    }
    return std::make_unique<RouteRows>(
        RouteRows::Parts{.columns = std::move(columns),
                         .statement = std::move(statement),
                         .candidates = std::move(candidates),
                         .listed = scan.reach == Scan::Reach::listed},
        RouteEnds{database, layer.name}, layer.name);
}

}  // namespace tamga::store
