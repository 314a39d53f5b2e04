// SPDX-License-Identifier: MIT
//
// The language of --where. Expected values are SQL's (three values of truth, SQLite 3.40 agrees on
// each comparison here) unless said otherwise.
#include "engine/filter/expression.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace tamga;

namespace {

/// Osh, as most of the cases see it.
const std::vector<model::Attribute> osh{{"name", std::string_view{"Osh"}},
                                        {"people", std::int64_t{281900}},
                                        {"height m", 963.5},
                                        {"capital", false},
                                        {"port", std::string_view{"true"}},
                                        {"kind", std::string_view{"town"}},
                                        {"name:ru", std::string_view{"Ош"}},
                                        {"large", std::numeric_limits<std::uint64_t>::max()},
                                        {"nothing", {}}};

bool passes(const std::string& text, int zoom = 0) {
    CAPTURE(text);
    filter::Matcher matcher{filter::Expression{text}};
    return matcher.passes({model::Shape::points, 42, osh}, zoom);
}

std::string mistake(const std::string& text) {
    try {
        filter::Expression{text};
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::usage);
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("a condition compares attributes with values", "[filter]") {
    CHECK(passes("people = 281900"));
    CHECK(passes("people == 281900.0"));
    CHECK(passes("people <> 5 and people != 6"));
    CHECK(passes("people > 1e5 and people >= 281900 and people < 281901 and people <= 281900"));
    CHECK_FALSE(passes("people > 281900"));
    CHECK(passes("name = 'Osh'"));
    CHECK_FALSE(passes("name = 'osh'"));
    CHECK(passes("name < 'Osi' and name > 'Os'"));
    CHECK(passes(R"("height m" between 963.5 and 1000)"));
    CHECK_FALSE(passes(R"("height m" not between 900 and 1000)"));
    CHECK(passes("name:ru = 'Ош'"));
    CHECK(passes("capital = false and not capital"));
    CHECK(passes("port = true and port"));  // A CSV has no other way to write it.
    CHECK(passes("people"));                // As in SQL a number is true unless zero.
}

TEST_CASE("numbers are compared exactly", "[filter]") {
    // 2^64-1 as a double would be 2^64.
    CHECK(passes("large = 18446744073709551615"));
    CHECK_FALSE(passes("large = 18446744073709551616.0"));
    CHECK(passes("large < 18446744073709551616.0"));
    CHECK(passes("large > -1"));
    CHECK(passes("9007199254740993 > 9007199254740992.0"));  // 2^53+1 is no double.
    CHECK(passes("-9223372036854775808 < -9223372036854775807"));
}

TEST_CASE("what is null does not pass, nor does its opposite", "[filter]") {
    for (const char* text :
         {"nothing = 1", "not nothing = 1", "absent != 1", "nothing", "null", "null = null",
          "absent + 1 > 0", "people / 0 > 1", "people % 0 = 0", "absent like '%'", "name + 1 = 1",
          "absent in (1)", "name in ('Naryn', null)", "not name in ('Naryn', null)", "name > 5",
          "name < 5", "absent and true", "absent or false"}) {
        CHECK_FALSE(passes(text));
    }
    for (const char* text :
         {"nothing is null", "absent is null", "name is not null", "absent or true",
          "not (absent and false)", "name in ('Osh', null)", "name != 5", "not name = 5"}) {
        CHECK(passes(text));
    }
}

TEST_CASE("and binds closer than or, and not closer than both", "[filter]") {
    CHECK(passes("true or true and false"));
    CHECK_FALSE(passes("(true or true) and false"));
    CHECK(passes("not false and true"));
    CHECK_FALSE(passes("not (false or true)"));
    CHECK(passes("NOT name IS NULL AND Kind IS NULL"));  // Names mind the case, key words do not.
}

TEST_CASE("in and like", "[filter]") {
    CHECK(passes("kind in ('town', 'city')"));
    CHECK_FALSE(passes("kind not in ('town', 'city')"));
    CHECK(passes("people in (1, 281900.0)"));
    CHECK(passes("name like 'O%' and name like '%sh' and name like 'O_h' and name like '%'"));
    CHECK_FALSE(passes("name like 'o%'"));
    CHECK_FALSE(passes("name like 'Os' or name like '_'"));
    CHECK(passes("name ilike 'oSH' and name not like 'oSH'"));
    CHECK(passes("name:ru ilike 'ОШ' and name:ru like 'О_'"));
    CHECK(passes("'a%b' like 'a\\%b'"));
    CHECK_FALSE(passes("'axb' like 'a\\%b'"));
    CHECK(passes("'abcabd' like '%ab_'"));
    CHECK(passes("'aab' like '%ab' and 'mississippi' like 'm%iss%pi'"));
    CHECK(passes("'' like '%' and '' like '' and not '' like '_'"));
}

TEST_CASE("arithmetic is exact on whole numbers and knows precedence", "[filter]") {
    CHECK(passes("1 + 2 * 3 = 7 and (1 + 2) * 3 = 9 and 7 - 2 - 1 = 4"));
    CHECK(passes("7 / 2 = 3.5 and 7 % 4 = 3 and -7 % 4 = -3 and -people = 0 - 281900"));
    CHECK(passes("9223372036854775807 - 1 = 9223372036854775806"));
    CHECK(passes("9223372036854775807 + 1 > 9223372036854775807"));  // As a double.
    CHECK(passes("-9223372036854775808 % -1 = 0"));
    CHECK(passes("people / 1000 > 281 and people / 1000 < 282"));
}

TEST_CASE("a feature's id, type and zoom", "[filter]") {
    CHECK(passes("$id = 42 and $type = 'Point'"));
    CHECK(passes("people > 1000000 / ($zoom + 1)", 3));
    CHECK_FALSE(passes("people > 1000000 / ($zoom + 1)", 2));
    filter::Matcher matcher{filter::Expression{"people > 1000000 / ($zoom + 1)"}};
    CHECK(matcher.zooms({model::Shape::points, {}, osh}) == 0xfffffff8U);
    filter::Matcher always{filter::Expression{"$id is null"}};
    CHECK(always.zooms({model::Shape::points, {}, osh}) == 0xffffffffU);
    CHECK(always.zooms({model::Shape::points, 1, osh}) == 0);
}

TEST_CASE("features of a batch need not have the same attributes in the same order", "[filter]") {
    filter::Matcher matcher{filter::Expression{"a = 1 and b is null"}};
    const std::vector<model::Attribute> first{{"a", std::int64_t{1}}, {"b", std::int64_t{2}}};
    const std::vector<model::Attribute> second{{"b", {}}, {"a", std::int64_t{1}}};
    const std::vector<model::Attribute> third{{"a", std::int64_t{1}}};
    CHECK_FALSE(matcher.passes({model::Shape::lines, {}, first}));
    CHECK(matcher.passes({model::Shape::lines, {}, second}));
    CHECK(matcher.passes({model::Shape::lines, {}, third}));
    CHECK_FALSE(matcher.passes({model::Shape::lines, {}, {}}));
}

TEST_CASE("a mistake is named with its column", "[filter]") {
    CHECK(mistake("") ==
          "column 1: the expression is empty; expected a condition such as people > 5");
    CHECK(mistake("people >") == "column 9: expected a value, found the end");
    CHECK(mistake("people > 5 kind = 'a'") ==
          "column 12: 'kind' stands where the expression could end, or go on with and, or");
    CHECK(mistake("name = 'Osh") == "column 8: the quote ' that opens here is not closed");
    CHECK(mistake("имя = \"Ош") == "column 7: the quote \" that opens here is not closed");
    CHECK(mistake("a ? 1") == "column 3: '?' means nothing here");
    CHECK(mistake("(a = 1") ==
          "column 7: expected ')' to close what column 1 opens, found the end");
    CHECK(mistake("a in 1") == "column 6: expected '(' after in, found '1'");
    CHECK(mistake("a in (1 2)") == "column 9: expected ')' or ',' in the list, found '2'");
    CHECK(mistake("a is 5") == "column 6: expected null or not null after is, found '5'");
    CHECK(mistake("a like b") ==
          "column 8: expected a text in single quotes after like, found 'b'");
    CHECK(mistake("a not 5") ==
          "column 7: expected in, like, ilike or between after not, found '5'");
    CHECK(mistake("a between 1 or 2") ==
          "column 13: expected and between the two limits, found 'or'");
    CHECK(mistake("$zom > 1") ==
          "column 1: there is no $zom; there are $id, $type and $zoom; did you mean 'zoom'?");
    CHECK(mistake("people") == "none");
    CHECK(mistake("5") == "column 1: expected a condition such as people > 5, found a number");
    CHECK(mistake("a = 1 and 'b'") ==
          "column 11: expected a condition such as people > 5, found a text");
    CHECK(mistake("a + 'b' = 1") == "column 5: '+' is for numbers, and this is a text");
    CHECK(mistake("and = 1") ==
          "column 1: expected a value, found 'and'; an attribute of that name stands in double "
          "quotes");
    CHECK(mistake("a = 1e999") == "column 5: 1e999 is too large or too small a number");
    CHECK(mistake(std::string(10000, '(')).find("nested too deeply") != std::string::npos);
    CHECK(mistake(fmt::format("{} a", std::string(10000, '-'))).find("nested too deeply") !=
          std::string::npos);
}

TEST_CASE("conditions may be many, and computations not without end", "[filter]") {
    std::string many = "name = 'Osh'";
    for (int i = 0; i < 20'000; ++i) {
        many += i % 2 == 0 ? " and people > 1" : " or people < 1";
    }
    CHECK(passes(many));
    std::string sum = "1";
    for (int i = 0; i < 2'000; ++i) {
        sum += "+1";
    }
    CHECK(mistake(sum + " = 2001").find("more than 1000 computations") != std::string::npos);
    CHECK(mistake("name = '" + std::string(std::size_t{1} << 20, 'x') + "'")
              .find("longer than a mebibyte") != std::string::npos);
}

TEST_CASE("any heap of words is an expression or a mistake, and nothing else", "[filter]") {
    const std::vector<std::string> words{
        "people", "name", "\"height m\"", "'Osh'",   "5",     "-",  "1.5",  "(",
        ")",      "in",   "not",          "and",     "or",    "is", "null", "like",
        "=",      "<",    ">=",           ",",       "+",     "*",  "/",    "%",
        "true",   "$id",  "$zoom",        "between", "absent"};
    std::mt19937 random{13};
    int expressions = 0;
    for (int round = 0; round < 200000; ++round) {
        std::string text;
        for (std::size_t i = 1 + random() % 8; i > 0; --i) {
            text += words[random() % words.size()] + " ";
        }
        try {
            filter::Matcher matcher{filter::Expression{text}};
            const filter::Subject subject{model::Shape::points, 42, osh};
            const std::uint32_t zooms = matcher.zooms(subject);
            for (const int zoom : {0, 3, 31}) {
                if (matcher.passes(subject, zoom) != ((zooms >> zoom & 1) != 0)) {
                    FAIL(text);
                }
            }
            ++expressions;
        } catch (const Error& error) {
            if (!std::string_view{error.what()}.starts_with("column ")) {
                FAIL(text << ": " << error.what());
            }
        }
    }
    CHECK(expressions > 1000);
}

TEST_CASE("an expression knows which attributes it asks for", "[filter]") {
    const filter::Expression expression{R"(a = 1 or "b c" > a and name like 'x')"};
    REQUIRE(expression.names().size() == 3);
    CHECK(expression.names()[1].text == "b c");
    CHECK(expression.names()[1].column == 10);
    CHECK(expression.names()[1].quoted);
    CHECK_FALSE(expression.uses_zoom());
    CHECK(filter::Expression{"$zoom > 1"}.uses_zoom());
}
