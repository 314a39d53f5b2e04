// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/layer_option.hpp"
#include "tools/tamga/cli/options.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace tamga::cli {

/// Defines the flags that a section has in `rows`. Each word of them is given to `take`, with its
/// row: take(option, word).
template <class Rows, class Take>
void add_rows(Options& options, const Rows& rows, plan::Section section, Take take) {
    for (const auto& option : rows) {
        if (option.section != section || option.flag.empty()) {
            continue;
        }
        options.taken({std::string{option.flag}, std::string{option.value}, help_of(option)},
                      option.member.takes == plan::Takes::many,
                      option.member.words ? option.member.words() : std::vector<std::string>{},
                      [&option, take](const std::string& word) { take(option, word); });
    }
}

/// Those of plan::layer_options(); what they say is said of `layer`.
void add_section(Options& options, plan::Section section, plan::Layer& layer);

/// The long names of the flags of these sections.
std::vector<std::string> flags_of(std::initializer_list<plan::Section> sections);

/// The options with a flag by which something was said of `layer`.
std::vector<const plan::LayerOption*> given_flags(const plan::Layer& layer);

/// Throws Error{Fault::usage} if one of them was given that is for none of the `kinds` there are,
/// or without what it belongs to.
void check_flags(const plan::Layer& layer, plan::Kinds kinds);

/// `common` for a layer of that kind: without what is said of others.
plan::Layer for_kind(plan::Layer common, plan::Kind kind);

}  // namespace tamga::cli
