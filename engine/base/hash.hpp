// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstdint>
#include <cstring>

namespace tamga::base {

/// Mixes two numbers into one: the high and low halves of their product, folded together.
inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

namespace hashing {

// Any odd numbers with about as many ones as zeros: the first digits of e, pi and the golden ratio.
inline constexpr std::uint64_t e_digits = 0xadf85458a2bb4a9b;
inline constexpr std::uint64_t pi_digits = 0x243f6a8885a308d3;
inline constexpr std::uint64_t phi_digits = 0x9e3779b97f4a7c15;

template <class Word>
std::uint64_t word(const std::uint8_t* from) {
    Word value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

struct Halves {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

/// All of up to 16 bytes in two words. They overlap, which costs less than a loop; the size is in
/// the hash besides.
inline Halves last_words(const std::uint8_t* at, std::size_t size) {
    if (size >= 8) {
        return {word<std::uint64_t>(at), word<std::uint64_t>(at + size - 8)};
    }
    if (size >= 4) {
        return {word<std::uint32_t>(at), word<std::uint32_t>(at + size - 4)};
    }
    if (size == 0) {
        return {};
    }
    return {std::uint64_t{at[0]} | std::uint64_t{at[size / 2]} << 8, at[size - 1]};
}

}  // namespace hashing

/// A quick hash for tables in memory, not for files and not against an adversary: it may change
/// with the program. Different seeds give unrelated hashes.
inline std::uint64_t hash64(ByteView bytes, std::uint64_t seed = 0) {
    using namespace hashing;
    const std::uint8_t* at = bytes.data();
    std::size_t rest = bytes.size();
    const std::uint64_t key = seed * phi_digits ^ e_digits;
    std::uint64_t state = folded_product(key ^ rest, pi_digits);
    for (; rest > 16; rest -= 16, at += 16) {
        state = folded_product(word<std::uint64_t>(at) ^ key, word<std::uint64_t>(at + 8) ^ state);
    }
    const Halves last = last_words(at, rest);
    state = folded_product(last.low ^ key, last.high ^ state);
    return folded_product(state ^ phi_digits, key ^ pi_digits);
}

/// Names a content by 128 bits: among 2^40 contents, two that differ share a name with a
/// probability of about 2^-49.
struct Hash128 {
    std::uint64_t first = 0;
    std::uint64_t second = 0;

    friend bool operator==(Hash128, Hash128) = default;
};

/// XXH3 with a secret that each process draws anew: for tables in memory, and against those who
/// would make two files that look the same. It belongs into no file and no output.
Hash128 hash128(ByteView bytes);

}  // namespace tamga::base
