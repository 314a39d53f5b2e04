// SPDX-License-Identifier: MIT
#include "engine/serve/http/etag.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace tamga;
using serve::Comparison;
using serve::entity_tag;
using serve::holds_tag;

TEST_CASE("contents that differ anywhere have different tags", "[serve]") {
    std::set<std::string> tags;
    Bytes bytes(33, 0);
    tags.insert(entity_tag(bytes, ""));
    for (auto& byte : bytes) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            byte = static_cast<std::uint8_t>(1U << bit);
            tags.insert(entity_tag(bytes, ""));
        }
        byte = 0;
    }
    for (std::size_t size = 0; size < 33; ++size) {
        tags.insert(entity_tag(Bytes(size, 0), ""));
    }
    CHECK(tags.size() == 1 + 33 * 8 + 33);
}

TEST_CASE("a tag is quoted, and its variant is part of it", "[serve]") {
    const std::string plain = entity_tag(as_bytes("x"), "");
    const std::string packed = entity_tag(as_bytes("x"), "-gzip");
    CHECK(plain.size() == 18);
    CHECK(plain.front() == '"');
    CHECK(plain.back() == '"');
    CHECK(packed == plain.substr(0, 17) + "-gzip\"");
}

TEST_CASE("a list of tags holds those in it", "[serve]") {
    CHECK(holds_tag(R"("a")", R"("a")", Comparison::strong));
    CHECK(holds_tag(R"("x", "a")", R"("a")", Comparison::strong));
    CHECK(holds_tag(R"("x,", "a" )", R"("a")", Comparison::strong));
    CHECK(holds_tag("*", R"("a")", Comparison::strong));
    CHECK(holds_tag(R"(W/"a")", R"("a")", Comparison::weak));
    CHECK_FALSE(holds_tag(R"(W/"a")", R"("a")", Comparison::strong));
    CHECK_FALSE(holds_tag(R"("b", "c")", R"("a")", Comparison::weak));
    CHECK_FALSE(holds_tag(R"("a)", R"("a")", Comparison::weak));
    CHECK_FALSE(holds_tag("a", R"("a")", Comparison::weak));
    CHECK_FALSE(holds_tag("", R"("a")", Comparison::weak));
    CHECK_FALSE(holds_tag(",,,", R"("a")", Comparison::weak));
}
