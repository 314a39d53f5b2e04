// SPDX-License-Identifier: MIT
#include "tools/tamga/commands/bake_settings.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "engine/store/reader.hpp"
#include "engine/store/records.hpp"
#include "tools/tamga/cli/given.hpp"
#include "tools/tamga/cli/layer_flags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace tamga::cli {
namespace {

/// `text` at its first colon; `form` is what it should look like, for the message.
std::pair<std::string, std::string> split_named(const std::string& text, const std::string& form) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) {
        throw Error{Fault::usage, fmt::format("'{}' is not {}", text, form)};
    }
    return {text.substr(0, colon), text.substr(colon + 1)};
}

plan::Layer layer_of(const plan::Layer& common, const std::string& name, const std::string& source,
                     plan::Kind kind) {
    plan::Layer layer = for_kind(common, kind);
    layer.name = name;
    layer.sources = {source};
    return layer;
}

/// Sources on the command line become layers; several files of one layer name are one layer.
void add_layer(plan::Map& map, plan::Layer layer) {
    for (plan::Layer& known : map.layers) {
        if (known.name == layer.name && known.kind == layer.kind) {
            known.sources.push_back(layer.sources[0]);
            return;
        }
    }
    map.layers.push_back(std::move(layer));
}

plan::Kind kind_of(const store::Layer& layer) {
    return layer.kind == store::Kind::routes ? plan::Kind::routes : plan::Kind::features;
}

/// The layers of a store that are wanted: the one that is named, or all; none if it is no store.
std::vector<store::Layer> stored_layers(const BakeSettings& settings, const std::string& source) {
    if (!store::is_store(source)) {
        return {};
    }
    std::vector<store::Layer> layers = store::open(source)->layers();
    const std::string& wanted = settings.common.source_layer;
    if (!wanted.empty()) {
        std::erase_if(layers, [&](const store::Layer& layer) { return layer.name != wanted; });
    }
    return layers;
}

std::string free_name(const plan::Map& map, const std::string& name, const std::string& stem) {
    const bool taken = std::ranges::find(map.layers, name, &plan::Layer::name) != map.layers.end();
    return taken ? stem + "_" + name : name;
}

/// Those of a store, its journeys as routes; a single one can be given a name.
void add_stored(plan::Map& map, const BakeSettings& settings, const std::string& source,
                const std::vector<store::Layer>& layers) {
    for (const store::Layer& stored : layers) {
        const bool named = layers.size() == 1 && !settings.layer.empty();
        plan::Layer layer = layer_of(
            settings.common,
            named ? settings.layer : free_name(map, stored.name, ingest::layer_name(source)),
            source, kind_of(stored));
        layer.source_layer = stored.name;
        add_layer(map, std::move(layer));
    }
}

/// A file of several layers becomes as many, unless it is told which to choose or what to be called.
void add_source(plan::Map& map, const BakeSettings& settings, const std::string& source) {
    const plan::Layer& common = settings.common;
    if (const auto stored = stored_layers(settings, source); !stored.empty()) {
        add_stored(map, settings, source, stored);
        return;
    }
    const std::string stem = ingest::layer_name(source);
    const bool one = !settings.layer.empty() || !common.source_layer.empty();
    const auto names = one ? std::vector<std::string>{}
                           : ingest::layers({.path = source, .encoding = common.encoding});
    if (names.size() < 2) {
        add_layer(map, layer_of(common, settings.layer.empty() ? stem : settings.layer, source,
                                plan::Kind::features));
        return;
    }
    for (const std::string& name : names) {
        plan::Layer layer =
            layer_of(common, free_name(map, name, stem), source, plan::Kind::features);
        layer.source_layer = name;
        map.layers.push_back(std::move(layer));
    }
}

plan::Map map_of_sources(const BakeSettings& settings) {
    plan::Map map;
    const plan::Layer& common = settings.common;
    for (const std::string& source : settings.sources) {
        add_source(map, settings, source);
    }
    for (const std::string& text : settings.named_sources) {
        const auto [name, source] = split_named(text, "NAME:FILE, as -L expects");
        add_layer(map, layer_of(common, name, source, plan::Kind::features));
    }
    for (const std::string& source : settings.route_sources) {
        const std::string name = settings.layer.empty() || !settings.sources.empty()
                                     ? ingest::layer_name(source)
                                     : settings.layer;
        add_layer(map, layer_of(common, name, source, plan::Kind::routes));
    }
    for (const std::string& source : settings.story_sources) {
        // All texts and pictures are one story, called after the first.
        const std::string name = settings.layer.empty() || !settings.sources.empty()
                                     ? ingest::layer_name(settings.story_sources[0])
                                     : settings.layer;
        add_layer(map, layer_of(common, name, source, plan::Kind::story));
    }
    return map;
}

bool names_map(const std::string& path) { return path.ends_with(".toml"); }

void refuse_beside_map(const BakeSettings& s) {
    const std::string why = "does not go with a MAP.toml, which says it for each layer";
    refuse_given({{"--layer", !s.layer.empty()},
                  {"-L", !s.named_sources.empty()},
                  {"--routes", !s.route_sources.empty()},
                  {"--stories", !s.story_sources.empty()}},
                 why);
    for (const plan::LayerOption* option : given_flags(s.common)) {
        throw Error{Fault::usage, fmt::format("{} {}", long_flag(*option), why)};
    }
}

plan::Kinds kinds_of(const BakeSettings& settings) {
    plan::Kinds kinds{};
    for (const std::string& source : settings.sources) {
        const auto stored =
            names_map(source) ? std::vector<store::Layer>{} : stored_layers(settings, source);
        for (const store::Layer& layer : stored) {
            kinds.add(kind_of(layer));
        }
        if (stored.empty()) {
            kinds.add(plan::Kind::features);
        }
    }
    if (!settings.named_sources.empty()) {
        kinds.add(plan::Kind::features);
    }
    if (!settings.route_sources.empty()) {
        kinds.add(plan::Kind::routes);
    }
    if (!settings.story_sources.empty()) {
        kinds.add(plan::Kind::story);
    }
    return kinds;
}

void check_sources(const BakeSettings& settings) {
    if (std::ranges::any_of(settings.sources, names_map)) {
        if (settings.sources.size() > 1) {
            throw Error{Fault::usage, "a MAP.toml names all sources; give it alone"};
        }
        refuse_beside_map(settings);
        return;
    }
    const plan::Kinds kinds = kinds_of(settings);
    if (kinds == plan::Kinds{}) {
        throw Error{Fault::usage,
                    "missing SOURCE, MAP.toml, -L NAME:FILE, --routes FILE or --stories FILE"};
    }
    check_flags(settings.common, kinds);
    if (!kinds.has(plan::Kind::routes)) {
        refuse_given({{"--resolved", !settings.resolved.empty()}},
                     "belongs to a source of routes, and there is none");
        if (settings.sources.empty() && settings.story_sources.empty()) {
            refuse_given({{"--layer", !settings.layer.empty()}},
                         "names the layer of a SOURCE, and there is none");
        }
    }
}

plan::Map unnamed_map_of(const BakeSettings& settings) {
    check_sources(settings);
    return is_map_file(settings) ? plan::read_map(settings.sources[0]) : map_of_sources(settings);
}

}  // namespace

bool is_map_file(const BakeSettings& settings) {
    return settings.sources.size() == 1 && names_map(settings.sources[0]);
}

plan::Map map_of(const BakeSettings& settings) {
    plan::Map map = unnamed_map_of(settings);
    for (const auto& [option, word] : settings.of_map) {
        option->member.parse(word, map);
    }
    if (map.name.empty()) {
        map.name = std::filesystem::path{settings.bake.output}.stem().string();
    }
    return map;
}

}  // namespace tamga::cli
