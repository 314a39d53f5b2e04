// SPDX-License-Identifier: MIT
//
// write_points TILESET... POINTS.geojsonl COUNT: makes COUNT points, the same ones each time, and
// writes them as GeoJSON, one feature a line, and as tile sets of zooms 0 to 6 in the layer
// "points". What reads the tile sets back is not tamga: see points.mjs.
#include "engine/archive/archive.hpp"
#include "engine/base/compress.hpp"
#include "engine/mvt/writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

using namespace tamga;

namespace {

constexpr int max_zoom = 6;
constexpr std::uint32_t extent = 4096;

struct Point {
    std::uint64_t id = 0;
    geo::LonLat at;
    std::string name;
    double size = 0;
};

/// Numbers in 0..1 that are the same on every machine.
class Numbers {
public:
    double next() {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<double>(state_ >> 11) / 9007199254740992.0;
    }

private:
    std::uint64_t state_ = 41;
};

std::vector<Point> points(std::uint64_t count) {
    Numbers numbers;
    std::vector<Point> made;
    for (std::uint64_t i = 1; i <= count; ++i) {
        const double lon = numbers.next() * 358 - 179;
        const double lat = numbers.next() * 168 - 84;
        made.push_back(
            {i, {lon, lat}, fmt::format("Ош {}", i), std::floor(numbers.next() * 1000) / 8});
    }
    return made;
}

Bytes tile_of(tile::TileId id, const std::vector<const Point*>& inside) {
    const std::string_view keys[] = {"name", "size"};
    mvt::LayerWriter layer{keys};
    const geo::Box box = bounds(id);
    const auto north = std::asinh(std::tan(box.north_east.lat * M_PI / 180));
    const auto south = std::asinh(std::tan(box.south_west.lat * M_PI / 180));
    for (const Point* point : inside) {
        const double x =
            (point->at.lon - box.south_west.lon) / (box.north_east.lon - box.south_west.lon);
        const double y =
            (north - std::asinh(std::tan(point->at.lat * M_PI / 180))) / (north - south);
        const mvt::GridPoint at[] = {{static_cast<std::int32_t>(std::lround(x * extent)),
                                      static_cast<std::int32_t>(std::lround(y * extent))}};
        Bytes geometry;
        mvt::GeometryWriter{geometry}.points(at);
        Bytes name;
        mvt::append_value(name, std::string_view{point->name});
        Bytes size;
        mvt::append_value(size, point->size);
        const mvt::Tag tags[] = {{0, name}, {1, size}};
        layer.add({point->id, mvt::GeometryType::point, geometry, tags});
    }
    Bytes tile;
    layer.append_to(tile, "points", extent);
    return tile;
}

void write_tiles(const std::string& path, const std::vector<Point>& all) {
    const auto writer = archive::create(path, true);
    base::Compressor compressor;
    for (int zoom = 0; zoom <= max_zoom; ++zoom) {
        std::map<std::uint64_t, std::vector<const Point*>> tiles;
        for (const Point& point : all) {
            tiles[hilbert_id(tile::tile_at(point.at, zoom))].push_back(&point);
        }
        for (const auto& [id, inside] : tiles) {
            const tile::TileId tile = tile::tile_of_hilbert_id(id);
            writer->put(tile, compressor.gzip(tile_of(tile, inside)));
        }
    }
    archive::Description about;
    about.name = "Points";
    about.max_zoom = max_zoom;
    about.bounds = {{-179, -84}, {179, 84}};
    about.json = R"({"vector_layers":[{"id":"points","fields":{"name":"String","size":"Number"},)"
                 R"("minzoom":0,"maxzoom":6}]})";
    writer->finish(about);
}

void write_geojson(const std::string& path, const std::vector<Point>& all) {
    std::ofstream file{path};
    for (const Point& point : all) {
        file << fmt::format(
            R"({{"type":"Feature","id":{},"geometry":{{"type":"Point","coordinates":[{},{}]}},)"
            R"("properties":{{"name":"{}","size":{}}}}})"
            "\n",
            point.id, point.at.lon, point.at.lat, point.name, point.size);
    }
}

}  // namespace

int main(int argc, char* argv[]) {
    const std::vector<std::string> words{argv + 1, argv + argc};
    if (words.size() < 3) {
        std::cerr << "usage: write_points TILESET... POINTS.geojsonl COUNT\n";
        return 2;
    }
    const auto all = points(std::stoul(words.back()));
    write_geojson(words[words.size() - 2], all);
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        write_tiles(words[i], all);
    }
    return 0;
}
