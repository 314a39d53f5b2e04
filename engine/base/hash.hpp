// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstdint>

namespace tamga::base {

/// Mixes two numbers into one: the high and low halves of their product, folded together.
inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// A quick hash for tables in memory, not for files and not against an adversary: it may change
/// with the program. Different seeds give unrelated hashes.
std::uint64_t hash64(ByteView bytes, std::uint64_t seed = 0);

/// Names a content by 128 bits: among 2^40 contents, two that differ share a name with a
/// probability of about 2^-49.
struct Hash128 {
    std::uint64_t first = 0;
    std::uint64_t second = 0;

    friend bool operator==(Hash128, Hash128) = default;
};

Hash128 hash128(ByteView bytes);

}  // namespace tamga::base
