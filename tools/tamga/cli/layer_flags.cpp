// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/layer_flags.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::cli {
namespace {

using plan::Kind;
using plan::Kinds;
using plan::LayerOption;

bool is_for_any(const LayerOption& option, Kinds kinds) {
    return std::ranges::any_of(plan::Words<Kind>::all, [&](const auto& word) {
        return kinds.has(word.second) && option.kinds.has(word.second);
    });
}

/// Why an option that is for none of the `kinds` has no place here.
std::string why_not(const LayerOption& option, Kinds kinds) {
    if (!option.kinds.has(Kind::features)) {
        return fmt::format("belongs to a {}--routes source, and there is none",
                           option.kinds.has(Kind::story) ? "--stories or " : "");
    }
    return fmt::format(
        "is not for {}{}{}, and there is no other source", kinds.has(Kind::routes) ? "routes" : "",
        kinds == plan::routes_or_story ? " or " : "", kinds.has(Kind::story) ? "stories" : "");
}

}  // namespace

void add_section(Options& options, plan::Section section, plan::Layer& layer) {
    add_rows(options, plan::layer_options(), section,
             [&layer](const LayerOption& option, const std::string& word) {
                 option.member.parse(word, layer);
             });
}

std::vector<std::string> flags_of(std::initializer_list<plan::Section> sections) {
    std::vector<std::string> flags;
    for (const LayerOption& option : plan::layer_options()) {
        if (!option.flag.empty() && std::ranges::count(sections, option.section) > 0) {
            flags.emplace_back(long_flag(option));
        }
    }
    return flags;
}

std::vector<const LayerOption*> given_flags(const plan::Layer& layer) {
    std::vector<const LayerOption*> given;
    for (const LayerOption& option : plan::layer_options()) {
        if (!option.flag.empty() && option.member.given(layer)) {
            given.push_back(&option);
        }
    }
    return given;
}

void check_flags(const plan::Layer& layer, Kinds kinds) {
    for (const LayerOption* option : given_flags(layer)) {
        if (!is_for_any(*option, kinds)) {
            throw Error{Fault::usage,
                        fmt::format("{} {}", long_flag(*option), why_not(*option, kinds))};
        }
        const LayerOption* whole = plan::option_of(option->with);
        if (whole != nullptr && !whole->member.given(layer)) {
            throw Error{Fault::usage, fmt::format("{} belongs to {}, and there is none",
                                                  long_flag(*option), long_flag(*whole))};
        }
    }
}

plan::Layer for_kind(plan::Layer common, Kind kind) {
    for (const LayerOption& option : plan::layer_options()) {
        if (!option.kinds.has(kind)) {
            option.member.clear(common);
        }
    }
    common.kind = kind;
    return common;
}

}  // namespace tamga::cli
