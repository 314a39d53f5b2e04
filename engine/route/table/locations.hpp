// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tamga::route {

/// A unit that a place is in: a town, a region, a country.
struct Unit {
    std::string name;      ///< Empty: it is in none.
    std::uint32_t id = 0;  ///< Of units with one each; others are one if they and what they are in
                           ///< have the same names.

    bool operator==(const Unit&) const = default;
};

/// A place that journeys name: "OSS" is Osh, at 40.5, 72.8.
struct Location {
    std::string name;
    geo::LonLat position;
    std::vector<Unit> levels = {};  ///< The units it is in, one a level; see Locations.
};

/// The places that journeys may start and end in, found by id or by name.
class Locations {
public:
    Locations() = default;
    /// Rows have columns that name the units a place is in, the finest first: town, admin1,
    /// country. They are kept in Location::levels.
    explicit Locations(std::vector<std::string> level_columns)
        : level_columns_{std::move(level_columns)} {}

    /// Adds a row of a locations table: `id` and `name` (one may be empty) both lead to it.
    void add(std::string_view id, std::string_view name, geo::LonLat position);

    /// The same from a point or a table row, with the columns id/code/iso/iso2/iso3/iata/icao (all
    /// that it has) and name/label/title and, for a row without geometry, lat/latitude/y and
    /// lon/lng/long/longitude/x (in any case). An area stands for a point inside it.
    ///
    /// A row without a position is remembered, so that journeys there can say why they have none.
    ///
    /// Throws Error{Fault::input} if it has neither id nor name, or half a position.
    void add(const model::FeatureView& row);
    /// The same for a row whose id is known already.
    void add(const model::FeatureView& row, const std::string& id);

    /// What a lookup found by a name.
    struct Answer {
        std::optional<Location> location;
        std::string reading;        ///< What the name was read as: "iso3", "country", "town".
        std::uint32_t id = 0;       ///< GeoNames'; 0 if it has none there.
        std::string reason;         ///< Why there is no location, as the end of a sentence.
        bool is_aggregate = false;  ///< World, Unknown: no place, and not one that is lost.
    };
    /// Finds a name that no row has, as a gazetteer does. Called once for each name.
    using NameLookup = std::function<Answer(std::string_view)>;
    /// The units that a position is in, one a level. May be called by several threads.
    using UnitsAt = std::function<std::vector<Unit>(geo::LonLat)>;
    explicit Locations(NameLookup lookup, UnitsAt units_at = {});

    /// The answer of the lookup to this name; null if there is no lookup. It lives as long as all
    /// copies of this object. May be asked by several threads.
    const Answer* looked_up(std::string_view name) const;
    /// A location without a name, with the units that a position is in; null if there is nothing to
    /// tell them by. Lives as long and may be asked as the above.
    const Location* around(geo::LonLat position) const;
    /// Is there a lookup to ask?
    bool has_lookup() const noexcept { return asked_ != nullptr; }

    /// The columns of levels that no row had.
    std::vector<std::string> missing_levels() const;

    bool empty() const noexcept { return all_.empty(); }
    std::size_t size() const noexcept { return all_.size(); }

    struct Found {
        const Location* location = nullptr;  ///< Null: no such place, or several.
        bool ambiguous = false;              ///< Places that lie apart have this name.
        bool unplaced = false;               ///< The table has it, but no position for it.
    };
    /// An id comes before a name. Case counts. May be asked by several threads.
    Found find(std::string_view id_or_name) const;

private:
    static constexpr std::size_t several = static_cast<std::size_t>(-1);
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Lookup = std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>;
    void remember(Lookup& lookup, std::string_view key, std::size_t index) const;
    void add(const model::FeatureView& row, const std::vector<std::string>& ids);
    void add_levels(const model::FeatureView& row);

    std::vector<std::string> level_columns_;
    std::set<std::string, std::less<>> seen_levels_;

    std::vector<Location> all_;
    Lookup ids_;
    Lookup names_;
    std::set<std::string, std::less<>> unplaced_;  ///< Ids and names without a position.

    /// What the lookups were asked for, and their answers.
    struct Asked;
    std::shared_ptr<Asked> asked_;
};

/// Reads a table of locations in any format that ingest reads.
///
/// Throws Error{Fault::input} if there is none in it, or a row is not one; the message starts with
/// the path and the row.
Locations read_locations(const std::string& path, const std::vector<std::string>& levels = {});

/// Reads areas whose ids or names journeys name; an area stands for a point inside it, in the
/// middle of the widest part at the latitude of its centre. `id` is the attribute that names it;
/// empty: the usual columns do. Throws as read_locations() does.
Locations read_areas(const std::string& path, const std::string& id,
                     const std::vector<std::string>& levels = {});

}  // namespace tamga::route
