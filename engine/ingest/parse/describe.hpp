// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tamga::ingest {

/// The first characters of `text` in quotes, for a message: 'PNG...'; bytes as \x89.
std::string quoted_start(std::string_view text);

/// What a file is that is no map data, as in "a PNG image"; empty if its start is not known.
std::string known_stranger(std::string_view text);

}  // namespace tamga::ingest
