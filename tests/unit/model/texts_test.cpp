// SPDX-License-Identifier: MIT
#include "engine/model/features.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <utility>

using namespace tamga;

TEST_CASE("equal texts are kept once, and stay where they are", "[model]") {
    model::Texts texts;
    std::map<std::string, std::string_view> kept;
    for (std::size_t i = 0; i < 20000; ++i) {
        // Of every length around the 8 bytes a hash takes at a time; some larger than a chunk.
        const std::string text = std::to_string(i) + std::string(i % 23, 'x') +
                                 std::string(i % 5000 == 0 ? 300000 : 0, 'y');
        kept.emplace(text, texts.keep(text));
    }
    const model::Texts moved = std::move(texts);
    model::Texts again = model::Texts{};
    for (const auto& [text, view] : kept) {
        REQUIRE(view == text);
    }
    CHECK(again.keep("").empty());
    CHECK(again.keep("a").data() == again.keep(std::string{"a"}).data());
    CHECK(again.keep("a").data() != again.keep("b").data());
    CHECK(again.keep(std::string_view{"a\0b", 3}).size() == 3);
}

TEST_CASE("a discarded feature leaves nothing behind", "[model]") {
    model::Features features;
    features.attribute("a", std::int64_t{1});
    features.position({.lon = 1, .lat = 2});
    features.end_part();
    features.commit({.shape = model::Shape::points, .record = 1});
    features.attribute("b", std::int64_t{2});
    features.position({.lon = 3, .lat = 4});
    features.end_part();
    features.discard();
    features.attribute("a", std::string_view{"x"});
    features.attributes_of(0);
    features.commit({.record = 2});

    REQUIRE(features.size() == 2);
    CHECK(features[0].positions.size() == 1);
    CHECK(features[1].positions.empty());
    REQUIRE(features[1].attributes.size() == 2);
    CHECK(std::get<std::string_view>(features[1].attributes[0].value) == "x");
    CHECK(std::get<std::int64_t>(features[1].attributes[1].value) == 1);
}
