// SPDX-License-Identifier: MIT
#include "tools/tamga/commands/bake_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>

namespace tamga::cli {
namespace {

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

/// The zooms at which features were dropped for one reason, and how many at the worst of them.
struct Dropped {
    int first_zoom = 0;
    int last_zoom = 0;
    std::uint64_t most = 0;
};

void print_dropped(const bake::LayerReport& layer, std::ostream& out) {
    std::map<std::string, Dropped> reasons;
    for (const bake::LayerZoomCount& zoom : layer.zooms) {
        for (const auto& [reason, count] : zoom.dropped) {
            Dropped& dropped = reasons.try_emplace(reason, Dropped{zoom.zoom, 0, 0}).first->second;
            dropped.last_zoom = zoom.zoom;
            dropped.most = std::max(dropped.most, count);
        }
    }
    for (const auto& [reason, dropped] : reasons) {
        out << fmt::format("    not drawn at zooms {}-{}: up to {} {}\n", dropped.first_zoom,
                           dropped.last_zoom, grouped(dropped.most), reason);
    }
}

void print_layer(const bake::LayerReport& layer, std::ostream& out, bool verbose) {
    out << fmt::format("  {}: {} read", layer.name, grouped(layer.read));
    if (layer.bad > 0) {
        out << fmt::format(", {} bad", grouped(layer.bad));
    }
    out << '\n';
    for (const std::string& message : layer.messages) {
        out << "    " << message << '\n';
    }
    for (const std::string& warning : layer.warnings) {
        out << "    warning: " << warning << '\n';
    }
    if (!verbose) {
        print_dropped(layer, out);
        return;
    }
    for (const bake::LayerZoomCount& zoom : layer.zooms) {
        out << fmt::format("    zoom {:2}: drawn {}", zoom.zoom, grouped(zoom.drawn));
        if (zoom.merged > 0) {
            out << fmt::format(", merged {}", grouped(zoom.merged));
        }
        for (const auto& [reason, count] : zoom.dropped) {
            out << fmt::format(", {} {}", grouped(count), reason);
        }
        out << '\n';
    }
}

/// Only if it is much: a page that loads a megabyte for its first view is slow.
void print_first_view(const bake::Report& report, std::ostream& out, bool verbose) {
    constexpr std::uint64_t much = 1'000'000;
    for (const bake::ZoomReport& zoom : report.zooms) {
        const bake::FirstView& view = zoom.first_view;
        if (verbose || view.bytes > much) {
            out << fmt::format("  zoom {}: a window of 1400 x 900 at {}/{}/{} loads {} bytes\n",
                               zoom.zoom, zoom.zoom, view.around.x, view.around.y,
                               grouped(view.bytes));
        }
    }
}

void print_heaviest(const bake::Report& report, std::ostream& out) {
    for (const bake::HeavyTile& tile : report.heaviest) {
        out << fmt::format("  {}/{}/{}: {} bytes", tile.tile.zoom, tile.tile.x, tile.tile.y,
                           grouped(tile.bytes));
        for (const bake::HeavyTile::Part& part : tile.parts) {
            out << fmt::format(", {} {} of {}", grouped(part.features),
                               part.features == 1 ? "feature" : "features", part.layer);
        }
        out << '\n';
    }
}

}  // namespace

void print_report(const bake::Report& report, std::ostream& out, ReportTalk talk) {
    for (const bake::LayerReport& layer : report.layers) {
        print_layer(layer, out, talk.verbose);
    }
    out << "  zoom     tiles       bytes    largest   features\n";
    std::uint64_t tiles = 0;
    std::uint64_t bytes = 0;
    for (const bake::ZoomReport& zoom : report.zooms) {
        out << fmt::format("  {:4} {:>9} {:>11} {:>10} {:>10}\n", zoom.zoom, grouped(zoom.tiles),
                           grouped(zoom.bytes), grouped(zoom.max_bytes), grouped(zoom.features));
        if (zoom.over_budget > 0) {
            out << fmt::format(
                "       {} tiles are over the budget; nothing in them may be "
                "dropped\n",
                grouped(zoom.over_budget));
        }
        tiles += zoom.tiles;
        bytes += zoom.bytes;
    }
    print_first_view(report, out, talk.verbose);
    if (talk.verbose) {
        print_heaviest(report, out);
    }
    for (const bake::StepReport& step : report.steps) {
        if (talk.verbose) {
            out << fmt::format("  {:7.3f} s  {}\n", step.seconds, step.name);
        }
    }
    out << fmt::format("{}: {} tiles, {} bytes{}\n", report.output, grouped(tiles), grouped(bytes),
                       talk.seconds ? fmt::format(", in {:.1f} s", report.seconds) : "");
}

}  // namespace tamga::cli
