// SPDX-License-Identifier: MIT
#include "engine/plan/layer_option.hpp"

#include "engine/plan/layer_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::plan {
namespace {

std::string both_names(const LayerOption& option) {
    const std::string_view flag = long_flag(option);
    return flag.empty() ? std::string{option.key} : fmt::format("{} ({})", option.key, flag);
}

}  // namespace

std::span<const LayerOption> layer_options() {
    static const std::vector<LayerOption> all = [] {
        std::vector<LayerOption> rows;
        for (const auto part : {feature_rows(), route_rows()}) {
            rows.insert(rows.end(), part.begin(), part.end());
        }
        return rows;
    }();
    return all;
}

const LayerOption* option_of(std::string_view key) {
    const auto all = layer_options();
    const auto found = std::ranges::find(all, key, &LayerOption::key);
    return found == all.end() ? nullptr : &*found;
}

std::string_view long_flag(const LayerOption& option) {
    return option.flag.substr(option.flag.find(',') + 1);
}

std::string help_of(const LayerOption& option) {
    std::string help{option.help};
    if (const auto at = help.find("{}"); at != std::string::npos) {
        help.replace(at, 2, option.member.usual());
    }
    return help;
}

std::string listed(Kinds kinds) {
    std::string list;
    for (const auto& [word, kind] : Words<Kind>::all) {
        if (kinds.has(kind)) {
            list += fmt::format("{}\"{}\"", list.empty() ? "" : " or ", word);
        }
    }
    return list;
}

std::optional<std::string> refusal(const LayerOption& option, const Layer& layer) {
    if (!option.member.given(layer)) {
        return std::nullopt;
    }
    if (!option.kinds.has(layer.kind)) {
        return fmt::format("layer '{}' is of kind \"{}\", and {} is for {}", layer.name,
                           word_of(layer.kind), both_names(option), listed(option.kinds));
    }
    if (const LayerOption* whole = option_of(option.with); whole && !whole->member.given(layer)) {
        return fmt::format("layer '{}': {} belongs to {}, which is not given", layer.name,
                           both_names(option), both_names(*whole));
    }
    return std::nullopt;
}

}  // namespace tamga::plan
