// SPDX-License-Identifier: MIT
//
// ask_a_store STORE: the two points nearest to a place, with their distances.
#include "engine/store/query.hpp"

#include <iostream>

int main(int, char** arguments) {
    const auto store = tamga::store::open(arguments[1]);
    const auto answer = tamga::store::nearest(*store, {}, {.lon = 74.766, .lat = 41.204}, 2);
    for (auto rows = answer->next(); !rows.empty(); rows = answer->next()) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& values = rows[i].attributes;
            std::cout << std::get<std::string_view>(values[1].value) << ' '
                      << std::get<double>(values.back().value) / 1000 << " km\n";
        }
    }
}
