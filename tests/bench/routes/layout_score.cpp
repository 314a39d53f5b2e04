// SPDX-License-Identifier: MIT
//
// Scores how the flows of a tile set are laid out, on what its tiles really draw at one zoom:
//
//     layout_score LAYER ZOOM MOST TILESET...
//
// prints a line of a Markdown table for each tile set; see layout_measures.hpp for what the columns
// mean. MOST is how many of the heaviest flows are judged.
#include "tests/bench/routes/layout_measures.hpp"

#include <cstdio>
#include <string>

int main(int argc, char** argv) {
    if (argc < 5) {
        std::fputs("usage: layout_score LAYER ZOOM MOST TILESET...\n", stderr);
        return 2;
    }
    std::puts(
        "| tile set | flows | crossings (R1) | overlap (R2) | foreign nodes (R3) | "
        "acute (R4) | bends (R5) | asymmetry (R6) | length-curvature (R7) | "
        "crowding (R8) | hidden returns (R11) | hidden length |");
    std::puts("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (int i = 4; i < argc; ++i) {
        const auto drawing = tamga::tests::read_drawing(argv[i], argv[1], std::stoi(argv[2]));
        if (drawing.lines.empty()) {
            std::fprintf(stderr, "%s: no lines of '%s' at zoom %s\n", argv[i], argv[1], argv[2]);
            return 1;
        }
        const auto layout = tamga::bench::measure(drawing, std::stoul(argv[3]));
        std::printf(
            "| %s | %zu | %.2f | %.3f | %.3f | %.3f | %.3f | %.3f | %.2f | %.2f | %.3f | %.4f |\n",
            argv[i], layout.flows, layout.crossings, layout.overlap, layout.foreign_nodes,
            layout.acute_crossings, layout.sharp_bends, layout.asymmetry, layout.length_curvature,
            layout.crowding, layout.hidden_returns, layout.hidden_length);
    }
}
