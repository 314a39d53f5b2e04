// SPDX-License-Identifier: MIT
//
// Holds the geodesic lines of a tile set against the true ones, above all at the date line:
//
//     date_line_check TILESET LAYER FIRST_ZOOM LAST_ZOOM
//
// prints for each zoom how many lines there are and how many go over the date line, and exits with
// 1 if one is broken, goes the long way round, or crosses elsewhere.
#include "tests/unit/bake/date_line.hpp"

#include <algorithm>
#include <cstdio>

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fputs("usage: date_line_check TILESET LAYER FIRST_ZOOM LAST_ZOOM\n", stderr);
        return 2;
    }
    bool good = true;
    for (int zoom = std::stoi(argv[3]); zoom <= std::stoi(argv[4]); ++zoom) {
        const auto drawing = tamga::tests::read_drawing(argv[1], argv[2], zoom);
        const auto found = tamga::tests::look_at_date_line(drawing);
        std::printf("zoom %d: %zu lines, %zu over the date line, %zu faults\n", zoom, found.lines,
                    found.over_it, found.faults.size());
        for (std::size_t i = 0; i < std::min(found.faults.size(), std::size_t{10}); ++i) {
            std::printf("  %s\n", found.faults[i].c_str());
        }
        good = good && found.lines > 0 && found.faults.empty();
    }
    return good ? 0 : 1;
}
