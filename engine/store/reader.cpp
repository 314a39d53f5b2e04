// SPDX-License-Identifier: MIT
#include "engine/store/reader.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::store {
namespace {

bool is_kind(const Layer& layer, std::span<const Kind> kinds) {
    return std::ranges::find(kinds, layer.kind) != kinds.end();
}

std::string words_of(std::span<const Kind> kinds) {
    std::string words;
    for (const Kind kind : kinds) {
        words += (words.empty() ? "" : " or ") + std::string{name_of(kind)};
    }
    return words;
}

}  // namespace

const Layer& Reader::layer(const std::string& name, std::span<const Kind> kinds) const {
    std::string known;
    const Layer* found = nullptr;
    int count = 0;
    for (const Layer& layer : layers()) {
        known +=
            fmt::format("{}{} ({})", known.empty() ? "" : ", ", layer.name, name_of(layer.kind));
        if (name.empty() ? is_kind(layer, kinds) : layer.name == stored_name(name)) {
            found = &layer;
            ++count;
        }
    }
    if (count == 0) {
        throw Error{Fault::usage, (name.empty() ? "the store has no layer of " + words_of(kinds)
                                                : "the store has no layer '" + name + "'") +
                                      "; it has " + (known.empty() ? "none" : known)};
    }
    if (count > 1) {
        throw Error{Fault::usage, "say which layer with --layer: " + known};
    }
    if (!is_kind(*found, kinds)) {
        throw Error{Fault::usage, fmt::format("layer '{}' holds {}; this question is for {}",
                                              found->name, name_of(found->kind), words_of(kinds))};
    }
    return *found;
}

}  // namespace tamga::store
