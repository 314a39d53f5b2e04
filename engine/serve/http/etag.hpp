// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tamga::serve {

/// 64 bits of everything in `bytes`.
std::uint64_t content_hash(ByteView bytes);

/// A strong entity tag (RFC 9110, 8.8.3), quoted: a 64-bit hash of `bytes`, and `variant` so that
/// two codings of one content have two tags.
std::string entity_tag(ByteView bytes, std::string_view variant);
std::string entity_tag(std::uint64_t hash, std::string_view variant);

enum class Comparison { strong, weak };

/// True if `list`, the value of If-Match (strong), If-None-Match (weak) or If-Range (strong), holds
/// `tag`, or is "*". A list that is not well formed matches up to where it breaks.
bool holds_tag(std::string_view list, std::string_view tag, Comparison comparison);

}  // namespace tamga::serve
