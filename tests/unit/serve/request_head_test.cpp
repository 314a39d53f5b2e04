// SPDX-License-Identifier: MIT
#include "engine/serve/http/request_head.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace tamga::serve;

TEST_CASE("a head ends with its empty line, and empty lines before it are its own", "[serve]") {
    CHECK_FALSE(end_of_head(""));
    CHECK_FALSE(end_of_head("\r\n\r\n\r\n"));
    CHECK_FALSE(end_of_head("GET / HTTP/1.1\r\nHost: a\r\n"));
    CHECK(end_of_head("GET / HTTP/1.1\r\n\r\nGET") == 18);
    CHECK(end_of_head("\r\nGET / HTTP/1.1\r\n\r\nGET") == 20);
    CHECK(end_of_head("GET / HTTP/1.1\n\nGET") == 16);
}

TEST_CASE("a head is read, and fields of one name are one list", "[serve]") {
    const Reading reading = read_head(
        "\r\nHEAD /a?b HTTP/1.1\r\nhost: h\r\nif-none-match: \"1\"\r\n"
        "If-None-Match: \"2\"\r\nX-Forwarded-Host: f\r\n\r\n",
        "own");
    CHECK(reading.refused == 0);
    CHECK(reading.keep_alive);
    CHECK(reading.request.method == "HEAD");
    CHECK(reading.request.target == "/a?b");
    CHECK(reading.request.host == "h");
    CHECK(reading.request.if_none_match == "\"1\", \"2\"");
    CHECK(reading.request.forwarded_host == "f");
    CHECK(read_head("GET / HTTP/1.0\r\n\r\n", "own").request.host == "own");
}

TEST_CASE("any bytes are a head or refused, and never end the program", "[serve]") {
    std::mt19937 random{1};
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const std::string good =
        "GET /journeys/3/4/5 HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nContent-Length: 0\r\n"
        "Transfer-Encoding: chunked\r\nAccept-Encoding: gzip;q=0.5, *\r\n\r\n";
    int refused = 0;
    for (int i = 0; i < 50'000; ++i) {
        std::string text = good;
        for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
            const std::size_t at = below(text.size());
            switch (below(4)) {
                case 0:
                    text[at] = static_cast<char>(below(256));
                    break;
                case 1:
                    text.erase(at, 1 + below(8));
                    break;
                case 2:
                    text.insert(at, text.substr(below(text.size()), below(40)));
                    break;
                default:
                    text.insert(at, 1 + below(3), "\r\n: \0\t,=\x80"[below(9)]);
            }
        }
        if (const auto end = end_of_head(text)) {
            REQUIRE(*end <= text.size());
            const Reading reading = read_head(std::string_view{text}.substr(0, *end), "own");
            refused += reading.refused != 0 ? 1 : 0;
            // What is not refused has no body that we would take for the next request.
            const auto coding = text.find("\r\nTransfer-Encoding: ");
            const bool has_coding = coding != text.npos && coding + 2 < *end;
            CAPTURE(text);
            CHECK((reading.refused != 0 || !has_coding || !reading.keep_alive));
        }
    }
    CHECK(refused > 1000);
}
