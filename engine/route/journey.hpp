// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"
#include "engine/route/locations.hpp"
#include "engine/route/period.hpp"
#include "engine/route/weight.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tamga::route {

/// Which columns of an origin-destination table say what.
struct JourneyColumns {
    /// Two columns of coordinates (their names tell which is the latitude), or one that holds
    /// a position in any notation (see coordinate_text.hpp) or the id or name of a location. Empty:
    /// the ends of the record's line.
    std::vector<std::string> origin;
    std::vector<std::string> destination;
    std::optional<std::string>
        origin_name;  ///< What the origin is called, where it is coordinates.
    std::optional<std::string> destination_name;
    std::optional<std::string> weight;  ///< None: each record weighs 1.
    std::optional<std::string> time;
    std::optional<std::string> category;
    std::string period = {};  ///< How times are put into periods; see PeriodRule.
    /// The table is a matrix: a row for each origin, which its first column names, and a column for
    /// each destination. Cells are weights; an empty one and 0 are no journey. Only time and
    /// category may be columns beside these.
    bool matrix = false;
};

/// The columns a command line names: "from_lon,from_lat" is two, "from" is one.
std::vector<std::string> split_columns(const std::string& text);

/// One record: so many went from here to there, then.
struct Journey {
    geo::LonLat origin;
    geo::LonLat destination;
    std::string origin_name;  ///< Empty: its coordinates are all that is known of it.
    std::string destination_name;
    Weight weight;
    bool rounded = false;  ///< The weight had more than six decimals.
    std::string time;      ///< The period's label: "2020". Empty without a time column.
    std::string category;
    const Location* origin_location = nullptr;  ///< If there is one; lives as long as Locations.
    const Location* destination_location = nullptr;
};

/// Why a record is not a journey.
struct BadJourney {
    std::string reason;
    std::string place;  ///< The place that was not found, if that is the reason.
    Weight weight;      ///< What is lost with it; 0 if the weight is what is bad.
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

private:
    /// Where one end of a journey is to be found.
    struct End {
        std::string word;  ///< "origin" or "destination", for messages.
        std::string longitude;
        std::string latitude;
        std::string place;  ///< One column instead of the two.
        std::optional<std::string> name;
    };
    struct Place;
    static End end_of(const std::string& word, const std::vector<std::string>& columns,
                      const std::optional<std::string>& name);
    Place place(const model::FeatureView& record, const End& end, bool first) const;
    Place place_by_name(std::string text) const;
    std::string why_unresolved(const std::string& text) const;
    JourneyReading journey(const model::FeatureView& record, WeightReading weight, Place from,
                           Place to) const;
    bool is_cell(const model::Attribute& attribute) const;

    JourneyColumns columns_;
    Locations locations_;
    PeriodRule periods_;
    End origin_;
    End destination_;
};

}  // namespace tamga::route
