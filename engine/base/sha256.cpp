// SPDX-License-Identifier: MIT
#include "engine/base/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>

namespace tamga::base {
namespace {

constexpr std::size_t block_bytes = 64;

/// The first 32 bits of the fractions of a root of the first primes, which is what the standard's
/// constants are: whole numbers, since a computation in floating point may be off in the last bit.
template <std::size_t count, unsigned power>
constexpr std::array<std::uint32_t, count> fractions_of_roots() {
    std::array<std::uint32_t, count> fractions{};
    std::size_t found = 0;
    for (std::uint64_t n = 2; found < count; ++n) {
        bool prime = true;
        for (std::uint64_t d = 2; d * d <= n; ++d) {
            prime = prime && n % d != 0;
        }
        if (!prime) {
            continue;
        }
        __extension__ using Wide = unsigned __int128;
        // The root of n times 2^32: the largest whole number whose power is no more than that of it.
        std::uint64_t root = 0;
        for (std::uint64_t bit = std::uint64_t{1} << 37; bit > 0; bit >>= 1) {
            const Wide tried = root | bit;
            const bool fits = power == 2 ? tried * tried <= Wide{n} << 64
                                         : tried * tried * tried <= Wide{n} << 96;
            root = fits ? root | bit : root;
        }
        fractions[found++] = static_cast<std::uint32_t>(root);
    }
    return fractions;
}

constexpr auto start = fractions_of_roots<8, 2>();
constexpr auto constants = fractions_of_roots<64, 3>();
static_assert(start[0] == 0x6a09e667 && start[7] == 0x5be0cd19);
static_assert(constants[0] == 0x428a2f98 && constants[63] == 0xc67178f2);

using State = std::array<std::uint32_t, 8>;

std::uint32_t big_endian(const std::uint8_t* at) {
    return std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 | std::uint32_t{at[2]} << 8 |
           std::uint32_t{at[3]};
}

void add_block(State& state, const std::uint8_t* block) {
    std::array<std::uint32_t, 64> w;
    for (std::size_t i = 0; i < 16; ++i) {
        w[i] = big_endian(block + i * 4);
    }
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t a = w[i - 15];
        const std::uint32_t b = w[i - 2];
        w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3) + w[i - 7] +
               (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10);
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::uint32_t first = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                                    ((e & f) ^ (~e & g)) + constants[i] + w[i];
        const std::uint32_t second =
            (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    const State added{a, b, c, d, e, f, g, h};
    std::ranges::transform(state, added, state.begin(), std::plus{});
}

}  // namespace

std::string sha256(ByteView bytes) {
    State state = start;
    std::size_t at = 0;
    for (; at + block_bytes <= bytes.size(); at += block_bytes) {
        add_block(state, bytes.data() + at);
    }
    // The rest, a bit that is 1, zeros, and how many bits there were.
    std::array<std::uint8_t, 2 * block_bytes> last{};
    const std::size_t rest = bytes.size() - at;
    if (rest > 0) {
        std::memcpy(last.data(), bytes.data() + at, rest);
    }
    last[rest] = 0x80;
    const std::size_t end = rest + 9 <= block_bytes ? block_bytes : last.size();
    const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
    for (std::size_t i = 0; i < 8; ++i) {
        last[end - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
    }
    for (std::size_t i = 0; i < end; i += block_bytes) {
        add_block(state, last.data() + i);
    }
    std::string text;
    for (const std::uint32_t word : state) {
        text += fmt::format("{:08x}", word);
    }
    return text;
}

}  // namespace tamga::base
