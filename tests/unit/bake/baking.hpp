// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/bake/bake.hpp"
#include "tests/temporary_folder.hpp"

#include <string>
#include <vector>

namespace tamga::tests {

/// A folder for one test, removed with all that is in it.
class BakeFolder {
public:
    /// The path of a name in the folder.
    std::string path(const std::string& name) const { return folder_ / name; }
    /// Writes a file and answers its path.
    std::string file(const std::string& name, const std::string& text) const {
        return folder_.put(name, text);
    }

private:
    TemporaryFolder folder_;
};

/// A feature as one tile holds it.
struct DrawnFeature {
    int zoom = 0;
    std::string tile;  ///< "z/x/y".
    std::string layer;
    std::uint64_t id = 0;
    std::string attributes;  ///< `key=JSON;` for each, in the tile's order.
    std::string geometry;    ///< The commands, for comparing.
    std::vector<std::pair<std::int32_t, std::int32_t>> points;

    bool operator==(const DrawnFeature&) const = default;
    /// The value after `key=`; fails the test if there is none.
    std::string attribute(const std::string& key) const;
};

/// Every feature of every tile, decoded.
std::vector<DrawnFeature> drawn_in(const std::string& tileset);

/// A layer of one source.
plan::Layer layer_of(const std::string& name, const std::string& source,
                     plan::Kind kind = plan::Kind::features);

/// Points, lines and polygons with shared borders in and across the antimeridian, from a fixed
/// seed; feature ids count from 1.
std::string mixed_geojson(int count);

/// A GeoJSON point with an id and properties as JSON.
std::string point_geojson(std::uint64_t id, double lon, double lat,
                          const std::string& properties = "{}");

std::string bytes_of(const std::string& path);

}  // namespace tamga::tests
