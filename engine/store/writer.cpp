// SPDX-License-Identifier: MIT
#include "engine/store/writer.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace tamga::store {
namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

void Writer::check_name(const std::string& name) {
    const std::string known = lower(name);
    if (std::ranges::find(names_, known) != names_.end()) {
        throw Error{Fault::usage, "there are two layers '" + name +
                                      "' (case does not count); name one with -L NAME:FILE"};
    }
    if (known.starts_with("tamga_")) {
        throw Error{Fault::usage, "a layer's name cannot start with tamga_"};
    }
    require_free(name, known);
}

void Writer::check_route_names(const std::string& name) {
    check_name(name);
    for (const std::string_view suffix : route_tables_behind) {
        const std::string table = name + std::string{suffix};
        if (std::ranges::find(names_, lower(table)) != names_.end()) {
            throw Error{Fault::usage, "layer '" + name + "' of routes needs a table '" + table +
                                          "', and there is a layer of that name"};
        }
        check_name(table);
    }
}

void Writer::add_to_layers(const Layer& layer, Added& added) {
    names_.push_back(lower(layer.name));
    list_layer(layer);
    added.layers.push_back(layer);
}

}  // namespace tamga::store
