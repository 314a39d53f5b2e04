// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"
#include "engine/route/table/journey_columns.hpp"
#include "engine/route/table/locations.hpp"
#include "engine/route/table/period.hpp"
#include "engine/route/table/weight.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tamga::route {

/// Is an attribute of a row of a matrix the cell of a destination, with something in it?
bool is_cell(const JourneyColumns& columns, const model::Attribute& attribute);

/// A position in any notation; with `only_degrees` only in degrees, since a place's id may well read
/// as a geohash.
std::optional<geo::LonLat> position_in(const std::string& text, bool only_degrees);

/// The columns a command line names: "from_lon,from_lat" is two, "from" is one.
std::vector<std::string> split_columns(const std::string& text);

/// One record: so many went from here to there, then.
struct Journey {
    geo::LonLat origin;
    geo::LonLat destination;
    std::string origin_name;  ///< Empty: its coordinates are all that is known of it.
    std::string destination_name;
    Weight weight;
    bool rounded = false;    ///< The weight had more than six decimals.
    std::string time;        ///< The period's label: "2020". Empty without a time column.
    std::string time_fault;  ///< Why its time could not be read; it has no period then.
    std::string category;
    const Location* origin_location = nullptr;  ///< If there is one; lives as long as Locations.
    const Location* destination_location = nullptr;
};

/// Why a record is not a journey.
struct BadJourney {
    enum class Kind : std::uint8_t {
        record,     ///< A value is missing, or is no position.
        place,      ///< A place was not found.
        aggregate,  ///< A place is an aggregate: the record is of others, and must not be added.
        weight,     ///< The weight is no number, or missing.
        negative    ///< The weight is below 0.
    };
    std::string reason;
    std::string place;  ///< The place that was not found, or the aggregate.
    Weight weight;      ///< What is lost with it; 0 if the weight is no number.
    Kind kind = Kind::record;
    std::string time = {};  ///< The period's label, if the weight counts for one.
};

/// How the name of a place was read.
struct NameReading {
    std::string reading;   ///< "iso3", "country", "town", "location", "position", "aggregate".
    std::uint32_t id = 0;  ///< GeoNames'; 0 if there is none.
    std::string name;
    std::optional<geo::LonLat> position;
    std::string reason;  ///< Why it has no position.
};

using JourneyReading = std::variant<Journey, BadJourney>;

/// Reads journeys from the records of a table. May be used by several threads at once.
class JourneyReader {
public:
    /// Throws Error{Fault::usage} if the columns make no sense: one of the ends without the other,
    /// three columns, or two that do not say which is the latitude.
    explicit JourneyReader(JourneyColumns columns, Locations locations = {});

    JourneyReading read(const model::FeatureView& record) const;

    /// The journeys of one record: one, or of a matrix one for each cell that is not empty.
    std::vector<JourneyReading> read_all(const model::FeatureView& record) const;

    /// How a name in a column of places is read.
    NameReading reading_of(const std::string& name) const;

    const JourneyColumns& columns() const noexcept { return columns_; }

private:
    /// Where one end of a journey is to be found.
    struct End {
        std::string word;  ///< "origin" or "destination", for messages.
        std::string longitude;
        std::string latitude;
        std::string place;  ///< One column instead of the two.
        std::string name;
    };
    struct Place;
    static End end_of(const std::string& word, const std::vector<std::string>& columns,
                      const std::string& name);
    Place place(const model::FeatureView& record, const End& end, bool first) const;
    Place place_by_name(const std::string& text) const;
    Place place_looked_up(const std::string& text) const;
    JourneyReading journey(const model::FeatureView& record, WeightReading weight, Place from,
                           Place to) const;

    JourneyColumns columns_;
    Locations locations_;
    PeriodRule periods_;
    End origin_;
    End destination_;
};

}  // namespace tamga::route
