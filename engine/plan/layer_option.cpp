// SPDX-License-Identifier: MIT
#include "engine/plan/layer_option.hpp"

#include "engine/plan/member.hpp"

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
    static const auto all = together<Layer>(
        source_rows<Layer>, keep_rows<Layer>, attribute_rows<Layer>, cluster_rows<Layer>,
        shape_rows<Layer>, gazetteer_rows<Layer>, journey_rows<Layer>, flow_rows<Layer>);
    return all;
}

std::span<const MapOption> map_options() { return map_rows<Map>; }

const LayerOption* option_of(std::string_view key) {
    const auto all = layer_options();
    const auto found = std::ranges::find(all, key, &LayerOption::key);
    return found == all.end() ? nullptr : &*found;
}

std::optional<std::string> out_of_range(std::string_view name, Range range, double number) {
    if (number >= range.least && number <= range.most) {
        return std::nullopt;
    }
    if (number < range.least && range.most == Range{}.most) {
        return fmt::format("{} {} is less than {}", name, number, range.least);
    }
    return fmt::format("{} {} is not in {}..{}", name, number, range.least, range.most);
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
    if (const auto why = out_of_range(option, layer)) {
        return fmt::format("layer '{}': {}", layer.name, *why);
    }
    return std::nullopt;
}

}  // namespace tamga::plan
