// SPDX-License-Identifier: MIT
#include "engine/serve/http/target.hpp"

#include <catch2/catch.hpp>

using namespace tamga::serve;
using Segments = std::vector<std::string>;

TEST_CASE("a path is taken apart at its slashes and then decoded", "[serve]") {
    CHECK(path_segments("/") == Segments{});
    CHECK(path_segments("/a/1/2/3.mvt?x=/y#z") == Segments{"a", "1", "2", "3.mvt"});
    CHECK(path_segments("/a%20b/%d0%96%2F") == Segments{"a b", "\xd0\x96/"});
    CHECK(path_segments("/a/") == Segments{"a"});
    CHECK(path_segments("//a") == Segments{"", "a"});
    CHECK(path_segments("/../x") == Segments{"..", "x"});
    CHECK(path_segments("http://example.org/a/b") == Segments{"a", "b"});
    CHECK(path_segments("http://example.org") == Segments{});
}

TEST_CASE("a broken path is no path", "[serve]") {
    const char* target = GENERATE("", "*", "a/b", "/%", "/%2", "/%zz", "/%+1", "/%00", "/% 1");
    CAPTURE(target);
    CHECK_FALSE(path_segments(target));
    CHECK_FALSE(path_segments(std::string_view{"/a\0b", 4}));
}

TEST_CASE("a URL without a path has the root's, whatever its query holds", "[serve]") {
    CHECK(path_segments("http://example.org?a/b") == Segments{});
    CHECK(path_segments("http://example.org#a/b") == Segments{});
    CHECK(path_segments("https://example.org/a?b/c") == Segments{"a"});
    CHECK(query_of("http://example.org?a/b") == "a/b");
    CHECK(query_of("/a?b?c#d") == "b?c");
    CHECK(query_of("/a#b?c").empty());
    CHECK(query_of("/a").empty());
}

TEST_CASE("property: a name comes back from its address", "[serve][property]") {
    std::string name;
    for (int c = 1; c < 256; ++c) {
        name += static_cast<char>(c);
    }
    CHECK(path_segments("/" + percent_encoded(name)) == Segments{name});
}

TEST_CASE("a tile's numbers are digits and nothing else", "[serve]") {
    CHECK(whole_number("0") == 0U);
    CHECK(whole_number("007") == 7U);
    CHECK(whole_number("4294967295") == 4294967295U);
    CHECK(whole_number("99999999999999999999") == 4294967295U);
    for (const char* text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "NaN"}) {
        CAPTURE(text);
        CHECK_FALSE(whole_number(text));
    }
}
