// SPDX-License-Identifier: MIT
#include "engine/serve/http/query.hpp"

#include "engine/serve/http/target.hpp"

#include <catch2/catch.hpp>

#include <array>

using Catch::Matchers::Contains;
using namespace tamga::serve;

namespace {

constexpr std::array<QueryParameter, 2> known{
    {{"bbox", "west,south,east,north"}, {"limit", "most features in one answer"}}};

/// "name=value;name=value;", or "broken".
std::string pairs_of(std::string_view target) {
    const auto pairs = query_pairs(target);
    if (!pairs) {
        return "broken";
    }
    std::string text;
    for (const auto& [name, value] : *pairs) {
        text += name + "=" + value + ";";
    }
    return text;
}

Query ignoring(std::string_view target) {
    return read_query(target, known, UnknownParameters::ignored);
}

Query refusing(std::string_view target) {
    return read_query(target, known, UnknownParameters::refused);
}

}  // namespace

// The cases without an escape that is broken are those of the URL standard's parser for
// application/x-www-form-urlencoded.
TEST_CASE("a query is read as what a form sends", "[serve]") {
    const auto [target, pairs] = GENERATE(table<std::string, std::string>({
        {"/items", ""},
        {"/items?", ""},
        {"/items?bbox=1,2,3,4&limit=10", "bbox=1,2,3,4;limit=10;"},
        {"/items?a=b=c&d", "a=b=c;d=;"},
        {"/items?&&a=1&", "a=1;"},
        {"/items?=x&=", "=x;=;"},
        {"/items?na+me=two+words", "na me=two words;"},
        {"/items?plus=1%2B1&space=%20", "plus=1+1;space= ;"},
        {"/items?b%62ox=%31%2c2", "bbox=1,2;"},
        {"/items?a=1%26b=2", "a=1&b=2;"},
        {"/items?a%3D=%3d", "a===;"},
        {"/items?a=1;b=2", "a=1;b=2;"},
        {"/items?a=%2525", "a=%25;"},  // Decoded once.
        {"/items?a=?&b=/../", "a=?;b=/../;"},
        {"/items?a=1#b=2", "a=1;"},
        {"/items#?a=1", ""},
        {"/items?%D0%96=%D0%BE%D0%BB", "\u0416=\u043e\u043b;"},
        {"http://example.org?a=1", "a=1;"},
    }));
    CAPTURE(target);
    CHECK(pairs_of(target) == pairs);
}

TEST_CASE("a query that two programs could read differently is broken", "[serve]") {
    const char* target =
        GENERATE("/?a=%", "/?a=%2", "/?%zz=1", "/?a=%+1", "/?a=%0x41", "/?a=%00", "/?%00",
                 "/?a=%ff", "/?a=%c0%ae", "/?a=%ed%a0%80", "/?a=%D0", "/?a=\xd0", "/?ok=1&%f5=2");
    CAPTURE(target);
    CHECK(pairs_of(target) == "broken");
    CHECK_THAT(ignoring(target).refused, Contains("the query of this request is broken"));
}

TEST_CASE("a NUL that comes as it is breaks a query", "[serve]") {
    using namespace std::string_view_literals;
    CHECK(pairs_of("/?a=\0"sv) == "broken");
    CHECK(pairs_of("/?\0=1"sv) == "broken");
}

TEST_CASE("a query has 8 KiB at most", "[serve]") {
    CHECK(pairs_of("/?" + std::string(longest_query, '&')).empty());
    CHECK(pairs_of("/?" + std::string(longest_query + 1, '&')) == "broken");
}

TEST_CASE("a route gets its parameters, and no others", "[serve]") {
    const Query query = ignoring("/items?v=3&limit=5&v=4&bbox=");
    CHECK(query.refused.empty());
    REQUIRE(query.value("limit") != nullptr);
    CHECK(*query.value("limit") == "5");
    REQUIRE(query.value("bbox") != nullptr);
    CHECK(query.value("bbox")->empty());
    CHECK(query.value("v") == nullptr);
    CHECK(ignoring("/items").value("limit") == nullptr);
    CHECK(ignoring("/items?LIMIT=5").value("limit") == nullptr);
}

TEST_CASE("a parameter that is given twice is refused, however it is written", "[serve]") {
    const char* target = GENERATE("/?limit=1&limit=2", "/?limit=1&limit=1", "/?limit&l%69mit",
                                  "/?limit=1&v=2&limit=");
    CAPTURE(target);
    CHECK(ignoring(target).refused == "the parameter 'limit' is given twice");
    CHECK(refusing("/?limit=1&limit=2").refused == "the parameter 'limit' is given twice");
}

TEST_CASE("a route that is strict names what it knows", "[serve]") {
    CHECK(refusing("/?limit=1&bbox=2").refused.empty());
    CHECK(refusing("/?limit=1&box=2").refused ==
          "there is no parameter 'box' here; known are: bbox, limit");
    CHECK_THAT(refusing("/?%1b[31m=2").refused, Contains("'\\x1b[31m'"));
    CHECK(read_query("/?x", {}, UnknownParameters::refused).refused ==
          "there is no parameter 'x' here; known are: none");
}

TEST_CASE("property: any name and value come back from a query", "[serve][property]") {
    std::string text;
    for (int c = 1; c < 128; ++c) {
        text += static_cast<char>(c);
    }
    text += "\u0416\u00e9\u4e2d\U0001F5FA";
    const auto pairs = query_pairs("/?" + percent_encoded(text) + "=" + percent_encoded(text));
    REQUIRE(pairs);
    REQUIRE(pairs->size() == 1);
    CHECK(pairs->front().name == text);
    CHECK(pairs->front().value == text);
}
