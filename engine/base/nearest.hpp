// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tamga::base {

/// How many single characters must be put in, left out, changed, or swapped with their neighbour to
/// make `b` of `a`. Counts bytes; meant for names in ASCII.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that a mistyped `word` was probably meant to be: the one with the least edit
/// distance, if that is at most a third of the word's length (and never less than 1). The first of
/// several equally near ones.
///
///     nearest("soruce", std::vector<std::string>{"name", "source"})  // "source"
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// "; did you mean 'source'?" for the end of a message, or nothing if no candidate is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace tamga::base
