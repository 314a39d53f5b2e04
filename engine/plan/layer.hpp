// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"
#include "engine/plan/layer_attributes.hpp"
#include "engine/plan/layer_clusters.hpp"
#include "engine/plan/layer_flows.hpp"
#include "engine/plan/layer_journeys.hpp"
#include "engine/plan/layer_keep.hpp"
#include "engine/plan/layer_shapes.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tamga::plan {

/// One layer of a map: where its features come from, and which of them go into which zoom. What it
/// is made of stands beside the rows of its options.
struct Layer : Keeping, Attributes, Shapes {
    std::string name = {};
    Kind kind = Kind::features;
    std::vector<std::string> sources = {};
    /// Features in memory, before those of the sources: with positions in range, and not of a map.toml.
    std::vector<std::shared_ptr<const model::Features>> features = {};
    std::string source_layer = {};
    std::string crs = {};
    std::string encoding = {};         ///< Of its texts; empty: what they look like.
    std::optional<int> min_zoom = {};  ///< Narrower than the map's zooms.
    std::optional<int> max_zoom = {};
    Clusters clusters = {};
    route::JourneyColumns route = {};
    RouteDrawing drawing = {};
    std::string gazetteer = {};  ///< Of a story or routes; empty: the installed one.
};

template <class L>
inline constexpr Option<L> source_rows[] = {
    {.key = "name", .page = "the layer's name", .member = member<L, Text, &L::name>()},
    {.key = "source",
     .page = "its file, or a list of files; on the command line SOURCE, or `-L NAME:FILE`",
     .member = member<L, Paths, &L::sources>()},
    {.key = "kind",
     .example = "\"lines\"",
     .page = "`features` (the default), `points`, `lines`, `polygons`: only these; `routes`: an "
             "origin-destination table (`--routes`); `story`: texts and photos (`--stories`)",
     .member = member<L, OneOf<Kind>, &L::kind>()},
    {.key = "crs",
     .flag = "--crs",
     .value = "EPSG:N",
     .help = "CRS of the sources (what they say, else WGS 84).",
     .example = "\"EPSG:28473\"",
     .member = member<L, Text, &L::crs>()},
    {.key = "encoding",
     .flag = "--encoding",
     .value = "NAME",
     .help = "How the text of CSV, GeoJSON and Shapefiles is written: windows-1251, latin1, UTF-16 "
             "... (UTF-8, or what it looks like, which is said).",
     .example = "\"windows-1251\"",
     .member = member<L, Text, &L::encoding>()},
    {.key = "source_layer",
     .flag = "--source-layer",
     .value = "NAME",
     .help = "Which layer of the sources (each of a SOURCE becomes a layer of its name, those of "
             "NAME:FILE go together).",
     .page = "which layer of the source (of several all go into this one, with a note)",
     .member = member<L, Text, &L::source_layer>()},
    {.key = "zoom",
     .example = "[0, 6]",
     .page = "where the layer is drawn (at all zooms of the map)",
     .member = member<L, DrawnZooms>()},
};

template <class L>
inline constexpr Option<L> gazetteer_rows[] = {
    {.section = Section::gazetteer,
     .key = "gazetteer",
     .flag = "--gazetteer",
     .value = "FILE",
     .help = "For --stories, and for --routes without --locations: names of places "
             "(data/gazetteer.tamga beside the program, or $TAMGA_GAZETTEER).",
     .page = "names of places, if not those that are installed; of routes without `locations`",
     .kinds = routes_or_story,
     .member = member<L, Path, &L::gazetteer>()},
};

}  // namespace tamga::plan
