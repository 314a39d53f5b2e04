// SPDX-License-Identifier: MIT
//
// tamga decode: tiles as GeoJSON, clipped as they are stored.
#include "engine/mvt/decode.hpp"
#include "engine/archive/archive.hpp"
#include "engine/base/error.hpp"
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

/// Writes one feature's geometry.
class GeometryPrinter {
public:
    GeometryPrinter(std::string& out, tile::TileId id, double extent)
        : out_{out}, id_{id}, extent_{extent} {}

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

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Writes a FeatureCollection, one feature a line.
class Printer {
public:
    Printer(const Settings& settings, std::ostream& out) : settings_{settings}, out_{out} {
        out_ << R"({"type":"FeatureCollection","features":[)";
    }

    void tile(tile::TileId id, ByteView stored) {
        const Bytes raw = mvt::unpacked(stored);
        for (const mvt::Layer& layer : mvt::decode(raw)) {
            const auto& wanted = settings_.layers;
            if (!wanted.empty() && std::ranges::find(wanted, layer.name) == wanted.end()) {
                continue;
            }
            for (const mvt::Feature& feature : layer.features) {
                print(id, layer, feature);
            }
        }
    }

    void end() { out_ << "\n]}\n"; }

private:
    void print(tile::TileId id, const mvt::Layer& layer, const mvt::Feature& feature) {
        std::string line = std::exchange(first_, false) ? "\n" : ",\n";
        line += R"({"type":"Feature",)";
        if (feature.id) {
            line += fmt::format(R"("id":{},)", *feature.id);
        }
        line += R"("geometry":)";
        GeometryPrinter{line, id, static_cast<double>(layer.extent)}.print(
            feature.type, mvt::geometry_of(feature));
        Json properties = Json::object();
        for (const model::Attribute& attribute : mvt::attributes_of(layer, feature)) {
            properties[std::string{attribute.name}] = json_of(attribute.value);
        }
        line += fmt::format(R"(,"properties":{},"layer":{},"tile":"{}"}})", dumped(properties),
                            dumped(layer.name), to_string(id));
        out_ << line;
    }

    const Settings& settings_;
    std::ostream& out_;
    bool first_ = true;
};

int run_tile(const Settings& settings, ByteView stored, Io& io) {
    if (settings.tile.empty()) {
        throw Error{Fault::usage, "one tile does not know its place; add its Z/X/Y"};
    }
    const tile::TileId id = parse_tile(settings.tile);
    Printer printer{settings, io.out};
    in_context(settings.path, [&] { printer.tile(id, stored); });
    printer.end();
    return 0;
}

int run(const Settings& settings, Io& io) {
    if (const auto stored = single_tile(settings.path)) {
        return run_tile(settings, *stored, io);
    }
    const auto reader = archive::open(settings.path);
    if (!settings.tile.empty()) {
        const auto stored = reader->tile(parse_tile(settings.tile));
        if (!stored) {
            throw Error{Fault::input, settings.path + ": there is no tile " + settings.tile};
        }
        return run_tile(settings, *stored, io);
    }
    Printer printer{settings, io.out};
    reader->visit([&](tile::TileId id, std::uint64_t) {
        if (id.zoom >= settings.min_zoom && id.zoom <= settings.max_zoom) {
            in_context(settings.path + ": " + to_string(id),
                       [&] { printer.tile(id, reader->tile(id).value_or(Bytes{})); });
        }
    });
    printer.end();
    return 0;
}

}  // namespace

Command decode_command() {
    return {.name = "decode",
            .summary = "Print tiles as GeoJSON, clipped as they are stored.",
            .example =
                "Each feature says its layer and tile.\n"
                "Example: tamga decode -l towns journeys.pmtiles 5/22/12",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                options.option({"-z,--max-zoom", "N", "Deepest zoom that is printed (24)."},
                               settings->max_zoom);
                options.option({"-Z,--min-zoom", "N", "First zoom that is printed (0)."},
                               settings->min_zoom);
                options.option({"-l,--layer", "NAME", "Only this layer; may be repeated."},
                               settings->layers);
                options.operand("TILESET", settings->path,
                                "A .pmtiles, .mbtiles, a folder of tiles, or one .mvt or .pbf.");
                options.operand("Z/X/Y", settings->tile, "Only this tile.", false);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
