// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tamga::route {

/// A place that journeys name: "OSS" is Osh, at 40.5, 72.8.
struct Location {
    std::string name;
    geo::LonLat position;
};

/// The places that journeys may start and end in, found by id or by name.
class Locations {
public:
    /// Adds a row of a locations table: `id` and `name` (one may be empty) both lead to it.
    void add(std::string_view id, std::string_view name, geo::LonLat position);

    /// The same from a point or a table row, with the columns id/code/iso and name/label/title and,
    /// for a row without geometry, lat/latitude/y and lon/lng/long/longitude/x (in any case).
    ///
    /// Throws Error{Fault::input} if it has neither id nor name, or no position.
    void add(const model::FeatureView& row);

    bool empty() const noexcept { return all_.empty(); }
    std::size_t size() const noexcept { return all_.size(); }

    struct Found {
        const Location* location = nullptr;  ///< Null: no such place, or several.
        bool ambiguous = false;              ///< Places that lie apart go by this name.
    };
    /// An id comes before a name. Case counts.
    Found find(std::string_view id_or_name) const;

private:
    static constexpr std::size_t several = static_cast<std::size_t>(-1);
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Lookup = std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>;
    void remember(Lookup& lookup, std::string_view key, std::size_t index) const;

    std::vector<Location> all_;
    Lookup ids_;
    Lookup names_;
};

}  // namespace tamga::route
