// SPDX-License-Identifier: MIT
#include "engine/style/map.hpp"

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <utility>

namespace tamga::style {
namespace {

/// One table of the file, with the words for an error in it.
class Table {
public:
    Table(const toml::table& table, std::string file) : table_{table}, file_{std::move(file)} {}

    [[noreturn]] void fail(const toml::node& at, const std::string& why) const {
        throw Error{Fault::input, fmt::format("{}:{}: {}", file_, at.source().begin.line, why)};
    }

    /// What a key's value is given to.
    using Take = std::function<void(const toml::node&)>;
    using Keys = std::vector<std::pair<std::string, Take>>;

    /// Gives each value to its key's taker; an unknown key is an error.
    void read(const Keys& keys) const {
        for (const auto& [name, node] : table_) {
            const std::string word{name.str()};
            const auto known = std::ranges::find(keys, word, &std::pair<std::string, Take>::first);
            if (known == keys.end()) {
                std::vector<std::string> names;
                for (const auto& key : keys) {
                    names.push_back(key.first);
                }
                fail(node,
                     fmt::format("unknown key '{}'{}", word, base::did_you_mean(word, names)));
            }
            known->second(node);
        }
    }

    std::string text(const toml::node& node, const std::string& what) const {
        if (const auto* value = node.as_string()) {
            return value->get();
        }
        fail(node, what + " must be a text in quotes");
    }

    std::vector<std::string> texts(const toml::node& node, const std::string& what) const {
        if (const auto* array = node.as_array()) {
            std::vector<std::string> all;
            for (const toml::node& element : *array) {
                all.push_back(text(element, "each of " + what));
            }
            return all;
        }
        return {text(node, what)};
    }

    double number(const toml::node& node, const std::string& what) const {
        if (const auto value = node.value<double>(); value && node.is_number()) {
            return *value;
        }
        fail(node, what + " must be a number");
    }

    bool flag(const toml::node& node, const std::string& what) const {
        if (const auto* value = node.as_boolean()) {
            return value->get();
        }
        fail(node, what + " must be true or false");
    }

    std::uint64_t count(const toml::node& node, const std::string& what) const {
        const auto value = node.value<std::int64_t>();
        if (!node.is_integer() || *value < 0) {
            fail(node, what + " must be a whole number, 0 or more");
        }
        return static_cast<std::uint64_t>(*value);
    }

    int whole(const toml::node& node, const std::string& what) const {
        if (const auto value = node.is_integer() ? node.value<int>() : std::nullopt) {
            return *value;
        }
        fail(node, what + " must be a whole number");
    }

    ZoomSpan zooms(const toml::node& node, const std::string& what = "zoom") const {
        const auto* array = node.as_array();
        const auto at = [&](std::size_t i) { return (*array)[i].value<int>(); };
        if (array == nullptr || array->size() != 2 || !at(0) || !at(1)) {
            fail(node, what + " must be two whole numbers, as in [0, 8]");
        }
        if (*at(0) < 0 || *at(1) > 24 || *at(0) > *at(1)) {
            fail(node,
                 fmt::format("{} [{}, {}] is not a range within 0..24", what, *at(0), *at(1)));
        }
        return {*at(0), *at(1)};
    }

private:
    const toml::table& table_;
    std::string file_;
};

/// The table that a key's value must be.
const toml::table& table_in(const toml::node& node, const Table& outer, const std::string& what,
                            const char* example) {
    const auto* table = node.as_table();
    if (table == nullptr) {
        outer.fail(node, fmt::format("{} must be a table, as in {}", what, example));
    }
    return *table;
}

std::string beside(const std::string& file, const std::string& path) {
    const std::filesystem::path given{path};
    return path == "-" || given.is_absolute()
               ? path
               : (std::filesystem::path{file}.parent_path() / given).lexically_normal().string();
}

/// A taker that puts a text into `target`.
Table::Take into(const Table& table, std::string& target, const std::string& key) {
    return [&table, &target, key](const toml::node& node) { target = table.text(node, key); };
}

Table::Take into(const Table& table, std::vector<std::string>& target, const std::string& key) {
    return [&table, &target, key](const toml::node& node) { target = table.texts(node, key); };
}

/// What `named` answers. A wrong word is the file's fault here, not the command line's.
auto named_in(const std::string& file, const toml::node& node, auto&& named) {
    try {
        return named();
    } catch (const Error& error) {
        throw Error{Fault::input,
                    fmt::format("{}:{}: {}", file, node.source().begin.line, error.what())};
    }
}

void read_types(const toml::node& node, const Table& outer, const std::string& file, Layer& layer) {
    const toml::table& types = table_in(node, outer, "types", "{ population = \"int\" }");
    const Table table{types, file};
    for (const auto& [name, value] : types) {
        const std::string word = table.text(value, "a type");
        layer.types[std::string{name.str()}] =
            named_in(file, value, [&] { return field_type_named(word); });
    }
}

void read_attributes_at(const toml::node& node, const Table& outer, Layer& layer) {
    for (const auto& [name, value] :
         table_in(node, outer, "attributes_at", "{ name = 5, people = [3, 8] }")) {
        const std::string what = fmt::format("attributes_at.{}", name.str());
        ZoomSpan& span = layer.attributes_at[std::string{name.str()}];
        if (const auto first = value.value<int>(); first && value.is_integer()) {
            if (*first < 0 || *first > span.last) {
                outer.fail(value, fmt::format("{} = {} is not a zoom in 0..24", what, *first));
            }
            span.first = *first;
        } else if (value.is_array()) {
            span = outer.zooms(value, what);
        } else {
            outer.fail(value, what + " must be the first zoom, or both as in [3, 8]");
        }
    }
}

/// One table of `join`: { file, key, column }.
Join read_join(const toml::node& node, const Table& outer, const std::string& file) {
    const Table table{table_in(node, outer, "join", "{ file = \"people.csv\", key = \"iso\" }"),
                      file};
    Join join;
    table.read(
        {{"file", [&](const toml::node& v) { join.path = beside(file, table.text(v, "file")); }},
         {"key", into(table, join.key, "key")},
         {"column", into(table, join.column, "column")}});
    if (join.path.empty() || join.key.empty()) {
        outer.fail(node, "join needs a file and a key, the attribute that names a row of the file");
    }
    join.column = join.column.empty() ? join.key : join.column;
    return join;
}

void read_joins(const toml::node& node, const Table& outer, const std::string& file, Layer& layer) {
    if (const auto* array = node.as_array()) {
        for (const toml::node& element : *array) {
            layer.joins.push_back(read_join(element, outer, file));
        }
    } else {
        layer.joins.push_back(read_join(node, outer, file));
    }
}

void read_order(const toml::node& node, const Table& table, bool descending, Layer& layer) {
    if (!layer.order_by.empty()) {
        table.fail(node, "order_by and order_descending_by do not go together");
    }
    layer.order_by = table.text(node, descending ? "order_descending_by" : "order_by");
    layer.order_descending = descending;
}

void read_accumulate(const toml::node& node, const Table& outer, const std::string& file,
                     Clusters& clusters) {
    const toml::table& ways = table_in(node, outer, "accumulate", "{ population = \"sum\" }");
    const Table table{ways, file};
    for (const auto& [name, value] : ways) {
        const std::string word = table.text(value, "a way to accumulate");
        clusters.accumulate[std::string{name.str()}] =
            named_in(file, value, [&] { return accumulation_named(word); });
    }
}

Table::Keys cluster_keys(const Table& table, const std::string& file, Clusters& clusters) {
    return {
        {"cluster", [&](const toml::node& v) { clusters.radius_px = table.number(v, "cluster"); }},
        {"cluster_max_zoom",
         [&](const toml::node& v) { clusters.max_zoom = table.whole(v, "cluster_max_zoom"); }},
        {"cluster_min_points",
         [&](const toml::node& v) { clusters.min_points = table.whole(v, "cluster_min_points"); }},
        {"accumulate", [&](const toml::node& v) { read_accumulate(v, table, file, clusters); }},
    };
}

void require_complete(const Layer& layer, const toml::table& node, const Table& table) {
    if (layer.name.empty()) {
        table.fail(node, "a layer needs a name");
    }
    if (layer.sources.empty()) {
        table.fail(node, fmt::format("layer '{}' needs a source", layer.name));
    }
    const bool has_columns = !layer.route.origin.empty() || !layer.route.destination.empty();
    if (layer.kind != Kind::routes && has_columns) {
        table.fail(node, fmt::format("layer '{}' has an origin or destination but is not of kind "
                                     "\"routes\"",
                                     layer.name));
    }
    if (layer.kind != Kind::story && !layer.gazetteer.empty()) {
        table.fail(node, fmt::format("layer '{}' has a gazetteer but is not of kind \"story\"",
                                     layer.name));
    }
}

Table::Keys route_keys(const Table& table, const std::string& file, RouteColumns& route) {
    return {
        {"origin", into(table, route.origin, "origin")},
        {"destination", into(table, route.destination, "destination")},
        {"origin_name", into(table, route.origin_name, "origin_name")},
        {"destination_name", into(table, route.destination_name, "destination_name")},
        {"weight", into(table, route.weight, "weight")},
        {"time", into(table, route.time, "time")},
        {"category", into(table, route.category, "category")},
        {"locations",
         [&table, &file, &route](const toml::node& v) {
             route.locations = beside(file, table.text(v, "locations"));
         }},
        {"areas", [&table, &file, &route](
                      const toml::node& v) { route.areas = beside(file, table.text(v, "areas")); }},
        {"areas_id", into(table, route.areas_id, "areas_id")},
        {"period", into(table, route.period, "period")},
        {"matrix",
         [&table, &route](const toml::node& v) { route.matrix = table.flag(v, "matrix"); }}};
}

Table::Keys drawing_keys(const Table& table, const std::string& file, RouteDrawing& drawing) {
    return {
        {"bundle", [&](const toml::node& v) { drawing.bundle = table.flag(v, "bundle"); }},
        {"max_tile_flows",
         [&](const toml::node& v) { drawing.max_tile_flows = table.count(v, "max_tile_flows"); }},
        {"max_zoom_flows",
         [&](const toml::node& v) { drawing.max_zoom_flows = table.count(v, "max_zoom_flows"); }},
        {"curve",
         [&](const toml::node& v) {
             drawing.curve = named_in(file, v, [&] { return curve_named(table.text(v, "curve")); });
         }},
        {"time_as", [&](const toml::node& v) {
             drawing.time_as =
                 named_in(file, v, [&] { return time_as_named(table.text(v, "time_as")); });
         }}};
}

/// What is done with the attributes.
Table::Keys attribute_keys(const Table& table, const std::string& file, Layer& layer) {
    return {
        {"attributes",
         [&](const toml::node& v) { layer.attributes = table.texts(v, "attributes"); }},
        {"exclude", into(table, layer.exclude, "exclude")},
        {"types", [&](const toml::node& v) { read_types(v, table, file, layer); }},
        {"id", into(table, layer.id, "id")},
        {"where",
         [&](const toml::node& v) {
             const std::string text = table.text(v, "where");
             layer.where = named_in(file, v, [&] {
                 return in_context("where", [&] { return filter::Expression{text}; });
             });
         }},
        {"join", [&](const toml::node& v) { read_joins(v, table, file, layer); }},
        {"attributes_at", [&](const toml::node& v) { read_attributes_at(v, table, layer); }},
        {"order_by", [&](const toml::node& v) { read_order(v, table, false, layer); }},
        {"order_descending_by", [&](const toml::node& v) { read_order(v, table, true, layer); }},
        {"min_zoom_by", into(table, layer.min_zoom_by, "min_zoom_by")},
        {"max_zoom_by", into(table, layer.max_zoom_by, "max_zoom_by")},
        {"layer_by", into(table, layer.layer_by, "layer_by")},
    };
}

Layer read_layer(const toml::table& node, const std::string& file) {
    const Table table{node, file};
    Layer layer;
    const auto word = [&](const toml::node& value, const std::string& key, auto&& named) {
        const std::string text = table.text(value, key);
        return named_in(file, value, [&] { return named(text); });
    };
    Table::Keys keys = {
        {"name", into(table, layer.name, "name")},
        {"kind", [&](const toml::node& v) { layer.kind = word(v, "kind", kind_named); }},
        {"source",
         [&](const toml::node& v) {
             for (const std::string& path : table.texts(v, "source")) {
                 layer.sources.push_back(beside(file, path));
             }
         }},
        {"source_layer", into(table, layer.source_layer, "source_layer")},
        {"crs", into(table, layer.crs, "crs")},
        {"zoom",
         [&](const toml::node& v) {
             const auto [first, last] = table.zooms(v);
             layer.min_zoom = first;
             layer.max_zoom = last;
         }},
        {"keep", [&](const toml::node& v) { layer.keep = word(v, "keep", keep_named); }},
        {"keep_by", into(table, layer.keep_by, "keep_by")},
        {"gazetteer",
         [&](const toml::node& v) { layer.gazetteer = beside(file, table.text(v, "gazetteer")); }},
        {"min_size", [&](const toml::node& v) { layer.min_size_px = table.number(v, "min_size"); }},
        {"merge_lines",
         [&](const toml::node& v) { layer.merge_lines = table.flag(v, "merge_lines"); }},
        {"label_points",
         [&](const toml::node& v) { layer.label_points = table.flag(v, "label_points"); }},
    };
    std::ranges::move(attribute_keys(table, file, layer), std::back_inserter(keys));
    std::ranges::move(route_keys(table, file, layer.route), std::back_inserter(keys));
    std::ranges::move(drawing_keys(table, file, layer.drawing), std::back_inserter(keys));
    std::ranges::move(cluster_keys(table, file, layer.clusters), std::back_inserter(keys));
    table.read(keys);
    require_complete(layer, node, table);
    return layer;
}

void read_layers(const toml::node& node, const Table& outer, const std::string& file, Map& map) {
    const auto* array = node.as_array();
    if (array == nullptr) {
        outer.fail(node, "layers are written as [[layer]], one table each");
    }
    for (const toml::node& element : *array) {
        map.layers.push_back(read_layer(table_in(element, outer, "a layer", "[[layer]]"), file));
    }
}

void read_header(const toml::node& node, const Table& outer, const std::string& file, Map& map) {
    const Table table{table_in(node, outer, "map", "[map]"), file};
    table.read({{"name", into(table, map.name, "name")},
                {"description", into(table, map.description, "description")},
                {"attribution", into(table, map.attribution, "attribution")},
                {"zoom", [&](const toml::node& v) {
                     const auto [first, last] = table.zooms(v);
                     map.min_zoom = first;
                     map.max_zoom = last;
                 }}});
}

toml::table parsed(const std::string& path) {
    if (!std::filesystem::is_regular_file(path)) {
        throw Error{Fault::input, path + ": there is no such file"};
    }
    try {
        return toml::parse_file(path);
    } catch (const toml::parse_error& error) {
        throw Error{Fault::input,
                    fmt::format("{}:{}: {}", path, error.source().begin.line, error.description())};
    }
}

}  // namespace

Map read_map(const std::string& path) {
    const toml::table root = parsed(path);
    const Table table{root, path};
    Map map;
    table.read({{"map", [&](const toml::node& v) { read_header(v, table, path, map); }},
                {"layer", [&](const toml::node& v) { read_layers(v, table, path, map); }}});
    if (map.layers.empty()) {
        throw Error{Fault::input, path + ": has no [[layer]]; a map needs one at least"};
    }
    return map;
}

}  // namespace tamga::style
