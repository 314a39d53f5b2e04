// SPDX-License-Identifier: MIT
#include "engine/route/table/journey.hpp"

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"
#include "engine/coordinate/read.hpp"
#include "engine/route/table/columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::route {

/// One end of a journey, found or not.
struct JourneyReader::Place {
    geo::LonLat position;
    std::string name;
    std::string reason;      ///< Why it was not found; empty if it was.
    std::string unresolved;  ///< The name that led nowhere.
    const Location* location = nullptr;
    bool is_aggregate = false;
    std::string reading = {};
    std::uint32_t id = 0;
};

namespace {

const model::Value& value_in(const model::FeatureView& record, const std::string& column) {
    if (const model::Value* value = find_value(record, column)) {
        return *value;
    }
    throw Error{Fault::input, "no value in column '" + column + "'"};
}

double coordinate_in(const model::FeatureView& record, const std::string& column) {
    const model::Value& value = value_in(record, column);
    if (const auto number = number_of(value)) {
        return *number;
    }
    throw Error{Fault::input,
                "'" + text_of(value) + "' in column '" + column + "' is not a coordinate"};
}

/// What to do about a record that is no line where no columns are named, with those that it has.
std::string no_ends(const model::FeatureView& record) {
    constexpr std::size_t most = 20;
    std::string text =
        "no line with two ends; name the columns that have them: --origin A --destination B "
        "[--weight C], or origin, destination and weight in a map.toml";
    for (std::size_t i = 0; i < std::min(record.attributes.size(), most); ++i) {
        text += (i == 0 ? "; it has " : ", ") + std::string{record.attributes[i].name};
    }
    return record.attributes.size() > most ? text + ", ..." : text;
}

geo::LonLat end_of_line(const model::FeatureView& record, bool first) {
    if (record.shape != model::Shape::lines || record.positions.size() < 2) {
        throw Error{Fault::input, no_ends(record)};
    }
    return first ? record.positions.front() : record.positions.back();
}

std::string optional_text(const model::FeatureView& record, const std::string& column) {
    const model::Value* value = column.empty() ? nullptr : find_value(record, column);
    return value == nullptr ? std::string{} : trimmed_text(*value);
}

/// The weight, or why there is none.
std::variant<WeightReading, BadJourney> weight_in(const model::Value& value,
                                                  const std::string& place) {
    using Kind = BadJourney::Kind;
    try {
        return weight_of(value);
    } catch (const Error& error) {
        const auto negative = negative_weight(value);
        return BadJourney{.reason = place + error.what(),
                          .place = {},
                          .weight = negative.value_or(Weight{}),
                          .kind = negative ? Kind::negative : Kind::weight};
    }
}

BadJourney no_weight(const std::string& column) {
    return {.reason = "no value in column '" + column + "'",
            .place = {},
            .weight = {},
            .kind = BadJourney::Kind::weight};
}

}  // namespace

bool is_cell(const JourneyColumns& columns, const model::Attribute& attribute) {
    const auto is_named = [&](const std::string& column) {
        return !column.empty() && attribute.name == column;
    };
    return !is_named(columns.time) && !is_named(columns.category) &&
           !std::holds_alternative<std::monostate>(attribute.value) &&
           !trimmed_text(attribute.value).empty();
}

std::optional<geo::LonLat> position_in(const std::string& text, bool only_degrees) {
    const coordinate::Outcome outcome = coordinate::read(text);
    const auto* reading = std::get_if<coordinate::Reading>(&outcome);
    if (reading == nullptr || (only_degrees && reading->notation != "decimal" &&
                               reading->notation != "degrees-minutes-seconds")) {
        return std::nullopt;
    }
    return reading->position;
}

std::vector<std::string> split_columns(const std::string& text) {
    std::vector<std::string> columns;
    std::size_t begin = 0;
    while (begin <= text.size() && !text.empty()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        columns.emplace_back(
            base::trimmed(std::string_view{text}.substr(begin, end - begin), base::blanks));
        begin = end + 1;
    }
    return columns;
}

JourneyReader::JourneyReader(JourneyColumns columns, Locations locations)
    : columns_{std::move(columns)},
      locations_{std::move(locations)},
      periods_{columns_.period},
      origin_{end_of("origin", columns_.origin, columns_.origin_name)},
      destination_{end_of("destination", columns_.destination, columns_.destination_name)} {
    if (columns_.matrix && !columns_.origin.empty()) {
        throw Error{Fault::usage,
                    "a matrix names its origins in the first column and its destinations in the "
                    "header; origin and destination columns do not go with it"};
    }
    if (!columns_.period.empty() && columns_.time.empty()) {
        throw Error{Fault::usage, "periods are made of times; which column has them? (time)"};
    }
    if (columns_.origin.empty() != columns_.destination.empty()) {
        throw Error{Fault::usage, "origin and destination are given together or not at all"};
    }
}

JourneyReader::End JourneyReader::end_of(const std::string& word,
                                         const std::vector<std::string>& columns,
                                         const std::string& name) {
    End end{.word = word, .longitude = {}, .latitude = {}, .place = {}, .name = name};
    if (columns.size() > 2 || std::ranges::count(columns, std::string{}) > 0) {
        throw Error{Fault::usage, word + " is one column or two with a comma between"};
    }
    if (columns.size() == 1) {
        end.place = columns[0];
    }
    if (columns.size() == 2) {
        Axis first = axis_of(columns[0]);
        const Axis second = axis_of(columns[1]);
        if (first == second) {
            throw Error{Fault::usage,
                        word + ": the names '" + columns[0] + "' and '" + columns[1] +
                            "' do not tell which is the latitude; put lat, latitude or y into "
                            "one and lon, lng, longitude or x into the other, as in " +
                            (word == "origin" ? "from_lat,from_lon" : "to_lat,to_lon")};
        }
        const bool longitude_first = first == Axis::longitude || second == Axis::latitude;
        end.longitude = columns[longitude_first ? 0 : 1];
        end.latitude = columns[longitude_first ? 1 : 0];
    }
    return end;
}

/// What is no place of the table, and no position.
JourneyReader::Place JourneyReader::place_looked_up(const std::string& text) const {
    const auto none = [&](std::string reason) {
        return Place{.position = {}, .name = {}, .reason = std::move(reason), .unresolved = text};
    };
    if (!locations_.empty()) {
        return none("place '" + text + "' is not in the table of locations");
    }
    const Locations::Answer* answer = locations_.looked_up(text);
    if (answer == nullptr) {
        return none("'" + text +
                    "' is not a position, and there is no table of locations or gazetteer to find "
                    "it in");
    }
    Place place =
        answer->location
            ? Place{.position = answer->location->position,
                    .name = answer->location->name,
                    .reason = {},
                    .unresolved = {},
                    .location = &*answer->location}
            : none(answer->reason.empty()
                       ? "'" + text + "' is not a position, and not a place in the gazetteer"
                       : "'" + text + "' " + answer->reason);
    place.is_aggregate = answer->is_aggregate;
    place.reading = answer->reading;
    place.id = answer->id;
    return place;
}

JourneyReader::Place JourneyReader::place_by_name(const std::string& text) const {
    const Locations::Found found = locations_.find(text);
    if (found.location != nullptr) {
        return {.position = found.location->position,
                .name = found.location->name,
                .reason = {},
                .unresolved = {},
                .location = found.location,
                .reading = "location"};
    }
    if (found.ambiguous || found.unplaced) {
        return {.position = {},
                .name = {},
                .reason = "place '" + text +
                          (found.ambiguous ? "' is several locations"
                                           : "' has no position in the table of locations"),
                .unresolved = text};
    }
    if (const auto position = position_in(text, !locations_.empty())) {
        return {.position = *position,
                .name = {},
                .reason = {},
                .unresolved = {},
                .location = nullptr,
                .reading = "position"};
    }
    return place_looked_up(text);
}

NameReading JourneyReader::reading_of(const std::string& name) const {
    Place place = place_by_name(name);
    const bool is_placed = place.reason.empty();
    return {.reading = std::move(place.reading),
            .id = place.id,
            .name = std::move(place.name),
            .position = is_placed ? std::optional{place.position} : std::nullopt,
            .reason = std::move(place.reason)};
}

JourneyReader::Place JourneyReader::place(const model::FeatureView& record, const End& end,
                                          bool first) const {
    try {
        Place found;
        if (!end.place.empty()) {
            found = place_by_name(trimmed_text(value_in(record, end.place)));
        } else if (!end.longitude.empty()) {
            found.position = checked({.lon = coordinate_in(record, end.longitude),
                                      .lat = coordinate_in(record, end.latitude)});
        } else {
            found.position = end_of_line(record, first);
        }
        if (found.location == nullptr && found.reason.empty()) {
            found.location = locations_.around(found.position);
        }
        if (std::string name = optional_text(record, end.name); !name.empty()) {
            found.name = std::move(name);
        }
        return found;
    } catch (const Error& error) {
        return {.position = {}, .name = {}, .reason = error.what(), .unresolved = {}};
    }
}

JourneyReading JourneyReader::read(const model::FeatureView& record) const {
    WeightReading weight{whole_weight(1)};
    if (!columns_.weight.empty()) {
        const model::Value* value = find_value(record, columns_.weight);
        if (value == nullptr) {
            return no_weight(columns_.weight);
        }
        auto reading = weight_in(*value, "");
        if (auto* bad = std::get_if<BadJourney>(&reading)) {
            return std::move(*bad);
        }
        weight = std::get<WeightReading>(reading);
    }
    return journey(record, weight, place(record, origin_, true),
                   place(record, destination_, false));
}

JourneyReading JourneyReader::journey(const model::FeatureView& record, WeightReading weight,
                                      Place from, Place to) const {
    std::string time;
    std::string time_fault;
    try {
        time = periods_.label(optional_text(record, columns_.time));
    } catch (const Error& error) {
        time_fault = columns_.time + ": " + error.what();
    }
    if (!from.reason.empty() || !to.reason.empty()) {
        using Kind = BadJourney::Kind;
        const bool is_aggregate = from.is_aggregate || to.is_aggregate;
        const bool first = is_aggregate ? from.is_aggregate : !from.reason.empty();
        Place& bad = first ? from : to;
        const Kind kind = is_aggregate             ? Kind::aggregate
                          : bad.unresolved.empty() ? Kind::record
                                                   : Kind::place;
        return BadJourney{.reason = (first ? origin_ : destination_).word + ": " + bad.reason,
                          .place = std::move(bad.unresolved),
                          .weight = weight.weight,
                          .kind = kind,
                          .time = std::move(time)};
    }
    return Journey{.origin = from.position,
                   .destination = to.position,
                   .origin_name = std::move(from.name),
                   .destination_name = std::move(to.name),
                   .weight = weight.weight,
                   .rounded = weight.rounded,
                   .time = std::move(time),
                   .time_fault = std::move(time_fault),
                   .category = optional_text(record, columns_.category),
                   .origin_location = from.location,
                   .destination_location = to.location};
}

std::vector<JourneyReading> JourneyReader::read_all(const model::FeatureView& record) const {
    std::vector<JourneyReading> all;
    if (!columns_.matrix) {
        all.push_back(read(record));
        return all;
    }
    if (record.attributes.empty()) {
        all.push_back(BadJourney{.reason = "an empty row", .place = {}, .weight = {}});
        return all;
    }
    const Place from = place_by_name(trimmed_text(record.attributes[0].value));
    for (const model::Attribute& cell : record.attributes.subspan(1)) {
        if (!is_cell(columns_, cell)) {
            continue;
        }
        auto reading = weight_in(cell.value, fmt::format("column '{}': ", cell.name));
        if (auto* bad = std::get_if<BadJourney>(&reading)) {
            all.push_back(std::move(*bad));
            continue;
        }
        const WeightReading weight = std::get<WeightReading>(reading);
        if (weight.weight != Weight{}) {
            all.push_back(journey(record, weight, from, place_by_name(std::string{cell.name})));
        }
    }
    return all;
}

}  // namespace tamga::route
