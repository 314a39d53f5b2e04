// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/plan/layer_rows.hpp"

namespace tamga::plan {
namespace {

/// `zoom = [0, 6]`, which has two members.
constexpr Member zooms{
    .takes = Takes::one,
    .words = nullptr,
    .read =
        [](const Table& table, const Node& node, const std::string& key, Layer& layer) {
            const auto [first, last] = table.zooms(node, key);
            layer.min_zoom = first;
            layer.max_zoom = last;
        },
    .parse = nullptr,
    .given = [](const Layer& layer) { return layer.min_zoom || layer.max_zoom; },
    .clear =
        [](Layer& layer) {
            layer.min_zoom.reset();
            layer.max_zoom.reset();
        },
    .usual = nullptr};

void set_order(Layer& layer, const std::string& attribute, bool descending) {
    if (!layer.order_by.empty() && layer.order_descending != descending) {
        throw Error{Fault::usage, "order_by and order_descending_by do not go together"};
    }
    layer.order_by = attribute;
    layer.order_descending = descending;
}

/// An attribute to order by, and which way.
template <bool descending>
constexpr Member order{
    .takes = Takes::one,
    .words = nullptr,
    .read =
        [](const Table& table, const Node& node, const std::string& key, Layer& layer) {
            const std::string attribute = table.text(node, key);
            table.word(node, [&] { set_order(layer, attribute, descending); });
        },
    .parse = [](const std::string& word, Layer& layer) { set_order(layer, word, descending); },
    .given =
        [](const Layer& layer) {
            return !layer.order_by.empty() && layer.order_descending == descending;
        },
    .clear = [](Layer& layer) { layer.order_by.clear(); },
    .usual = nullptr};

constexpr LayerOption rows[] = {
    {.key = "name", .page = "the layer's name", .member = member<Text, &Layer::name>()},
    {.key = "source",
     .page = "its file, or a list of files; on the command line SOURCE, or `-L NAME:FILE`",
     .member = member<Paths, &Layer::sources>()},
    {.key = "kind",
     .example = "\"lines\"",
     .page = "`features` (the default), `points`, `lines`, `polygons`: only these; `routes`: an "
             "origin-destination table (`--routes`); `story`: texts and photos (`--stories`)",
     .member = member<OneOf<Kind>, &Layer::kind>()},
    {.key = "crs",
     .flag = "--crs",
     .value = "EPSG:N",
     .help = "CRS of the sources (what they say, else WGS 84).",
     .example = "\"EPSG:28473\"",
     .member = member<Text, &Layer::crs>()},
    {.key = "encoding",
     .flag = "--encoding",
     .value = "NAME",
     .help = "How the text of CSV, GeoJSON and Shapefiles is written: windows-1251, latin1, UTF-16 "
             "... (UTF-8, or what it looks like, which is said).",
     .example = "\"windows-1251\"",
     .member = member<Text, &Layer::encoding>()},
    {.key = "source_layer",
     .flag = "--source-layer",
     .value = "NAME",
     .help = "Which layer of the sources (each of a SOURCE becomes a layer of its name, those of "
             "NAME:FILE go together).",
     .page = "which layer of the source (of several all go into this one, with a note)",
     .member = member<Text, &Layer::source_layer>()},
    {.key = "zoom",
     .example = "[0, 6]",
     .page = "where the layer is drawn (at all zooms of the map)",
     .member = zooms},
    {.section = Section::keep,
     .key = "keep",
     .flag = "--keep",
     .value = "HOW",
     .help = "Where a tile is over its budget keep all, dense (an even share), fraction (a fixed "
             "rate a zoom), largest, or heaviest (dense for points, largest for others, heaviest "
             "for routes).",
     .example = "\"dense\"",
     .page = "what stays where a tile is over its budget, or has more points than can be seen: "
             "`all`, `dense` (an even share), `fraction` (a fixed rate a zoom), `largest`, "
             "`heaviest`; of points that have a column which is plainly a size (population, a "
             "count, a rank) its largest, unless this says otherwise",
     .member = member<OneOf<Keep>, &Layer::keep>()},
    {.section = Section::keep,
     .key = "keep_by",
     .flag = "--keep-by",
     .value = "A",
     .help = "Keep the heaviest by this attribute (of points, a column that is plainly a size, "
             "such as population; --keep dense: by none).",
     .member = member<Text, &Layer::keep_by>()},
    {.section = Section::keep,
     .key = "priority",
     .example = "2",
     .page = "which layers lose first where a tile is full: those of the lowest number (1 for "
             "lines and polygons, 0 for points)",
     .member = member<Whole, &Layer::priority>()},
    {.section = Section::keep,
     .key = "max_tile_bytes",
     .example = "100000",
     .page = "the most that this layer takes of a tile, compressed; the budget of the whole tile "
             "is `--max-tile-bytes`",
     .member = member<Count, &Layer::max_tile_bytes>()},
    {.section = Section::attributes,
     .key = "where",
     .flag = "--where",
     .value = "EXPR",
     .help = "Only features for which this holds: \"people > 1000 and kind in ('town', 'city')\". "
             "Also or, not, is null, like, ilike, between, + - * / %, $id, $type, $zoom; names "
             "that are no plain words in double quotes.",
     .example = "\"people > 1000\"",
     .page = "only features for which this holds; of routes, only rows",
     .member = member<Condition, &Layer::where>()},
    {.section = Section::attributes,
     .key = "attributes",
     .flag = "-y,--include",
     .value = "A",
     .help = "Keep this attribute only; may be repeated.",
     .example = "[\"name\", \"iso\"]",
     .page = "only these",
     .member = member<Texts, &Layer::attributes>()},
    {.section = Section::attributes,
     .key = "exclude",
     .flag = "-x,--exclude",
     .value = "A",
     .help = "Leave out this attribute; may be repeated.",
     .example = "[\"note\"]",
     .page = "all attributes but these",
     .member = member<Texts, &Layer::exclude>()},
    {.section = Section::attributes,
     .key = "types",
     .flag = "--type",
     .value = "A:TYPE",
     .help = "Make an attribute an int, float, string or bool.",
     .example = "{ people = \"int\" }",
     .page = "`int`, `float`, `string` or `bool`, whatever the source says",
     .member = member<TypeOfEach, &Layer::types>()},
    {.section = Section::attributes,
     .key = "id",
     .flag = "--id",
     .value = "A",
     .help = "The attribute that becomes the feature's id.",
     .member = member<Text, &Layer::id>()},
    {.section = Section::attributes,
     .key = "join",
     .flag = "--join",
     .value = "FILE:A",
     .help = "Attributes from the row of a table whose column A equals attribute A; FILE:A=COL if "
             "the column has another name. May be repeated.",
     .example = "{ file = \"people.csv\", key = \"iso\", column = \"code\" }",
     .page = "attributes from the row of a table whose `column` (the key, if it is not given) "
             "equals the feature's `key`; a list of such tables for several",
     .kinds = all_but_routes,
     .member = member<Joins, &Layer::joins>()},
    {.section = Section::attributes,
     .key = "attributes_at",
     .flag = "--attribute-at",
     .value = "A:ZOOM",
     .help = "Write an attribute from this zoom on, or at A:FIRST-LAST; may be repeated.",
     .example = "{ name = 5, people = [0, 3] }",
     .page = "an attribute is written from this zoom on; at these zooms",
     .member = member<ZoomsOfEach, &Layer::attributes_at>()},
    {.section = Section::attributes,
     .key = "order_by",
     .flag = "--order-by",
     .value = "A",
     .help = "Draw features in the order of an attribute.",
     .page = "the attribute in whose order features are drawn, one over the other; points that are "
             "kept by their size come from the largest on, so that labels have room in that order",
     .kinds = all_but_routes,
     .member = order<false>},
    {.section = Section::attributes,
     .key = "order_descending_by",
     .flag = "--order-descending-by",
     .value = "A",
     .help = "The same, the largest first.",
     .kinds = all_but_routes,
     .member = order<true>},
    {.section = Section::attributes,
     .key = "min_zoom_by",
     .flag = "--min-zoom-by",
     .value = "A",
     .help = "The attribute that says from which zoom a feature is drawn (GeoJSON may say it in "
             "\"tippecanoe\", too).",
     .kinds = all_but_routes,
     .member = member<Text, &Layer::min_zoom_by>()},
    {.section = Section::attributes,
     .key = "max_zoom_by",
     .flag = "--max-zoom-by",
     .value = "A",
     .help = "The same for the last zoom.",
     .kinds = all_but_routes,
     .member = member<Text, &Layer::max_zoom_by>()},
    {.section = Section::attributes,
     .key = "layer_by",
     .flag = "--layer-by",
     .value = "A",
     .help = "The attribute that names the layer a feature goes into.",
     .kinds = all_but_routes,
     .member = member<Text, &Layer::layer_by>()},
    {.section = Section::clusters,
     .key = "cluster",
     .flag = "--cluster",
     .value = "PX",
     .help = "Make one of points that are this near, in pixels of a tile 512 wide; each says how "
             "many it is (point_count). Places of routes are always clustered (40; 0: never).",
     .example = "40",
     .kinds = {Kind::features, Kind::points, Kind::routes},
     .member = member<Number, &Layer::clusters, &Clusters::radius_px>()},
    {.section = Section::clusters,
     .key = "accumulate",
     .flag = "--accumulate",
     .value = "A:HOW",
     .help = "An attribute of a cluster from its points': sum, mean, min, max, count, concat or "
             "comma (concat with commas); may be repeated.",
     .example = "{ people = \"sum\" }",
     .kinds = with_points,
     .with = "cluster",
     .member = member<WayOfEach, &Layer::clusters, &Clusters::accumulate>()},
    {.section = Section::clusters,
     .key = "cluster_max_zoom",
     .flag = "--cluster-max-zoom",
     .value = "N",
     .help = "Deepest zoom with clusters (all but the deepest).",
     .example = "8",
     .kinds = with_points,
     .with = "cluster",
     .member = member<Whole, &Layer::clusters, &Clusters::max_zoom>()},
    {.section = Section::clusters,
     .key = "cluster_min_points",
     .flag = "--cluster-min-points",
     .value = "N",
     .help = "Fewer points than this stay apart ({}).",
     .example = "3",
     .kinds = with_points,
     .with = "cluster",
     .member = member<Whole, &Layer::clusters, &Clusters::min_points>()},
    {.section = Section::shapes,
     .key = "min_size",
     .flag = "--min-size",
     .value = "PX",
     .help = "Leave out lines, rings and holes whose box is smaller, and features that have no "
             "larger one ({}).",
     .example = "2",
     .page = "lines, rings and holes whose box is smaller, in grid units of 4096, are left out",
     .member = member<Number, &Layer::min_size_px>()},
    {.section = Section::shapes,
     .key = "merge_lines",
     .flag = "--merge-lines",
     .help = "Make one line of two that meet and have the same attributes.",
     .kinds = with_lines,
     .member = member<Flag, &Layer::merge_lines>()},
    {.section = Section::shapes,
     .key = "label_points",
     .flag = "--label-points",
     .help = "Add a layer NAME_labels: one point in each polygon, where it is widest.",
     .kinds = with_polygons,
     .member = member<Flag, &Layer::label_points>()},
};

}  // namespace

std::span<const LayerOption> feature_rows() { return rows; }

}  // namespace tamga::plan
