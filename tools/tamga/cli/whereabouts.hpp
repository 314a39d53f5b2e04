// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/place/gazetteer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::cli {

/// What is known about a position.
struct Whereabouts {
    std::string tile;  ///< "8/181/95".
    place::Containment area;
    std::optional<place::Near> town;
};

/// Answers for positions; may be asked by several threads. Without a gazetteer, tiles only.
class Atlas {
public:
    Atlas(const place::Gazetteer* gazetteer, int zoom) : gazetteer_{gazetteer}, zoom_{zoom} {}

    bool has_places() const noexcept { return gazetteer_ != nullptr; }
    Whereabouts at(geo::LonLat position) const;

private:
    const place::Gazetteer* gazetteer_;
    int zoom_;
};

/// The names of what texts() returns, after the tile.
const std::vector<std::string>& whereabouts_columns();

/// Tile, ISO code and name of the country, the same of the unit, id and name of the nearest town,
/// its distance in metres and its bearing in degrees; empty where there is none. Only the tile if
/// `places` is false.
std::vector<std::string> texts(const Whereabouts& where, bool places);

/// {"lat":...,"tile":...,"country":{...},"admin1":{...},"place":{...}}; a member that is not there
/// is null. The texts are valid JSON numbers.
std::string json_object(const Whereabouts& where, std::string_view lat, std::string_view lon,
                        bool places);

}  // namespace tamga::cli
