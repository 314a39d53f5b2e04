// SPDX-License-Identifier: MIT
#include "engine/place/fold.hpp"

#include <catch2/catch.hpp>

using namespace tamga::place;

TEST_CASE("case, accents, apostrophes and punctuation do not make a different name", "[place]") {
    CHECK(fold("SÃO  Tomé") == "sao tome");
    CHECK(fold("O'sh") == "osh");
    CHECK(fold("Oʻsh") == fold("O‘sh"));
    CHECK(fold("Jalal-Abad") == "jalal abad");
    CHECK(fold("  St. Louis, ") == "st louis");
    CHECK(fold("Иссык-Кёль") == "иссык кель");
    CHECK(fold("İstanbul") == "istanbul");
    CHECK(fold("Łódź") == "lodz");
    CHECK(fold("Weißenfels") == "weissenfels");
    CHECK(fold("Ελλάδα") == fold("ΕΛΛΑΔΑ"));
}

TEST_CASE("folding keeps the scripts that people read", "[place]") {
    CHECK(fold("Ош") == "ош");
    CHECK(fold("Кыргызстан") == "кыргызстан");
    CHECK(fold("吉尔吉斯斯坦") == "吉尔吉斯斯坦");
    CHECK(fold("किर्गिज़स्तान").size() > 20);  // Its vowel signs are marks, and stay.
    CHECK(fold("서울") == "서울");
}

TEST_CASE("decomposed and composed accents are the same", "[place]") {
    CHECK(fold("Kőszeg") == fold("Ko\u030Bszeg"));
    CHECK(fold("й") == fold("и\u0306"));
}

TEST_CASE("bytes that are not UTF-8 part words and break nothing", "[place]") {
    CHECK(fold("Osh\xFF") == "osh");
    CHECK(fold("\xC3") == "");
    CHECK(fold("a\xE2\x82z") == "a z");
}

TEST_CASE("names are romanised as ICU does", "[place]") {
    CHECK(fold(romanised("Ош")) == "osh");
    CHECK(fold(romanised("Нарын")) == "naryn");
    CHECK(fold(romanised("Αθήνα")) == "athena");
}

TEST_CASE("names in capitals and in Latin letters are known as such", "[place]") {
    CHECK(is_capitals("OSS"));
    CHECK(is_capitals("U.S."));
    CHECK_FALSE(is_capitals("Osh"));
    CHECK_FALSE(is_capitals("12"));
    CHECK(is_latin("Ürümqi 2"));
    CHECK_FALSE(is_latin("Ош"));
}
