// SPDX-License-Identifier: MIT
//
// What a client can take from the server: connections, memory, time.
#include "engine/serve/guests.hpp"
#include "engine/serve/http/request_head.hpp"
#include "engine/serve/respond.hpp"
#include "tests/unit/serve/folder.hpp"
#include "tests/unit/serve/running_server.hpp"
#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <random>

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using namespace tamga;
using namespace tamga::serve;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using test::Client;
using test::Running;

namespace {

/// A door that tiles wait behind.
class Door {
public:
    void wait() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return open_; });
    }
    void open() {
        const std::lock_guard lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
};

/// 1/0/0 comes when the door is open, 1/1/0 is 60 MiB of nothing in 60 KiB, 1/1/1 is larger than
/// any tile may be, and 1/0/1 is small.
class HeavyReader : public test::MemoryReader {
public:
    explicit HeavyReader(Door& door) : door_{door} {}

    std::optional<Bytes> tile(tile::TileId id) const override {
        ++asked;
        if (id == tile::TileId{1, 0, 0}) {
            door_.wait();
        }
        if (id == tile::TileId{1, 1, 0}) {
            return heavy_;
        }
        return id == tile::TileId{1, 1, 1} ? too_heavy_ : small_;
    }

    std::optional<archive::TilePlace> tile_place(tile::TileId id) const override {
        if (id == tile::TileId{1, 1, 0}) {
            return archive::TilePlace{.size = heavy_.size()};
        }
        const Bytes& other = id == tile::TileId{1, 1, 1} ? too_heavy_ : small_;
        return archive::TilePlace{.size = other.size()};
    }

    mutable std::atomic<int> asked = 0;

private:
    Door& door_;
    Bytes heavy_ = base::Compressor{}.gzip(Bytes(std::size_t{60} << 20U));
    Bytes too_heavy_ = base::Compressor{}.gzip(Bytes(std::size_t{65} << 20U));
    Bytes small_ = base::Compressor{}.gzip(as_bytes("small"));
};

struct Heavy {
    explicit Heavy(std::uint64_t memory = Catalog::usual_memory) : catalog{memory} {
        auto made = std::make_unique<HeavyReader>(door);
        reader = made.get();
        catalog.add("heavy", std::move(made));
    }

    Door door;
    HeavyReader* reader = nullptr;
    Catalog catalog;
};

Response ask(const Catalog& catalog, const std::string& target, const std::string& accept = "",
             const std::string& tag = "") {
    Request request{.method = "GET", .target = target, .host = "x", .accept_encoding = accept};
    request.if_none_match = tag;
    return respond(catalog, {}, request);
}

std::string tag_of(const Response& response) {
    for (const auto& [name, value] : response.fields) {
        if (name == "ETag") {
            return value;
        }
    }
    return {};
}

/// Fewer open files, for as long as the object lives.
class FewFiles {
public:
    explicit FewFiles(::rlim_t most) {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const ::rlimit fewer{most, before_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &fewer);
    }
    ~FewFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    FewFiles(const FewFiles&) = delete;
    FewFiles& operator=(const FewFiles&) = delete;

private:
    ::rlimit before_{};
};

double processor_seconds() {
    ::rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

}  // namespace

TEST_CASE("who has a tile already costs no unpacking, and a known tile no reading", "[serve]") {
    Heavy heavy;
    const std::string tag = tag_of(ask(heavy.catalog, "/heavy/1/1/0", "gzip"));
    CHECK(heavy.reader->asked == 1);
    const double before = processor_seconds();
    for (int i = 0; i < 200; ++i) {
        Request request{.method = "GET", .target = "/heavy/1/1/0", .host = "x"};
        request.accept_encoding = "gzip";
        request.if_none_match = tag;
        const auto answer = respond_at_hand(heavy.catalog, {}, request);
        REQUIRE(answer);
        CHECK(answer->status == 304);
        request.accept_encoding = "";
        request.if_none_match = "*";
        CHECK(respond_at_hand(heavy.catalog, {}, request)->status == 304);
    }
    CHECK(heavy.reader->asked == 1);
    CHECK(processor_seconds() - before < 1);  // To unpack it 200 times takes more than 2 s.
}

TEST_CASE("what is to be unpacked or read is not answered at hand", "[serve]") {
    Heavy heavy;
    const Request plain{.method = "GET", .target = "/heavy/1/0/1", .host = "x"};
    CHECK_FALSE(respond_at_hand(heavy.catalog, {}, plain));
    CHECK(heavy.reader->asked == 0);
    CHECK(ask(heavy.catalog, "/heavy/1/0/1").status == 200);
    CHECK_FALSE(respond_at_hand(heavy.catalog, {}, plain));
    Request packed = plain;
    packed.accept_encoding = "gzip";
    CHECK(respond_at_hand(heavy.catalog, {}, packed)->status == 200);
    for (const char* target : {"/catalog", "/heavy.json"}) {
        CHECK_FALSE(respond_at_hand(heavy.catalog, {}, {.method = "GET", .target = target}));
    }
}

TEST_CASE("answers under way are held to a budget together, and give it back", "[serve]") {
    Heavy heavy{std::uint64_t{100} << 20U};
    CHECK(heavy.catalog.stock().answers.used() == 0);
    {
        const Response first = ask(heavy.catalog, "/heavy/1/1/0");
        CHECK(first.status == 200);
        CHECK(heavy.catalog.stock().answers.used() == std::uint64_t{60} << 20U);
        const Response second = ask(heavy.catalog, "/heavy/1/1/0");
        CHECK(second.status == 503);
        CHECK(ask(heavy.catalog, "/heavy/1/0/1").status == 200);
    }
    CHECK(heavy.catalog.stock().answers.used() == 0);
    CHECK(ask(heavy.catalog, "/heavy/1/1/0").status == 200);
    CHECK(ask(heavy.catalog, "/heavy/1/1/1").status == 500);  // Larger than a tile may be.
    CHECK(heavy.catalog.stock().answers.used() == 0);
}

TEST_CASE("a stored tile is not read before there is room for it", "[serve]") {
    Heavy heavy{1000};
    const Response huge = ask(heavy.catalog, "/heavy/1/1/0", "gzip");
    CHECK(huge.status == 500);
    CHECK_THAT(std::string{as_text(in_memory(huge.body))}, Contains("there is memory for 1000"));
    const auto most = heavy.catalog.stock().answers.take(1000);
    CHECK(ask(heavy.catalog, "/heavy/1/0/1", "gzip").status == 503);
    CHECK(heavy.reader->asked == 0);
}

TEST_CASE("clients that take no bytes leave memory for those that do", "[serve]") {
    const test::Folder folder;
    std::string noise(200'000, ' ');
    std::minstd_rand random;
    std::ranges::generate(noise, [&] { return static_cast<char>('@' + random() / 16 % 32); });
    folder.bake("a.pmtiles", noise);
    Catalog catalog{2'000'000};
    catalog.add_path(folder.path("a.pmtiles"));
    std::deque<Response> held;
    for (int i = 0; i < 100; ++i) {
        const Response& packed = held.emplace_back(ask(catalog, "/a/1/0/0", "gzip"));
        CHECK(packed.status == 200);
        CHECK(size_of(packed.body) > noise.size() / 2);
        CHECK(tag_of(packed) == tag_of(held.front()));
        held.push_back(ask(catalog, "/a/1/0/1"));
    }
    CHECK(held.back().status == 503);  // What is unpacked lies in memory.
    CHECK(ask(catalog, "/a/1/0/0", "gzip", tag_of(held.front())).status == 304);
    const Response& last = held[198];
    const auto& slice = std::get<FileSlice>(last.body);
    CHECK(slice.edition->file->bytes(slice.offset, slice.size) ==
          Bytes{*std::get<std::shared_ptr<const Bytes>>(held.front().body)});
    held.clear();
    CHECK(catalog.stock().answers.used() == 0);
    CHECK(ask(catalog, "/a/1/0/1").status == 200);
}

TEST_CASE("an answer that takes long keeps no other waiting", "[serve]") {
    Heavy heavy;
    const Running server{heavy.catalog};
    std::deque<Client> waiting;
    for (int i = 0; i < 20; ++i) {
        waiting.emplace_back(server).get("/heavy/1/0/0");
    }
    for (int i = 0; i < 20; ++i) {
        const auto start = Clock::now();
        CHECK_THAT(Client{server}.ask("/health"), StartsWith("HTTP/1.1 200"));
        CHECK(Clock::now() - start < 1s);
    }
    heavy.door.open();
    for (Client& client : waiting) {
        CHECK_THAT(client.response(), StartsWith("HTTP/1.1 200") && Contains("small"));
    }
}

TEST_CASE("an answer that is stuck does not keep a server from stopping", "[serve]") {
    Heavy heavy;
    Running server{heavy.catalog};
    const Client stuck{server};
    stuck.get("/heavy/1/0/0");
    std::this_thread::sleep_for(100ms);
    CHECK(server.stop() < 2500ms);
    CHECK_FALSE(server.finished());
    heavy.door.open();
}

TEST_CASE("connections keep below the limit of open files, and new ones are served", "[serve]") {
    Heavy heavy;
    std::deque<Client> idle;
    const FewFiles few{400};
    const Running server{heavy.catalog, {.most_connections = 40}};
    for (int i = 0; i < 150; ++i) {
        Client& client = idle.emplace_back(server);
        REQUIRE(client.connected());
        if (i % 3 == 0) {
            client.send("GET /health HT");  // And never the rest.
        }
    }
    for (int i = 0; i < 50; ++i) {
        CHECK(test::status_of(Client{server}.ask("/health")) == "200");
    }
}

TEST_CASE("at the limit a connection ends with its response, so that others come in", "[serve]") {
    Heavy heavy;
    const Running server{heavy.catalog, {.most_connections = 1}};
    Client busy{server};
    busy.get("/heavy/1/0/0");
    std::this_thread::sleep_for(100ms);
    Client next{server};
    next.get("/health");
    std::this_thread::sleep_for(100ms);
    heavy.door.open();
    CHECK_THAT(busy.response(), StartsWith("HTTP/1.1 200") && Contains("Connection: close\r\n"));
    CHECK_THAT(next.response(), StartsWith("HTTP/1.1 200"));
}

TEST_CASE("an address with too many connections is told so, and others of its own go first",
          "[serve]") {
    Heavy heavy;
    const Running server{heavy.catalog, {.most_of_one_address = 3, .counts_loopback = true}};
    std::deque<Client> own;
    for (int i = 0; i < 2; ++i) {
        own.emplace_back(server).get("/heavy/1/0/0");
    }
    Client& idle = own.emplace_back(server);
    CHECK_THAT(idle.ask("/health"), StartsWith("HTTP/1.1 200"));
    std::this_thread::sleep_for(2 * Guests::time_to_ask);
    Client& third = own.emplace_back(server);
    third.get("/heavy/1/0/0");
    std::this_thread::sleep_for(100ms);
    CHECK(idle.closed());
    CHECK_THAT(Client{server}.ask("/health"),
               StartsWith("HTTP/1.1 429 Too Many Requests") && Contains("Retry-After: 1\r\n") &&
                   Contains("Connection: close\r\n") &&
                   Contains("your address has too many connections"));
    heavy.door.open();
    CHECK_THAT(third.response(), StartsWith("HTTP/1.1 200"));
}

TEST_CASE("where all connections are busy, more are told so", "[serve]") {
    Heavy heavy;
    const Running server{heavy.catalog, {.most_connections = 8}};
    std::deque<Client> busy;
    for (int i = 0; i < 8; ++i) {
        busy.emplace_back(server).get("/heavy/1/0/0");
    }
    std::this_thread::sleep_for(200ms);
    Client more{server};
    const std::string answer = more.ask("/health");
    CHECK_THAT(answer, StartsWith("HTTP/1.1 503") && Contains("Retry-After: 1\r\n") &&
                           Contains("Connection: close\r\n"));
    heavy.door.open();
    for (Client& client : busy) {
        CHECK_THAT(client.response(), StartsWith("HTTP/1.1 200"));
    }
    std::this_thread::sleep_for(500ms);
    CHECK_THAT(Client{server}.ask("/health"), StartsWith("HTTP/1.1 200"));
}

TEST_CASE("a head that comes too slowly is hung up on, however often it grows", "[serve]") {
    Heavy heavy;
    const Running server{heavy.catalog, {.patience = 1s}};
    Client slow{server};
    slow.send("GET /health HTTP/1.1\r\n");
    const auto start = Clock::now();
    while (slow.send("X: 1\r\n") && Clock::now() - start < 8s) {
        std::this_thread::sleep_for(100ms);
    }
    CHECK(Clock::now() - start < 4s);
}

TEST_CASE("a client that takes its answer too slowly is hung up on", "[serve]") {
    const std::string archive(40'000'000, 'x');
    const test::TemporaryFile file{"slow.pmtiles", archive};
    const Catalog catalog = test::small_catalog(file);
    const Running server{catalog, {.patience = 1s}};
    Client stuck{server};
    stuck.get("/journeys.pmtiles");
    std::this_thread::sleep_for(3500ms);
    CHECK(stuck.rest().size() < archive.size());
}

TEST_CASE("a file that is written to while it is sent ends the connection", "[serve]") {
    const std::string archive(40'000'000, 'x');
    const test::TemporaryFile file{"sent.pmtiles", archive};
    const Catalog catalog = test::small_catalog(file);
    const Running server{catalog};
    Client client{server};
    client.get("/journeys.pmtiles");
    std::this_thread::sleep_for(200ms);
    std::ofstream{file.path(), std::ios::in | std::ios::out} << "y";
    const std::string got = client.rest();
    CHECK(got.size() < archive.size());
    CHECK(got.find('y', got.find("\r\n\r\n")) == got.npos);
}

TEST_CASE("an archive that is replaced while it is sent is sent to its end", "[serve]") {
    const std::string archive(24'000'000, 'x');
    const test::TemporaryFile file{"replaced.pmtiles", archive};
    const Catalog catalog = test::small_catalog(file);
    const Running server{catalog};
    Client client{server};
    client.get("/journeys.pmtiles");
    std::this_thread::sleep_for(100ms);
    file.replace(std::string(archive.size(), 'y'));
    CHECK(test::body_of(client.response()) == archive);
}
