// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geotag/geotag.hpp"
#include "engine/place/gazetteer.hpp"
#include "engine/place/outline.hpp"

#include <algorithm>

/// Asks a gazetteer what `tamga gazetteer`, `where` and `geotag text` ask, and an area by its name
/// if `outlines`, which takes longer than everything else. Of a sound gazetteer all have answers;
/// that of a damaged one may be tamga::Error.
inline void ask_everything(const tamga::place::Gazetteer& gazetteer, bool outlines) {
    for (std::uint32_t i = 0; i < std::min<std::size_t>(gazetteer.size(), 50); ++i) {
        const tamga::place::Place each = gazetteer.place(i);
        gazetteer.country_of(each);
        gazetteer.admin1_of(each);
    }
    for (const char* name : {"Osh", "Osh, Kyrgyzstan", "Bishkk", "Ош", "KG-O", "New York"}) {
        gazetteer.find(name);
    }
    using tamga::geo::LonLat;
    for (const LonLat at : {LonLat{.lon = 72.8, .lat = 40.5}, LonLat{.lon = 74.6, .lat = 42.9},
                            LonLat{.lon = -179.9, .lat = -60}, LonLat{.lon = 180, .lat = 90}}) {
        gazetteer.at(at);
        gazetteer.nearest(at, 5);
        gazetteer.nearest_town(at);
        gazetteer.country_centred_at(at);
    }
    tamga::geotag::find_places("She left Osh in Kyrgyzstan, Bishkek and 40.51, 72.81, for Moskow.",
                               gazetteer, {.demonyms = true, .least_likely = 0});
    if (outlines) {
        tamga::place::area_of_name(gazetteer, "Kyrgyzstan");
    }
}
