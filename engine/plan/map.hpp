// SPDX-License-Identifier: MIT
#pragma once

#include "engine/filter/expression.hpp"
#include "engine/model/features.hpp"
#include "engine/plan/with_default.hpp"
#include "engine/route/table/journey_columns.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tamga::plan {

/// What a layer's source holds, and so what is made of it.
enum class Kind : std::uint8_t { features, points, lines, polygons, routes, story };

/// What to do where a tile is over its budget.
enum class Keep : std::uint8_t { automatic, all, dense, fraction, largest, heaviest };

/// The type an attribute is given, whatever the source says.
enum class FieldType : std::uint8_t { integer, real, text, boolean };

/// What a cluster's attribute is made of its points'.
enum class Accumulation : std::uint8_t { sum, mean, min, max, count, concat, comma };

/// How near points become one; see index::ClusterRule. Of the places of routes only the radius
/// counts; without one it is 40, and 0 leaves them apart.
struct Clusters {
    std::optional<double> radius_px = {};  ///< Of 512 along a tile's side; none: points stay apart.
    std::optional<int> max_zoom = {};  ///< The deepest that merges points; none: all but the last.
    WithDefault<int> min_points{2};
    std::map<std::string, Accumulation> accumulate = {};  ///< By attribute.

    bool wanted() const { return radius_px.has_value(); }
};

/// Which line joins two places.
enum class Curve : std::uint8_t { geodesic, bezier, straight };

/// What periods become: attributes of one line, or a line each.
enum class TimeAs : std::uint8_t { attributes, features };

/// What is made of the journeys of a layer.
struct RouteDrawing {
    WithDefault<std::uint64_t> max_tile_flows{2000};  ///< Lines a tile may have; 0: any number.
    /// Lines that all tiles of a zoom may have, each counted in every tile; 0: any number.
    WithDefault<std::uint64_t> max_zoom_flows{400'000};
    WithDefault<Curve> curve{Curve::geodesic};
    WithDefault<TimeAs> time_as{TimeAs::attributes};
    bool bundle = false;  ///< Join lines along shared corridors; see route::bundle().
    /// Columns of the locations or levels of the gazetteer, the finest first: places in one unit
    /// are one, instead of near ones. "admin1:4" is for zooms from 4 on; without a number a level
    /// is used where its units have room.
    std::vector<std::string> levels = {};
    std::vector<double> breaks = {};  ///< Where classes of counts begin; empty: by what is drawn.
};

/// A table whose rows give features more attributes: those of the row whose `column` equals the
/// feature's `key`, as text. What the row has takes the place of an attribute of the same name.
struct Join {
    std::string path;
    std::string key;
    std::string column;  ///< Often named like the key.
};

struct ZoomSpan {
    int first = 0;
    int last = 24;
};

/// One layer of a map: where its features come from, and which of them go into which zoom.
struct Layer {
    std::string name;
    Kind kind = Kind::features;
    std::vector<std::string> sources;
    /// Features in memory, before those of the sources: with positions in range, and not of a map.toml.
    std::vector<std::shared_ptr<const model::Features>> features = {};
    std::string source_layer = {};
    std::string crs = {};
    std::string encoding = {};  ///< Of its texts; empty: what they look like.
    std::optional<std::vector<std::string>> attributes = {};  ///< Only these; none given: all.
    std::vector<std::string> exclude = {};
    std::map<std::string, FieldType> types = {};
    std::string id = {};                           ///< The attribute that becomes the feature's id.
    std::optional<filter::Expression> where = {};  ///< Only features that pass; routes: only rows.
    std::vector<Join> joins = {};
    std::map<std::string, ZoomSpan> attributes_at = {};  ///< Written at these zooms only.
    std::string order_by = {};  ///< Drawn from the least to the largest of this attribute.
    bool order_descending = false;
    std::optional<int> min_zoom = {};  ///< Narrower than the map's zooms.
    std::optional<int> max_zoom = {};
    std::string min_zoom_by = {};  ///< The attribute that says from which zoom a feature is drawn.
    std::string max_zoom_by = {};
    std::string layer_by = {};  ///< The attribute that names the layer a feature goes into.
    WithDefault<Keep> keep{Keep::automatic};
    std::string keep_by = {};  ///< For Keep::heaviest: the attribute, largest first.
    /// Which layer loses first where a tile is full: that of the lowest number. None: 1 for lines
    /// and polygons, 0 for points.
    std::optional<int> priority = {};
    std::optional<std::uint64_t> max_tile_bytes = {};  ///< Its own share of a tile; 0, none: any.
    /// Lines, rings, and features whose box is smaller are left out.
    WithDefault<double> min_size_px{0};
    bool merge_lines = false;   ///< Where two of them meet and agree.
    bool label_points = false;  ///< A layer NAME_labels with one point for each polygon.
    Clusters clusters = {};
    route::JourneyColumns route = {};
    RouteDrawing drawing = {};
    std::string gazetteer = {};  ///< Of a story or routes; empty: the installed one.
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

/// "int", "float", "string" or "bool".
const char* name_of(FieldType type);
/// "1000,10000" as the numbers at which classes begin; each is above 0 and the one before it. Throws
/// Error{Fault::usage}.
std::vector<double> breaks_named(const std::string& text);

}  // namespace tamga::plan
