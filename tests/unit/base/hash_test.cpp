// SPDX-License-Identifier: MIT
#include "engine/base/hash.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <utility>

using namespace tamga;

TEST_CASE("contents that differ in one bit have different names, wherever it is", "[base]") {
    std::mt19937 random{3};
    for (const std::size_t size : {1U, 8U, 16U, 17U, 128U, 240U, 241U, 1000U, 5000U}) {
        Bytes content(size);
        for (std::uint8_t& byte : content) {
            byte = static_cast<std::uint8_t>(random());
        }
        std::set<std::pair<std::uint64_t, std::uint64_t>> names;
        const auto add = [&] {
            const base::Hash128 name = base::hash128(content);
            CHECK(names.emplace(name.first, name.second).second);
        };
        add();
        for (std::size_t i = 0; i < 8 * size; i += 1 + size / 50) {
            content[i / 8] ^= static_cast<std::uint8_t>(1U << i % 8);
            add();
            content[i / 8] ^= static_cast<std::uint8_t>(1U << i % 8);
        }
        CHECK(names.contains({base::hash128(content).first, base::hash128(content).second}));
    }
}

TEST_CASE("a block that equals a key that is known does not make contents equal", "[base]") {
    // The two words that wipe the state of a hash by multiplication: its keys for seeds 1 and 2.
    using namespace base::hashing;
    for (const std::uint64_t key : {phi_digits ^ e_digits, 2 * phi_digits ^ e_digits}) {
        Bytes a(64, 1);
        Bytes b(64, 2);
        for (Bytes* each : {&a, &b}) {
            std::memcpy(each->data() + 32, &key, sizeof key);
            std::memset(each->data() + 40, 7, 24);
        }
        CHECK(base::hash128(a) != base::hash128(b));
    }
}
