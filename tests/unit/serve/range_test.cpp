// SPDX-License-Identifier: MIT
#include "engine/serve/http/range.hpp"

#include <catch2/catch.hpp>

using tamga::serve::range_request;
using Kind = tamga::serve::RangeRequest::Kind;

TEST_CASE("a range is a part of the content, cut at its end", "[serve]") {
    // The examples of RFC 9110, 14.1.2, for a content of 10000 bytes, and their edges.
    const auto [field, offset, size] = GENERATE(table<const char*, unsigned, unsigned>({
        {"bytes=0-499", 0, 500},
        {"bytes=500-999", 500, 500},
        {"bytes=-500", 9500, 500},
        {"bytes=9500-", 9500, 500},
        {"bytes=0-0", 0, 1},
        {"bytes=-1", 9999, 1},
        {"bytes=9999-", 9999, 1},
        {"bytes=9000-99999999999999999999999", 9000, 1000},
        {"bytes=-20000", 0, 10000},
        {"Bytes = 1 - 2", 1, 2},
    }));
    CAPTURE(field);
    const auto range = range_request(field, 10000);
    CHECK(range.kind == Kind::part);
    CHECK(range.offset == offset);
    CHECK(range.size == size);
}

TEST_CASE("a range that cannot be had, or several at once, is refused", "[serve]") {
    const char* field = GENERATE("bytes=10000-", "bytes=10000-10001", "bytes=-0",
                                 "bytes=99999999999999999999999-", "bytes=0-1,5-6", "bytes=0-1,");
    CAPTURE(field);
    CHECK(range_request(field, 10000).kind == Kind::unsatisfiable);
}

TEST_CASE("what is not a range of bytes means everything", "[serve]") {
    const char* field = GENERATE("", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4",
                                 "bytes=1", "bytes=--1", "bytes=+1-2", "bytes=1-2x", "pages=1-2");
    CAPTURE(field);
    CHECK(range_request(field, 10000).kind == Kind::whole);
}

TEST_CASE("an empty content has no ranges", "[serve]") {
    CHECK(range_request("bytes=0-", 0).kind == Kind::unsatisfiable);
    CHECK(range_request("bytes=-1", 0).kind == Kind::unsatisfiable);
}
