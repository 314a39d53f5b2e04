// SPDX-License-Identifier: MIT
//
// Texts made to take long: the time goes with their size, whatever they repeat.
#include "engine/geotag/geotag.hpp"
#include "tests/unit/place/small_gazetteer.hpp"

#include <catch2/catch.hpp>

#include <chrono>

using namespace tamga;
using namespace tamga::geotag;

namespace {

std::string repeated(std::string_view text, std::size_t size) {
    std::string all;
    while (all.size() < size) {
        all += text;
    }
    return all;
}

}  // namespace

TEST_CASE("no text takes longer than its size allows", "[geotag]") {
    constexpr std::size_t size = 200'000;
    for (const char* part : {"a ",
                             "A ",
                             "Osh ",
                             "Osh, ",
                             "from Osh to Bishkek ",
                             "Kyrgyz in Osh ",
                             "north north ",
                             "Osh (",
                             "1EE",
                             "1,1,",
                             "41.25, 74.25 ",
                             "41.25N ",
                             "x",
                             "X",
                             "ш",
                             "Ш",
                             "Ошко",
                             "Ош ",
                             ". ",
                             "\n",
                             "   ",
                             "Osh      ",
                             "O.s.h.",
                             "\"",
                             "'s",
                             "Osh's ",
                             "the ",
                             "\xFF",
                             "\xD0",
                             "Aa is a town in the ",
                             "http://a.b/c?d=e&",
                             "Zxqwvut Kjhgfds ",
                             "-",
                             "Osh-"}) {
        const std::string text = repeated(part, size);
        CAPTURE(part);
        const auto start = std::chrono::steady_clock::now();
        const auto tags = find_places(text, small_gazetteer(), {.demonyms = true});
        find_journeys(text, tags);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        CHECK(took.count() < 8);
    }
}

TEST_CASE("a text that is read in pieces has its offsets from its begin", "[geotag]") {
    const std::string filler = repeated("der fluß fließt. ", 1'100'000);
    const std::string text = "Osh is old. " + filler + "She lived in Bishkek. " + filler;
    const auto tags = find_places(text, small_gazetteer());
    REQUIRE(tags.size() == 2);
    CHECK(text.substr(tags[1].begin, tags[1].end - tags[1].begin) == "Bishkek");
    CHECK(text.substr(tags[1].sentence_begin, tags[1].sentence_end - tags[1].sentence_begin) ==
          "She lived in Bishkek.");
    const std::string before = text.substr(0, tags[1].begin);
    const auto characters = std::count_if(before.begin(), before.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
    CHECK(tags[1].first_character == characters);
    CHECK(tags[1].end_character == characters + 7);
}

TEST_CASE("a sentence without an end is what stands around each name", "[geotag]") {
    const std::string text = repeated("Ош, ", 200'000);
    const std::vector<Tag> tags = find_places(text, small_gazetteer());
    REQUIRE(tags.size() > 1000);
    for (const Tag& tag : tags) {
        REQUIRE(tag.sentence_end - tag.sentence_begin <= 2100);
        REQUIRE(tag.sentence_begin <= tag.begin);
        REQUIRE(tag.sentence_end >= tag.end);
        // No letter is cut in two.
        REQUIRE((text[tag.sentence_begin] & 0xC0) != 0x80);
    }
}
