// SPDX-License-Identifier: MIT
//
// The server over real sockets.
#include "engine/serve/server.hpp"

#include "tests/unit/serve/running_server.hpp"
#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using namespace tamga;
using namespace tamga::serve;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t archive_size = 24'000'000;  // More than the buffers of a loopback socket.

/// A small catalog and its server.
class Served {
public:
    explicit Served(ServerSettings settings = {}, std::string_view archive = "0123456789")
        : file_{"server.pmtiles", archive},
          catalog_{test::small_catalog(file_)},
          running_{catalog_, std::move(settings)} {}

    test::Running* operator->() { return &running_; }
    std::uint16_t port() const { return running_.port(); }

private:
    test::TemporaryFile file_;
    Catalog catalog_;
    test::Running running_;
};

class Client : public test::Client {
public:
    explicit Client(const Served& server) : test::Client{server.port()} { REQUIRE(connected()); }
};

}  // namespace

TEST_CASE("a connection serves many requests, one after the other or sent together", "[serve]") {
    const Served server;
    Client client{server};
    for (int i = 0; i < 3; ++i) {
        CHECK_THAT(client.ask("/journeys/3/4/5"),
                   StartsWith("HTTP/1.1 200 OK\r\nDate: ") &&
                       Contains("Connection: keep-alive\r\n") &&
                       Catch::Matchers::EndsWith(std::string{test::MemoryReader::content}));
    }
    client.get("/health");
    client.get("/journeys/3/0/0");
    client.get("/nothing");
    CHECK_THAT(client.response(), StartsWith("HTTP/1.1 200") && Contains("ok\n"));
    CHECK_THAT(client.response(), StartsWith("HTTP/1.1 204"));
    CHECK_THAT(client.response(), StartsWith("HTTP/1.1 404"));
}

TEST_CASE("a connection ends when the client says so, or is of HTTP/1.0", "[serve]") {
    const Served server;
    Client polite{server};
    CHECK_THAT(polite.ask("/health", "Connection: close\r\n"), Contains("Connection: close\r\n"));
    CHECK(polite.closed());
    Client old{server};
    old.send("GET /journeys.json HTTP/1.0\r\n\r\n");
    CHECK_THAT(old.response(), Contains("\"http://127.0.0.1:" + std::to_string(server.port())));
    CHECK(old.closed());
}

TEST_CASE("HEAD, 304 and 204 send no body, and the next response is in its place", "[serve]") {
    const Served server;
    Client client{server};
    client.send("HEAD /journeys/3/4/5 HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string head = client.response(true);
    CHECK_THAT(head, Contains("Content-Length: 46\r\n"));
    const auto tag = head.find("ETag: ") + 6;
    const std::string etag = head.substr(tag, head.find("\r\n", tag) - tag);
    CHECK_THAT(client.ask("/journeys/3/4/5", "If-None-Match: " + etag + "\r\n"),
               StartsWith("HTTP/1.1 304") && Contains("ETag: " + etag));
    // Two fields of one name are one list.
    CHECK_THAT(
        client.ask("/journeys/3/4/5", "If-None-Match: \"x\"\r\nIf-None-Match: " + etag + "\r\n"),
        StartsWith("HTTP/1.1 304"));
    client.send("HEAD /journeys.pmtiles HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK_THAT(client.response(true), Contains("Content-Length: 10\r\n"));
    CHECK_THAT(client.ask("/journeys.pmtiles", "Range: bytes=8-\r\n"),
               StartsWith("HTTP/1.1 206") && Catch::Matchers::EndsWith("\r\n\r\n89"));
}

TEST_CASE("what is not a request is refused, and the connection ends", "[serve]") {
    const Served server;
    const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n";
    const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
    const std::string chunks = "\r\n0\r\n\r\n";
    std::string many_fields;
    for (int i = 0; i < 101; ++i) {
        many_fields += "X" + std::to_string(i) + ": 1\r\n";
    }
    const auto [text, status] = GENERATE_COPY(table<std::string, std::string>({
        {"nonsense\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {"GET / HTTP/1.1\nHost: a\n\n", "400"},
        {get + "Host: b\r\n\r\n", "400"},
        {get + "Content-Length: -1\r\n\r\n", "400"},
        {get + "Content-Length: +0\r\n\r\n", "400"},
        {get + "Content-Length: 0x0\r\n\r\n", "400"},
        {get + "Content-Length: 99999999999999999999\r\n\r\n", "400"},
        {get + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", "400"},
        {get + "Content-Length: 0, 0\r\n\r\n", "400"},
        {get + "Content-Length: 3\r\n\r\nabc", "413"},
        {get + "Transfer-Encoding: chunked\r\n" + chunks, "413"},
        {get + "Transfer-Encoding: gzip\r\n" + chunks, "501"},
        {get + "Transfer-Encoding: gzip, chunked\r\n" + chunks, "501"},
        {get + "Transfer-Encoding: chunked, chunked\r\n" + chunks, "501"},
        {get + "Transfer-Encoding: xchunked\r\n" + chunks, "501"},
        {get + "Transfer-Encoding : chunked\r\n" + chunks, "400"},
        {get + "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n" + chunks, "400"},
        {get + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n" + chunks, "400"},
        {get + "Content-Length: 5\r\nTransfer-Encoding: gzip\r\n" + chunks, "400"},
        {"GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n" + chunks, "400"},
        {post + "Transfer-Encoding: gzip\r\n" + chunks, "501"},
        {post + "Transfer-Encoding: chunked\r\n" + chunks, "405"},
        {post + "Content-Length: 3\r\n\r\nabc", "405"},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505"},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"},
        {"GET /" + std::string(9000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", "414"},
        {"GET /" + std::string(20000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", "414"},
        {get + "X: " + std::string(20000, 'x') + "\r\n\r\n", "431"},
        {get + many_fields + "\r\n", "431"},
    }));
    Client client{server};
    client.send(text + "GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string response = client.response();
    CAPTURE(text.substr(0, 80));
    CHECK_THAT(response, StartsWith("HTTP/1.1 " + status) && Contains("Connection: close\r\n"));
    CHECK(client.closed());  // The request behind it is not answered: it may be a part of the body.
}

TEST_CASE("who says nothing for too long is hung up on", "[serve]") {
    const Served server{{.patience = 0s}};
    const Client silent{server};
    Client half{server};
    half.send("GET / HT");
    CHECK(half.closed());
    CHECK(Client{server}.closed());
}

TEST_CASE("each request gives one line of the log", "[serve]") {
    std::mutex writing;
    std::vector<LogLine> lines;
    {
        Served server{{.log = [&](const LogLine& line) {
            const std::lock_guard lock{writing};
            lines.push_back(line);
        }}};
        Client client{server};
        client.ask("/journeys/3/4/5");
        client.ask("/nothing?x=1");
    }
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].client == "127.0.0.1");
    CHECK(lines[0].status == 200);
    CHECK(lines[0].bytes == test::MemoryReader::content.size());
    CHECK(lines[1].method == "GET");
    CHECK(lines[1].target == "/nothing?x=1");
    CHECK(lines[1].status == 404);
}

TEST_CASE("a port that is taken is refused with a way out", "[serve]") {
    const Served server;
    ServerSettings settings;
    settings.port = server.port();
    const Catalog catalog;
    CHECK_THROWS_WITH((Server{catalog, settings}),
                      Contains("Address already in use; --port 0 takes any free port"));
    settings.host = "not a host";
    CHECK_THROWS_WITH((Server{catalog, settings}), StartsWith("--host not a host: "));
}

TEST_CASE("a server that is told to stop hangs up idle clients at once", "[serve]") {
    Served server;
    Client idle{server};
    idle.ask("/health");
    Client fresh{server};
    std::this_thread::sleep_for(200ms);  // A connection that is not accepted yet is reset.
    CHECK(server->stop() < 1s);
    CHECK(idle.closed());
    CHECK(fresh.closed());
}

TEST_CASE("a server that is told to stop finishes the response under way", "[serve]") {
    Served server{{}, std::string(archive_size, 'x')};
    Client client{server};
    client.get("/journeys.pmtiles");
    std::this_thread::sleep_for(100ms);  // The server fills the socket's buffers and waits.
    server->ask_to_stop();
    std::this_thread::sleep_for(100ms);
    const std::string response = client.response();
    CHECK(response.size() > archive_size);
    CHECK(client.closed());
    CHECK(server->stop() < 1s);
}

TEST_CASE("a client that takes nothing does not keep a server from stopping", "[serve]") {
    Served server{{}, std::string(archive_size, 'x')};
    const Client stuck{server};
    stuck.get("/journeys.pmtiles");
    std::this_thread::sleep_for(100ms);
    const auto took = server->stop();
    CHECK(took > 1s);
    CHECK(took < 2s);
}

TEST_CASE("many clients at once each get their own answers", "[serve]") {
    const Served server{{}, std::string(300'000, 'x')};
    std::atomic<int> wrong = 0;
    const auto work = [&](int number) {
        Client client{server};
        for (int i = 0; i < 50; ++i) {
            const std::string size = std::to_string(1000 * number + i);
            const std::string part =
                client.ask("/journeys.pmtiles", "Range: bytes=-" + size + "\r\n");
            wrong += part.find("Content-Length: " + size + "\r\n") == part.npos ? 1 : 0;
            wrong += client.ask("/journeys/3/4/5").find("HTTP/1.1 200") == 0 ? 0 : 1;
        }
    };
    std::vector<std::thread> clients;
    for (int number = 1; number <= 8; ++number) {
        clients.emplace_back(work, number);
    }
    for (auto& client : clients) {
        client.join();
    }
    CHECK(wrong == 0);
}
