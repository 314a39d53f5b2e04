// SPDX-License-Identifier: MIT
//
// What a client may try over a socket to get what is not served, or to have one request taken for
// two.
#include "tests/unit/serve/folder.hpp"
#include "tests/unit/serve/running_server.hpp"
#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using namespace tamga;
using namespace tamga::serve;
using test::Client;

namespace {

constexpr const char* secret = "nobody may see this";

/// A folder "served" with an archive, a folder of tiles and files that are neither; beside it, and
/// by links in it, what nobody may see.
class House {
public:
    House() {
        folder_.put("secret", secret);
        folder_.put("served/secret", secret);
        folder_.put("outside/0.pbf", secret);
        folder_.bake("served/a.pmtiles");
        folder_.bake("served/b/");
        const std::filesystem::path b = folder_.path("served/b");
        std::filesystem::create_directories(b / "1/1");
        for (const char* tile : {"1/1/0.pbf", "1/1/1.pbf"}) {
            std::filesystem::remove(b / tile);
        }
        std::filesystem::create_symlink(folder_.path("secret"), b / "1/1/0.pbf");
        std::filesystem::create_symlink("../../../../secret", b / "1/1/1.pbf");
        std::filesystem::remove_all(b / "1/0");
        std::filesystem::create_symlink(folder_.path("outside"), b / "1/0");
        catalog_.add_path(folder_.path("served"));
    }

    const Catalog& catalog() const { return catalog_; }

private:
    test::Folder folder_;
    Catalog catalog_;
};

/// A small catalog with an archive of ten bytes, and its server.
struct Small {
    test::TemporaryFile file{"attacks.pmtiles", "0123456789"};
    Catalog catalog = test::small_catalog(file);
    test::Running server{catalog};
};

}  // namespace

TEST_CASE("no path leads out of what is served, and no link does", "[serve]") {
    const House house;
    const test::Running server{house.catalog()};
    std::vector<std::string> targets{"/secret",
                                     "/served/secret",
                                     "/a/secret",
                                     "/b/secret",
                                     "/b/1/0/0.pbf",
                                     "/b/1/1/0",
                                     "/b/1/1/0.pbf",
                                     "/b/1/1/1",
                                     "/b/1/0/0",
                                     "/b/metadata.json",
                                     "/assets/../secret",
                                     "/styles/../secret",
                                     "/b/0/0/../../../../secret",
                                     "/b/0/0/..%2f..%2f..%2f..%2fsecret"};
    for (const char* up : {"..", "%2e%2e", "%2E%2e", ".%2e", "%252e%252e", "..%00", "..\\..",
                           "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "..;", "....", "%2f..", "\\.."}) {
        for (const char* slash : {"/", "%2f", "\\", "%5c", "//", "/./", "%c0%af"}) {
            const std::string way = std::string{up} + slash;
            targets.push_back("/" + way + "secret");
            targets.push_back("/b/" + way + way + "secret");
            targets.push_back("/b/0/0/" + way + way + way + way + "secret");
            targets.push_back("http://x/" + way + way + "etc/passwd");
        }
    }
    Client client{server};
    for (const std::string& target : targets) {
        const std::string answer = client.ask(target);
        CAPTURE(target, answer.substr(0, 200));
        const std::string status = test::status_of(answer);
        CHECK((status == "400" || status == "404" || status == "500"));
        CHECK_THAT(answer, !Contains(secret) && !Contains("root:"));
        if (test::field_of(answer, "Connection") == "close") {
            return;
        }
    }
    CHECK_THAT(client.ask("/b/0/0/0"), StartsWith("HTTP/1.1 200"));
}

TEST_CASE("no range reads beside the archive, however large its numbers are", "[serve]") {
    const Small small;
    Client client{small.server};
    const auto [range, status, body] = GENERATE(table<std::string, std::string, std::string>({
        {"bytes=0-18446744073709551615", "206", "0123456789"},
        {"bytes=9-18446744073709551616", "206", "9"},
        {"bytes=1-9223372036854775807", "206", "123456789"},
        {"bytes=-18446744073709551615", "206", "0123456789"},
        {"bytes=-99999999999999999999999", "206", "0123456789"},
        {"bytes=18446744073709551615-", "416", ""},
        {"bytes=99999999999999999999999-", "416", ""},
        {"bytes=10-10", "416", ""},
        {"bytes=-0", "416", ""},
        {"bytes=0-0,2-3", "416", ""},
        {"bytes=0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-", "416", ""},
        {"bytes=3-2", "200", "0123456789"},
        {"bytes=-", "200", "0123456789"},
        {"bytes=+1-2", "200", "0123456789"},
        {"bytes=0x1-2", "200", "0123456789"},
        {"bytes=1-2-3", "200", "0123456789"},
        {"lines=1-2", "200", "0123456789"},
    }));
    const std::string answer = client.ask("/journeys.pmtiles", "Range: " + range + "\r\n");
    CAPTURE(range);
    CHECK(test::status_of(answer) == status);
    if (status != "416") {
        CHECK(test::body_of(answer) == body);
    }
    // The next answer is in its place.
    CHECK_THAT(client.ask("/health"), StartsWith("HTTP/1.1 200"));
}

TEST_CASE("a part is sent only of the content that the client has a part of", "[serve]") {
    const Small small;
    Client client{small.server};
    const std::string tag =
        test::field_of(client.ask("/journeys.pmtiles", "Range: bytes=0-0\r\n"), "ETag");
    REQUIRE(tag.size() > 2);
    const auto asked = [&](const std::string& if_range) {
        return test::status_of(
            client.ask("/journeys.pmtiles", "Range: bytes=0-0\r\nIf-Range: " + if_range + "\r\n"));
    };
    CHECK(asked(tag) == "206");
    CHECK(asked("W/" + tag) == "200");  // Weak tags never match here (RFC 9110, 13.1.5).
    CHECK(asked(tag + ", \"x\"") == "200");
    CHECK(asked("*") == "200");
    CHECK(asked("Mon, 30 Nov 2026 00:00:00 GMT") == "200");
    CHECK(asked("\"\"") == "200");
}

TEST_CASE("what could be two requests is one refusal, and the rest is not read", "[serve]") {
    const Small small;
    const std::string get = "GET /health HTTP/1.1\r\nHost: a\r\n";
    const std::string smuggled = "GET /journeys.json HTTP/1.1\r\nHost: a\r\n\r\n";
    const auto head = GENERATE_COPY(values<std::string>({
        get + "Content-Length: " + std::to_string(smuggled.size()) + "\r\n\r\n",
        get + "content-length: 0" + std::to_string(smuggled.size()) + "\r\n\r\n",
        get + "Content-Length:\r\n\r\n",
        get + "Content-Length: 1 \t\r\n\r\n",
        get + "Content-Length: 1\r\nContent-Length: 0\r\n\r\n",
        get + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
        get + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        get + "Transfer-Encoding:chunked\r\n\r\n0\r\n\r\n",
        get + "Transfer-Encoding: \x0b"
              "chunked\r\n\r\n0\r\n\r\n",
        get + "Transfer-Encoding: identity\r\n\r\n",
        get + "Transfer-Encoding: , chunked\r\n\r\n0\r\n\r\n",
        get + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
        get + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n",
        get + "X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        get + "X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        get + " Content-Length: 1\r\n\r\n" + "GET /health HTTP/1.1\r\n\r\n",
        get + "X\x01: y\r\n\r\n",
        get + ": y\r\n\r\n",
        get + "X: y\r\n z\r\n\r\n",
        get + "X: y\r\n\tContent-Length: 1\r\n\r\n",
        "\n" + get + "\r\n",
        "\r" + get + "\r\n",
        "\r\r\n" + get + "\r\n",
        "GET /health HTTP/1.1\r\n Host: a\r\n\r\n",
        "GET  /health HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /health HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET /health\tHTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /hea lth HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /health HTTP/1.1\r\r\nHost: a\r\n\r\n",
        "GET /health\r\n\r\n",
        "GET /health HTTP/01.1\r\nHost: a\r\n\r\n",
        "GET /health http/1.1\r\nHost: a\r\n\r\n",
    }));
    Client client{small.server};
    client.send(head + smuggled);
    const std::string answer = client.response();
    CAPTURE(head);
    CHECK_THAT(answer, StartsWith("HTTP/1.1 4") || StartsWith("HTTP/1.1 5"));
    CHECK_THAT(client.rest(), !Contains("HTTP/1.1"));
}

TEST_CASE("a thousand requests sent at once are answered in their order", "[serve]") {
    const Small small;
    Client client{small.server};
    std::string all;
    for (int i = 0; i < 1000; ++i) {
        all += (i % 3 == 0 ? "HEAD" : "GET");
        all += " /journeys/3/" + std::string(i % 2 == 0 ? "4/5" : "0/0") +
               " HTTP/1.1\r\nHost: x\r\n\r\n";
    }
    CHECK(client.send(all));
    for (int i = 0; i < 1000; ++i) {
        const std::string answer = client.response(i % 3 == 0);
        REQUIRE(test::status_of(answer) == (i % 2 == 0 ? "200" : "204"));
    }
}
