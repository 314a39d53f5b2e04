// SPDX-License-Identifier: MIT
#include "engine/geotag/table.hpp"

#include <algorithm>
#include <vector>

namespace tamga::geotag {
namespace {

using place::Kind;
using place::Match;
using place::NameRole;

std::optional<place::Place> first_of(const place::Gazetteer& gazetteer, std::string_view name,
                                     Kind kind) {
    const auto found = gazetteer.find(name, {.limit = 1, .kind = kind});
    return found.empty() ? std::nullopt : std::optional{found.front().place};
}

/// The units of that name, in the country if there is one.
std::vector<place::Place> units_of(const place::Gazetteer& gazetteer, std::string_view name,
                                   std::string_view country) {
    std::vector<place::Place> result;
    for (const Kind kind : {Kind::admin1, Kind::admin2}) {
        for (const Match& match :
             gazetteer.find(name, {.limit = 20, .country = country, .kind = kind})) {
            result.push_back(match.place);
        }
    }
    return result;
}

double confidence_of(const std::vector<Match>& matches) {
    const Match& best = matches.front();
    const double spelling = best.edits > 0 ? 0.6 : best.role == NameRole::other ? 0.85 : 1;
    // A second place of the same standing halves it, one of a hundredth of the size hardly counts.
    double rivals = 0;
    const double size = 1000.0 + best.place.population;
    for (std::size_t i = 1; i < matches.size(); ++i) {
        const Match& other = matches[i];
        const bool same_area =
            other.place.kind != best.place.kind &&
            (other.place.index == best.place.admin1 || other.place.admin1 == best.place.index ||
             other.place.index == best.place.admin2);
        if (!same_area && other.role <= best.role) {
            rivals += std::min(1.0, (1000.0 + other.place.population) / size);
        }
    }
    const double country = best.place.kind == Kind::country ? 0.2 : 1;
    return spelling / (1 + country * rivals);
}

}  // namespace

RowPlace place_of_row(const place::Gazetteer& gazetteer, const NamedPlace& row) {
    RowPlace answer;
    const auto none = [&](std::string reason) {
        answer.reason = std::move(reason);
        return answer;
    };
    std::string_view iso;
    std::optional<place::Place> country;
    if (!row.country.empty()) {
        country = first_of(gazetteer, row.country, Kind::country);
        if (!country) {
            return none("no country is called \"" + std::string{row.country} + "\"");
        }
        iso = country->iso;
    }
    auto matches = gazetteer.find(row.name, {.limit = 50, .country = iso});
    if (!row.unit.empty()) {
        const auto units = units_of(gazetteer, row.unit, iso);
        if (units.empty()) {
            return none("no unit is called \"" + std::string{row.unit} + "\"");
        }
        std::erase_if(matches, [&](const Match& match) {
            return std::ranges::none_of(units, [&](const place::Place& unit) {
                return gazetteer.holds(unit, match.place);
            });
        });
    }
    if (matches.empty()) {
        return none(row.country.empty() && row.unit.empty() ? "no place is called so"
                                                            : "no place there is called so");
    }
    answer.place = matches.front().place;
    answer.confidence = confidence_of(matches);
    return answer;
}

}  // namespace tamga::geotag
