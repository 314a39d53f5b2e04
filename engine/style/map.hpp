// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tamga::style {

/// What a layer's source holds, and so what is made of it.
enum class Kind : std::uint8_t { features, points, lines, polygons, routes, story };

/// What to do where a tile is over its budget.
enum class Keep : std::uint8_t { automatic, all, dense, fraction, largest, heaviest };

/// The type an attribute is given, whatever the source says.
enum class FieldType : std::uint8_t { integer, real, text, boolean };

/// What a cluster's attribute is made of its points'.
enum class Accumulation : std::uint8_t { sum, mean, min, max, count, concat, comma };

/// How near points become one; see index::ClusterRule.
struct Clusters {
    std::optional<double> radius_px = {};  ///< Of 512 along a tile's side; none: points stay apart.
    std::optional<int> max_zoom = {};  ///< The deepest that merges points; none: all but the last.
    int min_points = 2;
    std::map<std::string, Accumulation> accumulate = {};  ///< By attribute.

    bool wanted() const { return radius_px.has_value(); }
};

/// The columns of an origin-destination table; see route::JourneyColumns.
struct RouteColumns {
    std::vector<std::string> origin;
    std::vector<std::string> destination;
    std::string origin_name = {};
    std::string destination_name = {};
    std::string weight = {};
    std::string time = {};
    std::string category = {};
    std::string locations = {};  ///< A file of places: name or id, latitude, longitude.
};

/// One layer of a map: where its features come from, and which of them go into which zoom.
struct Layer {
    std::string name;
    Kind kind = Kind::features;
    std::vector<std::string> sources;
    std::string source_layer = {};
    std::string crs = {};
    std::optional<std::vector<std::string>> attributes = {};  ///< Only these; none given: all.
    std::vector<std::string> exclude = {};
    std::map<std::string, FieldType> types = {};
    std::string id = {};               ///< The attribute that becomes the feature's id.
    std::optional<int> min_zoom = {};  ///< Narrower than the map's zooms.
    std::optional<int> max_zoom = {};
    Keep keep = Keep::automatic;
    std::string keep_by = {};  ///< For Keep::heaviest: the attribute, largest first.
    double min_size_px = 0;
    Clusters clusters = {};
    RouteColumns route = {};
    std::string gazetteer = {};  ///< Of a story; empty: the one that is installed.
};

/// What is baked: the content of a map.toml, or the same from a command line.
struct Map {
    std::string name = {};
    std::string description = {};
    std::string attribution = {};
    std::optional<int> min_zoom = {};
    std::optional<int> max_zoom = {};  ///< None: guessed from the data.
    std::vector<Layer> layers;
};

/// Reads a map.toml. Paths in it are relative to the file, and come back relative to the working
/// directory. Throws Error{Fault::input} with file and line; an unknown key names the nearest known
/// one.
Map read_map(const std::string& path);

/// The words of the command line and of map.toml. Throw Error{Fault::usage}.
Keep keep_named(const std::string& word);
FieldType field_type_named(const std::string& word);
Accumulation accumulation_named(const std::string& word);
Kind kind_named(const std::string& word);

}  // namespace tamga::style
