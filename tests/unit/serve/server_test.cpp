// SPDX-License-Identifier: MIT
//
// The server over real sockets, with a client that knows no more HTTP than it must.
#include "engine/serve/server.hpp"

#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

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

/// A server on a free port, in a thread, until the object dies or stop() is called.
class Running {
public:
    explicit Running(ServerSettings settings = {}, std::string_view archive = "0123456789")
        : file_{"server.pmtiles", archive},
          catalog_{test::small_catalog(file_)},
          server_{catalog_, on_free_port(std::move(settings))},
          thread_{[this] { server_.run([this] { return stop_.load(); }); }} {}
    ~Running() { stop(); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    std::uint16_t port() const {
        const std::string address = server_.address();
        return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    }
    void ask_to_stop() { stop_ = true; }
    /// How long it took to end.
    Clock::duration stop() {
        const auto start = Clock::now();
        stop_ = true;
        if (thread_.joinable()) {
            thread_.join();
        }
        return Clock::now() - start;
    }

private:
    static ServerSettings on_free_port(ServerSettings settings) {
        settings.port = 0;
        settings.threads = 2;
        return settings;
    }

    test::TemporaryFile file_;
    Catalog catalog_;
    Server server_;
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

class Client {
public:
    explicit Client(const Running& server) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        ::sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(socket_, reinterpret_cast<::sockaddr*>(&address), sizeof address) == 0);
        const ::timeval patience{.tv_sec = 5, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(const std::string& text) const {
        REQUIRE(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) ==
                static_cast<::ssize_t>(text.size()));
    }
    void get(const std::string& target, const std::string& fields = "") const {
        send("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
    }
    /// One response: its head and, unless `no_body`, as many bytes as Content-Length says.
    std::string response(bool no_body = false) {
        while (come_.find("\r\n\r\n") == come_.npos && more()) {
        }
        std::size_t size = come_.find("\r\n\r\n") + 4;
        const auto length = come_.find("Content-Length: ");
        if (!no_body && length < size) {
            size += std::stoul(come_.substr(length + 16));
        }
        while (come_.size() < size && more()) {
        }
        std::string result = come_.substr(0, size);
        come_.erase(0, size);
        return result;
    }
    std::string ask(const std::string& target, const std::string& fields = "") {
        get(target, fields);
        return response();
    }
    /// True if the server ended the connection in good order, and sent nothing more.
    bool closed() {
        char byte = 0;
        return come_.empty() && ::recv(socket_, &byte, 1, 0) == 0;
    }

private:
    bool more() {
        char room[65536];
        const ::ssize_t got = ::recv(socket_, room, sizeof room, 0);
        come_.append(room, static_cast<std::size_t>(std::max<::ssize_t>(got, 0)));
        return got > 0;
    }

    int socket_;
    std::string come_;
};

}  // namespace

TEST_CASE("a connection serves many requests, one after the other or sent together", "[serve]") {
    const Running server;
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
    const Running server;
    Client polite{server};
    CHECK_THAT(polite.ask("/health", "Connection: close\r\n"), Contains("Connection: close\r\n"));
    CHECK(polite.closed());
    Client old{server};
    old.send("GET /journeys.json HTTP/1.0\r\n\r\n");
    CHECK_THAT(old.response(), Contains("\"http://127.0.0.1:" + std::to_string(server.port())));
    CHECK(old.closed());
}

TEST_CASE("HEAD, 304 and 204 send no body, and the next response is in its place", "[serve]") {
    const Running server;
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
    const Running server;
    const auto [text, status] = GENERATE(table<std::string, std::string>({
        {"nonsense\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "413"},
        {"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "413"},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "405"},
        {"GET /" + std::string(20000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", "431"},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'x') + "\r\n\r\n", "431"},
    }));
    Client client{server};
    client.send(text);
    const std::string response = client.response();
    CAPTURE(text.substr(0, 80));
    CHECK_THAT(response, StartsWith("HTTP/1.1 " + status) && Contains("Connection: close\r\n"));
    CHECK(client.closed());
}

TEST_CASE("who says nothing for too long is hung up on", "[serve]") {
    const Running server{{.patience = 0s}};
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
        Running server{{.log = [&](const LogLine& line) {
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
    const Running server;
    ServerSettings settings;
    settings.port = server.port();
    const Catalog catalog;
    CHECK_THROWS_WITH((Server{catalog, settings}),
                      Contains("Address already in use; --port 0 takes any free port"));
    settings.host = "not a host";
    CHECK_THROWS_WITH((Server{catalog, settings}), StartsWith("--host not a host: "));
}

TEST_CASE("a server that is told to stop hangs up idle clients at once", "[serve]") {
    Running server;
    Client idle{server};
    idle.ask("/health");
    Client fresh{server};
    CHECK(server.stop() < 1s);
    CHECK(idle.closed());
    CHECK(fresh.closed());
}

TEST_CASE("a server that is told to stop finishes the response under way", "[serve]") {
    Running server{{}, std::string(archive_size, 'x')};
    Client client{server};
    client.get("/journeys.pmtiles");
    std::this_thread::sleep_for(100ms);  // The server fills the socket's buffers and waits.
    server.ask_to_stop();
    std::this_thread::sleep_for(100ms);
    const std::string response = client.response();
    CHECK(response.size() > archive_size);
    CHECK(client.closed());
    CHECK(server.stop() < 1s);
}

TEST_CASE("a client that takes nothing does not keep a server from stopping", "[serve]") {
    Running server{{}, std::string(archive_size, 'x')};
    const Client stuck{server};
    stuck.get("/journeys.pmtiles");
    std::this_thread::sleep_for(100ms);
    const auto took = server.stop();
    CHECK(took > 1s);
    CHECK(took < 2s);
}

TEST_CASE("many clients at once each get their own answers", "[serve]") {
    const Running server{{}, std::string(300'000, 'x')};
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
