// SPDX-License-Identifier: MIT
//
// tamga where: which tile holds a position.
#include "engine/geo/coordinate_text.hpp"
#include "engine/tile/tile_id.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/lines.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

struct Settings {
    std::vector<std::string> positions;
    int zoom = 14;
    CommonSettings common;
};

std::string found(const geo::CoordinateReading& reading, const Settings& settings) {
    const std::string tile = to_string(tile::tile_at(reading.position, settings.zoom));
    return settings.common.json ? fmt::format(R"({{"lat":{},"lon":{},"tile":"{}"}})",
                                              reading.lat_text, reading.lon_text, tile)
                                : tile;
}

std::string refused(const std::string& input, const std::string& reason, const Settings& settings) {
    return settings.common.json ? fmt::format(R"({{"input":{},"error":{}}})", json_string(input),
                                              json_string(reason))
                                : "-\t" + reason;
}

int run(const Settings& settings, Io& io) {
    tile::tile_at({}, settings.zoom);  // An impossible zoom is refused before anything is read.
    bool all = true;
    for_each_line(settings.positions, io, [&](const std::string& input) {
        const geo::CoordinateOutcome outcome = geo::read_coordinate(input);
        const auto* reading = std::get_if<geo::CoordinateReading>(&outcome);
        all = all && reading != nullptr;
        io.out << (reading != nullptr
                       ? found(*reading, settings)
                       : refused(input, std::get<geo::CoordinateRefusal>(outcome).reason, settings))
               << '\n';
    });
    return all ? 0 : 1;
}

}  // namespace

Command where_command() {
    return {.name = "where",
            .summary = "Prints the tile that holds each position.",
            .example =
                "Examples:\n"
                "  tamga where -z 8 41.20438,74.76609800000006\n"
                "  tamga where --json - < positions.txt",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                options.operands("LAT,LON", settings->positions, 1,
                                 "Positions, in any notation that tamga locate reads; \"-\" reads "
                                 "one from each line of stdin. What is no position is answered "
                                 "with \"-\", a tab and the reason; then the exit status is 1.");
                options.option({"-z,--zoom", "N", "Zoom level of the tile, 0 to 24 (14)."},
                               settings->zoom);
                add_json(options, settings->common);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
