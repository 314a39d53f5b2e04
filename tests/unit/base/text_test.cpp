// SPDX-License-Identifier: MIT
#include "engine/base/text.hpp"

#include "engine/base/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace tamga;

TEST_CASE("a text is trimmed at both ends and nowhere else", "[base]") {
    CHECK(base::trimmed("\t a b\r\n") == "a b");
    CHECK(base::trimmed("\t a b\r\n", base::blanks) == "a b\r\n");
    CHECK(base::trimmed(" \n ").empty());
    CHECK(base::trimmed("").empty());
}

TEST_CASE("only ASCII letters change case, in any locale", "[base]") {
    CHECK(base::ascii_lower("AZaz09 ОШ") == "azaz09 ОШ");
}

TEST_CASE("a cell of CSV is in quotes only where it must be", "[base]") {
    CHECK(base::csv_cell("Osh; \tKG") == "Osh; \tKG");
    CHECK(base::csv_cell("Osh, KG") == "\"Osh, KG\"");
    CHECK(base::csv_cell("the \"south\"") == "\"the \"\"south\"\"\"");
    CHECK(base::csv_cell("two\nlines") == "\"two\nlines\"");
    CHECK(base::csv_cell("Osh; KG, \t", ';') == "\"Osh; KG, \t\"");
    CHECK(base::csv_cell("").empty());
}

TEST_CASE("characters are read one by one, and bytes that are none are said to be none", "[base]") {
    const std::string text = "aО€\U0001F30D\xff";
    std::u32string read;
    for (std::size_t at = 0; at < text.size();) {
        read += base::next_character(text, at);
    }
    CHECK(read == U"aО€\U0001F30D\uFFFD");
    std::string again;
    for (const char32_t character : read.substr(0, 4)) {
        base::append_character(again, character);
    }
    CHECK(again == text.substr(0, text.size() - 1));
    CHECK(base::is_utf8(again));
    CHECK_FALSE(base::is_utf8(text));
}
