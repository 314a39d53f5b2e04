// SPDX-License-Identifier: MIT
#include "engine/store/query.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/geo/geodesic.hpp"
#include "engine/index/passage.hpp"
#include "engine/index/surroundings.hpp"
#include "engine/store/geometry_blob.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

namespace tamga::store {
namespace {

constexpr std::array points_only{Kind::points};
constexpr std::array points_or_routes{Kind::points, Kind::routes};
constexpr std::array routes_only{Kind::routes};

std::vector<geo::LonLat> positions_of(const Bytes& geometry) {
    model::Features features;
    const model::Shape shape = decode_geometry(geometry, features);
    features.commit({.shape = shape, .record = 1});
    const auto positions = features[0].positions;
    return {positions.begin(), positions.end()};
}

/// To the millimetre: what is behind it would only look precise.
double rounded_m(double metres) { return std::round(metres * 1000) / 1000; }

/// To 1e-9 degrees, a tenth of a millimetre.
double rounded_deg(double degrees) { return std::round(degrees * 1e9) / 1e9; }

/// Whatever is asked for distances: points or routes.
class Places {
public:
    Places(Store& store, const Filter& filter)
        : layer_{store.layer(filter.layer, points_or_routes)}, selection_{store, layer_, filter} {}

    struct Found {
        double distance_m = 0;
        Candidate candidate;
    };

    /// All within the radius, nearest first.
    std::vector<Found> around(geo::LonLat centre, double radius_m) {
        std::vector<Found> found;
        const auto take = [&](Candidate&& candidate) {
            const double away_m = distance_m(candidate, centre);
            if (away_m <= radius_m) {
                found.push_back({away_m, std::move(candidate)});
            }
        };
        const auto windows = index::boxes_around(centre, radius_m);
        if (layer_.kind == Kind::routes) {
            selection_.passing(windows, take);
        } else {
            selection_.touching(windows, take);
        }
        std::ranges::sort(found, [](const Found& a, const Found& b) {
            return a.distance_m != b.distance_m ? a.distance_m < b.distance_m
                                                : a.candidate.fid < b.candidate.fid;
        });
        return found;
    }

    Answer answer(std::vector<Found> found) const {
        Answer answer{.columns = selection_.columns(), .rows = {}, .notes = selection_.notes()};
        answer.columns.push_back("distance_m");
        for (Found& one : found) {
            one.candidate.cells.emplace_back(rounded_m(one.distance_m));
            answer.rows.push_back(
                {std::move(one.candidate.cells), std::move(one.candidate.geometry)});
        }
        return answer;
    }

    const Layer& layer() const { return layer_; }

private:
    double distance_m(const Candidate& candidate, geo::LonLat centre) const {
        if (layer_.kind == Kind::routes) {
            return index::distance_to_line_m({candidate.origin, candidate.destination}, centre);
        }
        double best = std::numeric_limits<double>::infinity();
        for (const geo::LonLat position : positions_of(candidate.geometry)) {
            best = std::min(best, geo::distance_m(position, centre));
        }
        return best;
    }

    const Layer& layer_;
    Selection selection_;
};

/// Adds what the selection has to say, which it knows when all its rows were seen.
void add_notes(const Selection& selection, Answer& answer) {
    std::ranges::move(selection.notes(), std::back_inserter(answer.notes));
}

/// What of a route lies in an area.
struct Passage {
    double inside_m = 0;
    std::optional<geo::LonLat> entry;
    std::optional<geo::LonLat> exit;
};

std::optional<Passage> passage(const Candidate& route, const index::Area& area) {
    const geo::GeodesicLine line{route.origin, route.destination};
    if (line.length_m() <= 0) {
        return area.contains(route.origin) ? std::optional{Passage{}} : std::nullopt;
    }
    const auto stretches = index::stretches_inside(line, area);
    if (stretches.empty()) {
        return std::nullopt;
    }
    Passage passage;
    for (const index::Stretch& stretch : stretches) {
        passage.inside_m += (stretch.to - stretch.from) * line.length_m();
    }
    if (stretches.front().from > 0) {
        passage.entry = line.at(stretches.front().from);
    }
    if (stretches.back().to < 1) {
        passage.exit = line.at(stretches.back().to);
    }
    return passage;
}

void push(std::vector<Cell>& cells, const std::optional<geo::LonLat>& position) {
    cells.push_back(position ? Cell{rounded_deg(position->lon)} : Cell{});
    cells.push_back(position ? Cell{rounded_deg(position->lat)} : Cell{});
}

/// A pole has every longitude: it is in an area that reaches it anywhere.
bool holds(const index::Area& area, geo::LonLat position) {
    if (std::abs(position.lat) < 90) {
        return area.contains(position);
    }
    return std::ranges::any_of(area.boxes(), [&](const geo::Box& box) {
        const double west = box.south_west.lon;
        const double east = box.north_east.lon;
        const auto touches = [&](double lon) {
            return area.contains({.lon = lon, .lat = position.lat});
        };
        return touches(west) || touches(std::midpoint(west, east)) || touches(east);
    });
}

/// The boxes of an area; with those around the Earth at the poles that it reaches.
std::vector<geo::Box> windows_of(const index::Area& area) {
    const auto boxes = area.boxes();
    std::vector<geo::Box> windows{boxes.begin(), boxes.end()};
    for (const double pole : {-90.0, 90.0}) {
        const bool reached = std::ranges::any_of(boxes, [&](const geo::Box& box) {
            return box.south_west.lat <= pole && box.north_east.lat >= pole;
        });
        if (reached) {
            windows.push_back({{.lon = -180, .lat = pole}, {.lon = 180, .lat = pole}});
        }
    }
    return windows;
}

/// True if `sql` begins with `keyword`, in upper case or lower, after white space.
bool starts_with_word(std::string_view sql, std::string_view keyword) {
    sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n"), sql.size()));
    return sql.size() > keyword.size() &&
           std::ranges::equal(sql.substr(0, keyword.size()), keyword,
                              [](unsigned char a, char b) { return std::toupper(a) == b; }) &&
           std::isalnum(static_cast<unsigned char>(sql[keyword.size()])) == 0;
}

/// What an answer may hold. A statement has no end by itself.
constexpr std::size_t largest_answer = std::size_t{128} << 20;

std::size_t size_of(const Cell& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    return sizeof(Cell) + (text == nullptr ? 0 : text->capacity());
}

}  // namespace

Answer within(Store& store, const Filter& filter, const index::Area& area) {
    Selection selection{store, store.layer(filter.layer, points_only), filter};
    Answer answer{.columns = selection.columns(), .rows = {}, .notes = {}};
    selection.touching(windows_of(area), [&](Candidate&& candidate) {
        const auto positions = positions_of(candidate.geometry);
        if (std::ranges::any_of(positions, [&](geo::LonLat p) { return holds(area, p); })) {
            answer.rows.push_back({std::move(candidate.cells), std::move(candidate.geometry)});
        }
    });
    add_notes(selection, answer);
    return answer;
}

Answer near(Store& store, const Filter& filter, geo::LonLat position, double radius_m) {
    Places places{store, filter};
    return places.answer(places.around(position, radius_m));
}

Answer nearest(Store& store, const Filter& filter, geo::LonLat position, std::size_t count) {
    Places places{store, filter};
    // What is within a radius is complete, so widen it until there is enough. The first radius is
    // a guess at how far apart that many of the layer's features are, spread over the Earth.
    const double share = static_cast<double>(count) /
                         static_cast<double>(std::max<std::uint64_t>(places.layer().features, 1));
    double radius_m = std::max(1000.0, index::farthest_m * std::sqrt(std::min(share, 1.0)) / 8);
    auto found = places.around(position, radius_m);
    while (found.size() < count && radius_m < index::farthest_m) {
        radius_m = std::min(radius_m * 2, index::farthest_m);
        found = places.around(position, radius_m);
    }
    found.resize(std::min(found.size(), count));
    return places.answer(std::move(found));
}

Answer crossing(Store& store, const Filter& filter, const index::Area& area) {
    std::vector<std::string> notes;
    const Layer& layer = store.layer(filter.layer, routes_only);
    Selection selection{store, layer, at_one_period(layer, filter, notes)};
    Answer answer{.columns = selection.columns(), .rows = {}, .notes = std::move(notes)};
    for (const char* column : {"inside_m", "entry_lon", "entry_lat", "exit_lon", "exit_lat"}) {
        answer.columns.emplace_back(column);
    }
    selection.passing(area.boxes(), [&](Candidate&& candidate) {
        if (const auto found = passage(candidate, area)) {
            candidate.cells.emplace_back(rounded_m(found->inside_m));
            push(candidate.cells, found->entry);
            push(candidate.cells, found->exit);
            answer.rows.push_back({std::move(candidate.cells), std::move(candidate.geometry)});
        }
    });
    add_notes(selection, answer);
    return answer;
}

Answer between(Store& store, const Filter& filter, const index::Area& from, const index::Area& to) {
    std::vector<std::string> notes;
    const Layer& layer = store.layer(filter.layer, routes_only);
    Selection selection{store, layer, at_one_period(layer, filter, notes)};
    Answer answer{.columns = selection.columns(), .rows = {}, .notes = std::move(notes)};
    selection.touching(windows_of(from), [&](Candidate&& route) {
        if (holds(from, route.origin) && holds(to, route.destination)) {
            answer.rows.push_back({std::move(route.cells), std::move(route.geometry)});
        }
    });
    add_notes(selection, answer);
    return answer;
}

Answer run_sql(Store& store, const std::string& sql) {
    const bool reads =
        std::ranges::any_of(std::array{"SELECT", "WITH", "EXPLAIN"},
                            [&](const char* keyword) { return starts_with_word(sql, keyword); });
    if (!reads || !is_one_reading_statement(store.database(), sql)) {
        throw Error{Fault::usage,
                    "a store is only read: one statement that starts with SELECT, WITH or EXPLAIN "
                    "and changes nothing"};
    }
    base::Statement statement = store.database().database().prepare(sql);
    Answer answer;
    for (int i = 0; i < statement.columns(); ++i) {
        answer.columns.push_back(statement.column_name(i));
    }
    std::size_t size = 0;
    while (statement.step()) {
        base::stop_if_interrupted();
        Row& row = answer.rows.emplace_back();
        size += 2 * sizeof(Row);  // With what the heap adds.
        for (int i = 0; i < statement.columns(); ++i) {
            row.cells.push_back(cell_of(statement, i));
            size += size_of(row.cells.back());
            if (statement.is_blob(i) && row.geometry.empty() &&
                looks_like_geometry(statement.blob(i))) {
                const ByteView blob = statement.blob(i);
                row.geometry.assign(blob.begin(), blob.end());
                size += blob.size();
            }
        }
        if (size > largest_answer) {
            throw Error{Fault::usage, fmt::format("the answer is larger than {} MiB, of which {} "
                                                  "rows are here; ask for less with LIMIT",
                                                  largest_answer >> 20, answer.rows.size())};
        }
    }
    return answer;
}

}  // namespace tamga::store
