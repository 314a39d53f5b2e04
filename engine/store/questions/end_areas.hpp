// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area_set.hpp"
#include "engine/store/areas/area_text.hpp"
#include "engine/store/batch.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::store {

/// Moves the areas into a set that is ready for questions; names and outlines stay.
index::AreaSet set_of(NamedAreas& areas);

/// "(elsewhere)" behind the last area.
std::string_view name_of(const NamedAreas& areas, std::size_t area);

/// Ends a row that is where an area is, if that is known.
void end_row(const NamedAreas& areas, std::size_t area, Batch& batch);

/// Which areas hold the places where routes begin and end. A place inside of some is in these; one
/// that is on the boundary only is in the first area whose boundary it is on, so that it counts
/// once. One in none is in the area behind the last: elsewhere.
class EndAreas {
public:
    EndAreas(const index::AreaSet& set, std::span<const geo::LonLat> places);

    /// In order, and never empty.
    const std::vector<std::uint32_t>& of(std::uint32_t place) const { return areas_[place]; }
    std::uint32_t first_of(std::uint32_t place) const { return areas_[place].front(); }

    /// What there is to say if areas overlap, where a place in several `counts` so.
    std::vector<std::string> notes(std::string_view counts) const;

private:
    std::vector<std::vector<std::uint32_t>> areas_;
};

}  // namespace tamga::store
