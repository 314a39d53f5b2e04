// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/http/message.hpp"

#include <cstddef>
#include <vector>

namespace tamga::serve {

/// A file is sent in pieces of this size.
inline constexpr std::size_t chunk_size = std::size_t{64} * 1024;

enum class From { memory, disk };

/// The first bytes of a slice, as its edition has them; empty if they cannot be had: they are not
/// in the memory of the system, the file was cut or written to, or the disk refuses.
std::vector<char> chunk_of(const FileSlice& slice, From from);

}  // namespace tamga::serve
