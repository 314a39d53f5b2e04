// SPDX-License-Identifier: MIT
#include "engine/serve/http/etag.hpp"

#include "engine/base/text.hpp"
#include "engine/serve/http/list_field.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <cstring>

namespace tamga::serve {
namespace {

/// Every bit of the word reaches many bits of the result, so that a difference in one word is not
/// made good by a simple difference in the next.
std::uint64_t spread(std::uint64_t word) {
    word *= 0xd6e8feb86659fd93U;
    return (word ^ word >> 32U) * 0x9e3779b97f4a7c15U;
}

}  // namespace

// Eight bytes a step; each step is one-to-one in the state and in the word.
std::uint64_t content_hash(ByteView bytes) {
    std::uint64_t state = spread(bytes.size() + 1);
    const auto mix = [&](std::uint64_t word) {
        state = (std::rotl(state, 29) ^ spread(word)) * 0xd6e8feb86659fd93U;
    };
    while (!bytes.empty()) {
        std::uint64_t word = 0;
        const std::size_t size = bytes.size() < sizeof word ? bytes.size() : sizeof word;
        std::memcpy(&word, bytes.data(), size);
        mix(word);
        bytes = bytes.subspan(size);
    }
    return spread(state ^ state >> 32U);
}

std::string entity_tag(std::uint64_t hash, std::string_view variant) {
    return fmt::format("\"{:016x}{}\"", hash, variant);
}

std::string entity_tag(ByteView bytes, std::string_view variant) {
    return entity_tag(content_hash(bytes), variant);
}

bool holds_tag(std::string_view list, std::string_view tag, Comparison comparison) {
    list = base::trimmed(list, base::blanks);
    if (list == "*") {
        return true;
    }
    // A comma may stand inside a tag, so the list is read tag by tag.
    while (!list.empty()) {
        const bool weak = list.starts_with("W/");
        list.remove_prefix(weak ? 2 : 0);
        const auto end = list.starts_with('"') ? list.find('"', 1) : list.npos;
        if (end == list.npos) {
            return false;
        }
        if (list.substr(0, end + 1) == tag && (!weak || comparison == Comparison::weak)) {
            return true;
        }
        list.remove_prefix(end + 1);
        list.remove_prefix(std::min(list.find_first_not_of(" \t,"), list.size()));
    }
    return false;
}

}  // namespace tamga::serve
