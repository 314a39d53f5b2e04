// SPDX-License-Identifier: MIT
#include "engine/plan/map.hpp"

#include "engine/base/error.hpp"
#include "engine/plan/layer_option.hpp"
#include "engine/plan/map_table.hpp"

#include <fmt/format.h>

#include <span>

namespace tamga::plan {
namespace {

void require_complete(const Layer& layer, const Table& table) {
    if (layer.name.empty()) {
        table.fail(table.node(), "a layer needs a name");
    }
    if (layer.sources.empty()) {
        table.fail(table.node(), fmt::format("layer '{}' needs a source", layer.name));
    }
    for (const auto& [key, node] : table.members()) {
        if (const auto why = refusal(*option_of(key), layer)) {
            table.fail(node, *why);
        }
    }
}

/// What gives each value of `table` to the member of `to` that a row has for its key.
template <class Subject>
Table::Keys keys_of(std::span<const Option<Subject>> rows, const Table& table, Subject& to) {
    Table::Keys keys;
    for (const Option<Subject>& option : rows) {
        if (option.key.empty()) {
            continue;
        }
        const std::string key{option.key};
        keys.emplace_back(key, [&option, &table, &to, key](const Node& value) {
            option.member.read(table, value, key, to);
        });
    }
    return keys;
}

Layer read_layer(const Node& node, const Table& outer) {
    const Table table{node, outer, "a layer", "[[layer]]"};
    Layer layer;
    table.read(keys_of(layer_options(), table, layer));
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
    table.read(keys_of(map_options(), table, map));
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

}  // namespace tamga::plan
