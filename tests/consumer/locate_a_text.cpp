// SPDX-License-Identifier: MIT
//
// locate_a_text GAZETTEER: a position as somebody wrote it, and the places that a sentence names.
#include "engine/coordinate/read.hpp"
#include "engine/geotag/geotag.hpp"
#include "engine/place/gazetteer.hpp"

#include <iostream>

int main(int, char** arguments) {
    const auto here = tamga::coordinate::parse("41°12'15.8\"N 74°45'58\"E");
    std::cout << here.lat_text << ' ' << here.lon_text << '\n';
    const tamga::place::Gazetteer gazetteer{arguments[1]};
    for (const auto& tag :
         tamga::geotag::find_places("She moved from Osh to Bishkek.", gazetteer)) {
        std::cout << tag.place->name << '\n';
    }
}
