// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/route_ends.hpp"

#include "engine/base/error.hpp"
#include "engine/store/spatialite/database.hpp"

#include <fmt/format.h>

#include <utility>

namespace tamga::store {
namespace {

constexpr const char* pair_columns = "SELECT id, origin, destination, length_m FROM ";
constexpr const char* place_columns = "SELECT id, name, lon, lat FROM ";

StoredPair pair_in(const base::Statement& row, const std::string& layer) {
    return {.origin = number_in(row, 1, layer),
            .destination = number_in(row, 2, layer),
            .length_m = row.real(3)};
}

StoredPlace place_in(const base::Statement& row) {
    return {.name = row.is_null(1) ? std::nullopt : std::optional{std::string{row.text(1)}},
            .at = {.lon = row.real(2), .lat = row.real(3)}};
}

}  // namespace

std::uint32_t number_in(const base::Statement& statement, int column, const std::string& layer) {
    const std::int64_t number = statement.integer(column);
    if (number < 1 || number > std::numeric_limits<std::uint32_t>::max()) {
        throw Error{Fault::input,
                    fmt::format("layer '{}' has {} where the number of a pair or of a "
                                "place is to be",
                                layer, number)};
    }
    return static_cast<std::uint32_t>(number);
}

RouteEnds::RouteEnds(base::Database& database, const std::string& layer)
    : database_{database},
      layer_{layer},
      pair_{database.prepare(pair_columns + quoted(layer + "_pairs") + " WHERE id = ?")},
      place_{database.prepare(place_columns + quoted(layer + "_places") + " WHERE id = ?")} {}

void RouteEnds::read_all() {
    if (std::exchange(all_, true)) {
        return;
    }
    auto places = database_.prepare(place_columns + quoted(layer_ + "_places"));
    while (places.step()) {
        places_.put(number_in(places, 0, layer_), place_in(places));
    }
    auto pairs = database_.prepare(pair_columns + quoted(layer_ + "_pairs"));
    while (pairs.step()) {
        pairs_.put(number_in(pairs, 0, layer_), pair_in(pairs, layer_));
    }
}

template <class Thing, class Read>
const Thing& RouteEnds::looked_up(Numbered<Thing>& known, base::Statement& statement,
                                  std::uint32_t id, const char* what, const Read& read) {
    if (const Thing* found = known.find(id)) {
        return *found;
    }
    statement.reset();
    if (all_ || !statement.bind(1, std::int64_t{id}).step()) {
        throw Error{Fault::input, fmt::format("layer '{}' names the {} {}, which is not there",
                                              layer_, what, id)};
    }
    // Never among the dense ones, which a later one may move.
    return known.others.insert_or_assign(id, read(statement)).first->second;
}

const StoredPair& RouteEnds::pair(std::uint32_t id) {
    return looked_up(pairs_, pair_, id, "pair",
                     [&](const base::Statement& row) { return pair_in(row, layer_); });
}

const StoredPlace& RouteEnds::place(std::uint32_t id) {
    return looked_up(places_, place_, id, "place", place_in);
}

}  // namespace tamga::store
