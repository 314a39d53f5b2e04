// SPDX-License-Identifier: MIT
#include "engine/style/map.hpp"

#include "engine/base/error.hpp"
#include "engine/style/map_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tamga::style {
namespace {

/// A taker that puts what `named` makes of a word into `target`.
template <class Target>
Table::Take named_into(const Table& table, Target& target, const std::string& key,
                       Target (*named)(const std::string&)) {
    return [&table, &target, key, named](const Node& node) {
        const std::string text = table.text(node, key);
        target = table.word(node, [&] { return named(text); });
    };
}

void read_types(const Node& node, const Table& outer, Layer& layer) {
    const Table table{node, outer, "types", "{ population = \"int\" }"};
    for (const auto& [name, value] : table.members()) {
        const std::string word = table.text(value, "a type");
        layer.types[name] = table.word(value, [&] { return field_type_named(word); });
    }
}

void read_attributes_at(const Node& node, const Table& outer, Layer& layer) {
    const Table table{node, outer, "attributes_at", "{ name = 5, people = [3, 8] }"};
    for (const auto& [name, value] : table.members()) {
        const std::string what = "attributes_at." + name;
        ZoomSpan& span = layer.attributes_at[name];
        if (const auto* first = value.as<std::int64_t>()) {
            if (*first < 0 || *first > span.last) {
                table.fail(value, fmt::format("{} = {} is not a zoom in 0..24", what, *first));
            }
            span.first = static_cast<int>(*first);
        } else if (value.as<Node::Array>() != nullptr) {
            span = table.zooms(value, what);
        } else {
            table.fail(value, what + " must be the first zoom, or both as in [3, 8]");
        }
    }
}

/// One table of `join`: { file, key, column }.
Join read_join(const Node& node, const Table& outer) {
    const Table table{node, outer, "join", "{ file = \"people.csv\", key = \"iso\" }"};
    Join join;
    table.read({{"file", table.path_into(join.path, "file")},
                {"key", table.into(join.key, "key")},
                {"column", table.into(join.column, "column")}});
    if (join.path.empty() || join.key.empty()) {
        table.fail(node, "join needs a file and a key, the attribute that names a row of the file");
    }
    join.column = join.column.empty() ? join.key : join.column;
    return join;
}

void read_joins(const Node& node, const Table& outer, Layer& layer) {
    if (const auto* array = node.as<Node::Array>()) {
        for (const Node& element : *array) {
            layer.joins.push_back(read_join(element, outer));
        }
    } else {
        layer.joins.push_back(read_join(node, outer));
    }
}

void read_order(const Node& node, const Table& table, bool descending, Layer& layer) {
    if (!layer.order_by.empty()) {
        table.fail(node, "order_by and order_descending_by do not go together");
    }
    layer.order_by = table.text(node, descending ? "order_descending_by" : "order_by");
    layer.order_descending = descending;
}

void read_accumulate(const Node& node, const Table& outer, Clusters& clusters) {
    const Table table{node, outer, "accumulate", "{ population = \"sum\" }"};
    for (const auto& [name, value] : table.members()) {
        const std::string word = table.text(value, "a way to accumulate");
        clusters.accumulate[name] = table.word(value, [&] { return accumulation_named(word); });
    }
}

Table::Keys cluster_keys(const Table& table, Clusters& clusters) {
    return {
        {"cluster", [&](const Node& v) { clusters.radius_px = table.number(v, "cluster"); }},
        {"cluster_max_zoom",
         [&](const Node& v) { clusters.max_zoom = table.whole(v, "cluster_max_zoom"); }},
        {"cluster_min_points",
         [&](const Node& v) { clusters.min_points = table.whole(v, "cluster_min_points"); }},
        {"accumulate", [&](const Node& v) { read_accumulate(v, table, clusters); }},
    };
}

Table::Keys route_keys(const Table& table, RouteColumns& route) {
    return {{"origin", table.into(route.origin, "origin")},
            {"destination", table.into(route.destination, "destination")},
            {"origin_name", table.into(route.origin_name, "origin_name")},
            {"destination_name", table.into(route.destination_name, "destination_name")},
            {"weight", table.into(route.weight, "weight")},
            {"time", table.into(route.time, "time")},
            {"category", table.into(route.category, "category")},
            {"locations", table.path_into(route.locations, "locations")},
            {"areas", table.path_into(route.areas, "areas")},
            {"areas_id", table.into(route.areas_id, "areas_id")},
            {"period", table.into(route.period, "period")},
            {"places", table.into(route.places, "places")},
            {"measure",
             [&](const Node& v) {
                 const std::string word = table.text(v, "measure");
                 route.measure = table.word(v, [&] { return route::measure_named(word); });
             }},
            {"matrix", [&](const Node& v) { route.matrix = table.flag(v, "matrix"); }}};
}

/// A list of numbers, which are judged as those of the command line are.
void read_breaks(const Node& node, const Table& table, RouteDrawing& drawing) {
    const auto* array = node.as<Node::Array>();
    if (array == nullptr) {
        table.fail(node, "breaks must be a list of numbers, as in [1000, 10000]");
    }
    std::string text;
    for (const Node& element : *array) {
        text += fmt::format("{}{}", text.empty() ? "" : ",", table.number(element, "a break"));
    }
    drawing.breaks = table.word(node, [&] { return breaks_named(text); });
}

Table::Keys drawing_keys(const Table& table, RouteDrawing& drawing) {
    return {
        {"bundle", [&](const Node& v) { drawing.bundle = table.flag(v, "bundle"); }},
        {"max_tile_flows",
         [&](const Node& v) { drawing.max_tile_flows = table.count(v, "max_tile_flows"); }},
        {"max_zoom_flows",
         [&](const Node& v) { drawing.max_zoom_flows = table.count(v, "max_zoom_flows"); }},
        {"levels", table.into(drawing.levels, "levels")},
        {"breaks", [&](const Node& v) { read_breaks(v, table, drawing); }},
        {"curve", named_into(table, drawing.curve, "curve", curve_named)},
        {"time_as", named_into(table, drawing.time_as, "time_as", time_as_named)},
    };
}

/// What is done with the attributes.
Table::Keys attribute_keys(const Table& table, Layer& layer) {
    return {
        {"attributes", [&](const Node& v) { layer.attributes = table.texts(v, "attributes"); }},
        {"exclude", table.into(layer.exclude, "exclude")},
        {"types", [&](const Node& v) { read_types(v, table, layer); }},
        {"id", table.into(layer.id, "id")},
        {"where",
         [&](const Node& v) {
             const std::string text = table.text(v, "where");
             layer.where = table.word(
                 v, [&] { return in_context("where", [&] { return filter::Expression{text}; }); });
         }},
        {"join", [&](const Node& v) { read_joins(v, table, layer); }},
        {"attributes_at", [&](const Node& v) { read_attributes_at(v, table, layer); }},
        {"order_by", [&](const Node& v) { read_order(v, table, false, layer); }},
        {"order_descending_by", [&](const Node& v) { read_order(v, table, true, layer); }},
        {"min_zoom_by", table.into(layer.min_zoom_by, "min_zoom_by")},
        {"max_zoom_by", table.into(layer.max_zoom_by, "max_zoom_by")},
        {"layer_by", table.into(layer.layer_by, "layer_by")},
    };
}

Table::Keys layer_keys(const Table& table, Layer& layer) {
    return {
        {"name", table.into(layer.name, "name")},
        {"kind", named_into(table, layer.kind, "kind", kind_named)},
        {"source",
         [&](const Node& v) {
             for (const std::string& path : table.texts(v, "source")) {
                 layer.sources.push_back(table.beside(path));
             }
         }},
        {"source_layer", table.into(layer.source_layer, "source_layer")},
        {"crs", table.into(layer.crs, "crs")},
        {"encoding", table.into(layer.encoding, "encoding")},
        {"zoom",
         [&](const Node& v) {
             const auto [first, last] = table.zooms(v);
             layer.min_zoom = first;
             layer.max_zoom = last;
         }},
        {"keep", named_into(table, layer.keep, "keep", keep_named)},
        {"keep_by", table.into(layer.keep_by, "keep_by")},
        {"priority", [&](const Node& v) { layer.priority = table.whole(v, "priority"); }},
        {"max_tile_bytes",
         [&](const Node& v) { layer.max_tile_bytes = table.count(v, "max_tile_bytes"); }},
        {"gazetteer", table.path_into(layer.gazetteer, "gazetteer")},
        {"min_size", [&](const Node& v) { layer.min_size_px = table.number(v, "min_size"); }},
        {"merge_lines", [&](const Node& v) { layer.merge_lines = table.flag(v, "merge_lines"); }},
        {"label_points",
         [&](const Node& v) { layer.label_points = table.flag(v, "label_points"); }},
    };
}

void require_complete(const Layer& layer, const Table& table) {
    const auto refuse = [&](const char* why) {
        table.fail(table.node(), fmt::format("layer '{}' {}", layer.name, why));
    };
    if (layer.name.empty()) {
        table.fail(table.node(), "a layer needs a name");
    }
    if (layer.sources.empty()) {
        refuse("needs a source");
    }
    const bool has_columns = !layer.route.origin.empty() || !layer.route.destination.empty();
    if (layer.kind != Kind::routes && has_columns) {
        refuse("has an origin or destination but is not of kind \"routes\"");
    }
    if (layer.kind != Kind::routes && (layer.route.measure || !layer.route.places.empty())) {
        refuse("has a measure or places but is not of kind \"routes\"");
    }
    if (layer.kind != Kind::story && layer.kind != Kind::routes && !layer.gazetteer.empty()) {
        refuse("has a gazetteer but is not of kind \"story\" or \"routes\"");
    }
}

Layer read_layer(const Node& node, const Table& outer) {
    const Table table{node, outer, "a layer", "[[layer]]"};
    Layer layer;
    Table::Keys keys = layer_keys(table, layer);
    for (Table::Keys more :
         {attribute_keys(table, layer), route_keys(table, layer.route),
          drawing_keys(table, layer.drawing), cluster_keys(table, layer.clusters)}) {
        std::ranges::move(more, std::back_inserter(keys));
    }
    table.read(keys);
    require_complete(layer, table);
    return layer;
}

void read_layers(const Node& node, const Table& outer, Map& map) {
    const auto* array = node.as<Node::Array>();
    if (array == nullptr) {
        outer.fail(node, "layers are written as [[layer]], one table each");
    }
    for (const Node& element : *array) {
        map.layers.push_back(read_layer(element, outer));
    }
}

void read_header(const Node& node, const Table& outer, Map& map) {
    const Table table{node, outer, "map", "[map]"};
    table.read({{"name", table.into(map.name, "name")},
                {"description", table.into(map.description, "description")},
                {"attribution", table.into(map.attribution, "attribution")},
                {"zoom", [&](const Node& v) {
                     const auto [first, last] = table.zooms(v);
                     map.min_zoom = first;
                     map.max_zoom = last;
                 }}});
}

}  // namespace

Map read_map(const std::string& path) {
    const Node root = read_toml(path);
    const Table table{root, path};
    Map map;
    table.read({{"map", [&](const Node& v) { read_header(v, table, map); }},
                {"layer", [&](const Node& v) { read_layers(v, table, map); }}});
    if (map.layers.empty()) {
        throw Error{Fault::input, path + ": has no [[layer]]; a map needs one at least"};
    }
    return map;
}

}  // namespace tamga::style
