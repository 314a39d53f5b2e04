// SPDX-License-Identifier: MIT
#include "engine/base/hash.hpp"

#include <cstring>

namespace tamga::base {
namespace {

// Any odd numbers with about as many ones as zeros: the first digits of e, pi and the golden ratio.
constexpr std::uint64_t e_digits = 0xadf85458a2bb4a9b;
constexpr std::uint64_t pi_digits = 0x243f6a8885a308d3;
constexpr std::uint64_t phi_digits = 0x9e3779b97f4a7c15;

std::uint64_t word(const std::uint8_t* from, std::size_t size) {
    std::uint64_t value = 0;
    std::memcpy(&value, from, size);
    return value;
}

}  // namespace

std::uint64_t hash64(ByteView bytes, std::uint64_t seed) {
    const std::uint8_t* at = bytes.data();
    std::size_t rest = bytes.size();
    const std::uint64_t key = seed * phi_digits ^ e_digits;
    std::uint64_t state = folded_product(key ^ rest, pi_digits);
    for (; rest > 16; rest -= 16, at += 16) {
        state = folded_product(word(at, 8) ^ key, word(at + 8, 8) ^ state);
    }
    const std::size_t half = rest < 8 ? rest : 8;
    if (rest > 0) {
        state = folded_product(word(at, half) ^ key, word(at + half, rest - half) ^ state);
    }
    return folded_product(state ^ phi_digits, key ^ pi_digits);
}

Hash128 hash128(ByteView bytes) { return {hash64(bytes, 1), hash64(bytes, 2)}; }

}  // namespace tamga::base
