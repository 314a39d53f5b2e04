// SPDX-License-Identifier: MIT
//
// tamga decode: tiles as GeoJSON, clipped as they are stored.
#include "engine/mvt/decode.hpp"
#include "engine/archive/archive.hpp"
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/json.hpp"
#include "engine/base/printable.hpp"
#include "tools/tamga/cli/tile_argument.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

using Json = nlohmann::ordered_json;
using mvt::GridPoint;

struct Settings {
    std::string path;
    std::string tile;
    int max_zoom = tile::max_zoom;
    int min_zoom = 0;
    std::vector<std::string> layers;
};

/// Ten decimals tell the grid of the deepest zoom's tiles apart.
void append_degrees(std::string& out, double degrees) {
    std::string text = fmt::format("{:.10f}", degrees);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    out += text == "-0" ? "0" : text;
}

/// Writes one feature's geometry, and hands on what it has written when that is much.
class GeometryPrinter {
public:
    GeometryPrinter(std::string& out, std::ostream& stream, tile::TileId id, double extent)
        : out_{out}, stream_{stream}, id_{id}, extent_{extent} {}

    void print(mvt::GeometryType type, const mvt::Geometry& geometry) {
        if (geometry.points.empty()) {
            out_ += "null";
        } else if (type == mvt::GeometryType::point) {
            points(geometry);
        } else if (type == mvt::GeometryType::linestring) {
            lines(geometry);
        } else {
            polygons(geometry);
        }
    }

private:
    void open(const char* type, bool multi) {
        out_ += fmt::format(R"({{"type":"{}{}","coordinates":)", multi ? "Multi" : "", type);
    }

    void position(GridPoint point) {
        const geo::LonLat at = tile::position_in(id_, point.x / extent_, point.y / extent_);
        out_ += '[';
        append_degrees(out_, at.lon);
        out_ += ',';
        append_degrees(out_, at.lat);
        out_ += ']';
        if (constexpr std::size_t much = 1 << 16; out_.size() > much) {
            base::stop_if_interrupted("");
            stream_ << out_;
            out_.clear();
        }
    }

    template <class Items, class Print>
    void list(const Items& items, const Print& print) {
        out_ += '[';
        bool first = true;
        for (const auto& item : items) {
            if (!std::exchange(first, false)) {
                out_ += ',';
            }
            print(item);
        }
        out_ += ']';
    }

    void positions(std::span<const GridPoint> points) {
        list(points, [&](GridPoint point) { position(point); });
    }

    /// A ring the way RFC 7946 wants it: exteriors counterclockwise (here they are clockwise on
    /// the screen), and the first position again at the end.
    void ring(std::span<const GridPoint> ring) {
        std::vector<GridPoint> turned{ring.begin(), ring.end()};
        std::reverse(turned.begin() + 1, turned.end());
        turned.push_back(turned.front());
        positions(turned);
    }

    void points(const mvt::Geometry& geometry) {
        const bool multi = geometry.points.size() > 1;
        open("Point", multi);
        if (multi) {
            positions(geometry.points);
        } else {
            position(geometry.points[0]);
        }
        out_ += '}';
    }

    void lines(const mvt::Geometry& geometry) {
        const bool multi = geometry.parts.size() > 1;
        open("LineString", multi);
        if (multi) {
            std::vector<std::span<const GridPoint>> parts;
            for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
                parts.push_back(geometry.part(i));
            }
            list(parts, [&](std::span<const GridPoint> part) { positions(part); });
        } else {
            positions(geometry.points);
        }
        out_ += '}';
    }

    void polygons(const mvt::Geometry& geometry) {
        using Rings = std::vector<std::span<const GridPoint>>;
        std::vector<Rings> all;
        for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
            if (all.empty() || !geometry.parts[i].hole) {
                all.emplace_back();
            }
            all.back().push_back(geometry.part(i));
        }
        const auto polygon = [&](const Rings& rings) {
            list(rings, [&](std::span<const GridPoint> part) { ring(part); });
        };
        open("Polygon", all.size() > 1);
        if (all.size() > 1) {
            list(all, polygon);
        } else {
            polygon(all[0]);
        }
        out_ += '}';
    }

    std::string& out_;
    std::ostream& stream_;
    tile::TileId id_;
    double extent_;
};

Json json_of(const model::Value& value) {
    return std::visit(
        [](const auto& held) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
                return nullptr;
            } else {
                return held;
            }
        },
        value);
}

std::string dumped(const Json& json) { return base::printable(base::json_text(json)); }

/// Writes a FeatureCollection, one feature a line.
class Printer {
public:
    Printer(const Settings& settings, std::ostream& out) : settings_{settings}, out_{out} {
        out_ << R"({"type":"FeatureCollection","features":[)";
    }

    void tile(tile::TileId id, std::span<const mvt::Layer> layers) {
        for (const mvt::Layer& layer : layers) {
            const auto& wanted = settings_.layers;
            if (!wanted.empty() && std::ranges::find(wanted, layer.name) == wanted.end()) {
                continue;
            }
            if (layer.extent == 0) {
                throw Error{Fault::input, fmt::format("layer '{}': the extent is 0, so nothing in "
                                                      "it has a place",
                                                      base::shortened(layer.name))};
            }
            const std::string end = fmt::format(R"(,"layer":{},"tile":"{}"}})",
                                                dumped(std::string{layer.name}), to_string(id));
            for (const mvt::Feature& feature : layer.features) {
                base::stop_if_interrupted("");
                print(id, layer, feature, end);
            }
        }
    }

    void end() { out_ << "\n]}\n"; }

private:
    void print(tile::TileId id, const mvt::Layer& layer, const mvt::Feature& feature,
               const std::string& end) {
        std::string line = std::exchange(first_, false) ? "\n" : ",\n";
        line += R"({"type":"Feature",)";
        if (feature.id) {
            line += fmt::format(R"("id":{},)", *feature.id);
        }
        line += R"("geometry":)";
        GeometryPrinter{line, out_, id, static_cast<double>(layer.extent)}.print(
            feature.type, mvt::geometry_of(feature));
        line += R"(,"properties":)";
        line += properties(layer, feature);
        line += end;
        out_ << line;
    }

    static std::string properties(const mvt::Layer& layer, const mvt::Feature& feature) {
        if (feature.tags.empty()) {
            return "{}";
        }
        Json properties = Json::object();
        for (const model::Attribute& attribute : mvt::attributes_of(layer, feature)) {
            properties[std::string{attribute.name}] = json_of(attribute.value);
        }
        return dumped(properties);
    }

    const Settings& settings_;
    std::ostream& out_;
    bool first_ = true;
};

int run_tile(const Settings& settings, ByteView stored, archive::Compression compression, Io& io) {
    if (settings.tile.empty()) {
        throw Error{Fault::usage, "one tile does not know its place; add its Z/X/Y"};
    }
    const tile::TileId id = parse_tile(settings.tile);
    Printer printer{settings, io.out};
    in_context(settings.path, [&] {
        const Bytes raw = archive::unpacked(stored, compression);
        printer.tile(id, mvt::decode(raw));
    });
    printer.end();
    return 0;
}

/// The part of a run that lies in the zooms that were asked for: from its first tile to before the
/// last.
struct Part {
    std::uint64_t first = 0;
    std::uint64_t end = 0;
};

Part asked_part(const Settings& settings, const archive::TileRun& run) {
    const auto first_id = [](int zoom) { return ((std::uint64_t{1} << (2 * zoom)) - 1) / 3; };
    const int low = std::clamp(settings.min_zoom, 0, tile::max_zoom + 1);
    const int high = std::clamp(settings.max_zoom, -1, tile::max_zoom);
    const std::uint64_t first = std::max(first_id(low), run.first);
    return {first, std::max(first, std::min(first_id(high + 1), run.first + run.count))};
}

/// Prints a tile set: of tiles that follow each other and are equal, the bytes are read once.
class SetPrinter {
public:
    SetPrinter(const Settings& settings, const archive::Reader& reader, std::ostream& out)
        : settings_{settings}, reader_{reader}, printer_{settings, out} {}

    void run(const archive::TileRun& run) {
        const Part part = asked_part(settings_, run);
        for (std::uint64_t number = part.first; number < part.end; ++number) {
            base::stop_if_interrupted("");
            const tile::TileId id = tile::tile_of_hilbert_id(number);
            in_context(settings_.path + ": " + to_string(id), [&] { tile(id, run.content); });
        }
    }

    void end() { printer_.end(); }

private:
    void tile(tile::TileId id, std::uint64_t content) {
        if (content_ != content) {
            layers_.clear();
            raw_ = archive::unpacked(reader_.tile(id).value_or(Bytes{}), reader_.compression());
            layers_ = mvt::decode(raw_);
            content_ = content;
        }
        printer_.tile(id, layers_);
    }

    const Settings& settings_;
    const archive::Reader& reader_;
    Printer printer_;
    std::optional<std::uint64_t> content_;
    Bytes raw_;
    std::vector<mvt::Layer> layers_;  ///< They point into `raw_`.
};

/// A few bytes may claim billions of tiles, and nobody reads as many.
void check_tiles(const Settings& settings, const archive::Reader& reader) {
    constexpr std::uint64_t most_tiles = 10'000'000;
    std::uint64_t tiles = 0;
    in_context(settings.path, [&] {
        reader.visit_runs([&](const archive::TileRun& run) {
            const Part part = asked_part(settings, run);
            tiles += part.end - part.first;
        });
        if (tiles > most_tiles) {
            throw Error{Fault::input, fmt::format("has {} tiles at these zooms, and {} are printed "
                                                  "at most; name fewer zooms, or a tile",
                                                  tiles, most_tiles)};
        }
    });
}

int run(const Settings& settings, Io& io) {
    if (const auto stored = single_tile(settings.path)) {
        return run_tile(settings, *stored, archive::Compression::unknown, io);
    }
    const auto reader = archive::open(settings.path);
    if (!settings.tile.empty()) {
        const auto stored =
            in_context(settings.path, [&] { return reader->tile(parse_tile(settings.tile)); });
        if (!stored) {
            throw Error{Fault::input, settings.path + ": there is no tile " + settings.tile};
        }
        return run_tile(settings, *stored, reader->compression(), io);
    }
    check_tiles(settings, *reader);
    SetPrinter printer{settings, *reader, io.out};
    reader->visit_runs([&](const archive::TileRun& run) { printer.run(run); });
    printer.end();
    return 0;
}

}  // namespace

Command decode_command() {
    return {.name = "decode",
            .summary = "Print tiles as GeoJSON, clipped as they are stored.",
            .example =
                "Each feature says its layer and tile. A tile that unpacks to over 32 MiB is\n"
                "refused, and so is a set of over 10,000,000 tiles at the zooms named.\n"
                "Example: tamga decode -l towns journeys.pmtiles 5/22/12",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                options.option({"-z,--max-zoom", "N", "Deepest zoom that is printed (24)."},
                               settings->max_zoom);
                options.option({"-Z,--min-zoom", "N", "First zoom that is printed (0)."},
                               settings->min_zoom);
                options.option({"-l,--layer", "NAME", "Only this layer; may be repeated."},
                               settings->layers);
                options.operand(
                    "TILESET", settings->path,
                    "A " + archive::listed_endings() + ", a folder of tiles, or one .mvt or .pbf.");
                options.operand("Z/X/Y", settings->tile, "Only this tile.", false);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
