// SPDX-License-Identifier: MIT
//
// Who is shed when there is no place, over pairs of sockets and with a clock of the test's own.
#include "engine/serve/guests.hpp"

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <deque>
#include <string>

using namespace tamga::serve;
using namespace std::chrono_literals;

namespace {

ClientAddress address_of(const std::string& text) {
    ::sockaddr_storage storage{};
    const bool six = text.find(':') != text.npos;
    storage.ss_family = six ? AF_INET6 : AF_INET;
    void* place = six ? static_cast<void*>(&reinterpret_cast<::sockaddr_in6&>(storage).sin6_addr)
                      : static_cast<void*>(&reinterpret_cast<::sockaddr_in&>(storage).sin_addr);
    REQUIRE(::inet_pton(storage.ss_family, text.c_str(), place) == 1);
    return client_address(storage);
}

/// A connection's two ends.
class Pair {
public:
    Pair() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()) == 0); }
    ~Pair() {
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;

    int server() const { return ends_[0]; }
    void send() const { REQUIRE(::write(ends_[1], "GET", 3) == 3); }
    bool is_shed() const {
        char byte = 0;
        return ::recv(ends_[1], &byte, 1, MSG_DONTWAIT) == 0;
    }

private:
    std::array<int, 2> ends_{};
};

/// Guests that come when the test says so.
struct House {
    explicit House(Guests::Limits limits) { guests.set_limits(limits); }

    bool room() { return guests.make_room(now); }
    Guest* come(const std::string& address = "192.0.2.1") {
        Pair& pair = pairs.emplace_back();
        return guests.welcome(pair.server(), address_of(address), now);
    }

    Guests guests;
    std::deque<Pair> pairs;
    Guests::Clock::time_point now = Guests::Clock::now();
};

}  // namespace

TEST_CASE("the connection that has waited the longest is shed, and only when one must be",
          "[serve]") {
    House house{{.all = 3}};
    for (int i = 0; i < 3; ++i) {
        REQUIRE(house.room());
        REQUIRE(house.come() != nullptr);
        house.now += 10ms;
    }
    CHECK_FALSE(house.pairs[0].is_shed());
    house.now += 1s;
    CHECK(house.room());
    CHECK(house.pairs[0].is_shed());
    CHECK_FALSE(house.pairs[1].is_shed());
    CHECK(house.room());  // For the same one.
    CHECK_FALSE(house.pairs[1].is_shed());
}

TEST_CASE("a connection that has just come has time to ask", "[serve]") {
    House house{{.all = 1}};
    house.come();
    house.now += Guests::time_to_ask - 1ms;
    CHECK_FALSE(house.room());
    CHECK(house.guests.is_crowded());
    house.now += 1ms;
    CHECK(house.room());
    CHECK_FALSE(house.guests.is_crowded());
}

TEST_CASE("a connection with a request under way, or unread bytes, is not shed", "[serve]") {
    House house{{.all = 2}};
    Guest* busy = house.come();
    house.come();
    house.pairs[1].send();
    CHECK(house.guests.asks(*busy));
    house.now += 1h;
    CHECK_FALSE(house.room());
    house.guests.waits(*busy);
    CHECK(house.room());
    CHECK(house.pairs[0].is_shed());
    CHECK_FALSE(house.guests.asks(*busy));
    CHECK_FALSE(house.pairs[1].is_shed());
}

TEST_CASE("a head that comes byte by byte gains no time", "[serve]") {
    House house{{.all = 1}};
    Guest* slow = house.come();
    house.now += Guests::time_to_ask;
    house.guests.waits(*slow);
    CHECK(house.room());
}

TEST_CASE("who has all that it gets gives up its place first", "[serve]") {
    House house{{.all = 2}};
    house.come();
    Guest* parting = house.come();
    house.guests.asks(*parting);
    house.guests.parts(*parting);
    CHECK(house.room());
    CHECK(house.pairs[1].is_shed());
    CHECK_FALSE(house.pairs[0].is_shed());
}

TEST_CASE("an address has no more connections than one may have, others have theirs", "[serve]") {
    House house{{.all = 100, .of_one_address = 2}};
    Guest* first = house.come("192.0.2.1");
    Guest* second = house.come("192.0.2.1");
    house.guests.asks(*first);
    house.guests.asks(*second);
    house.now += 1h;
    CHECK(house.come("192.0.2.1") == nullptr);
    CHECK(house.come("192.0.2.2") != nullptr);
    house.guests.leaves(*first);
    CHECK(house.come("192.0.2.1") != nullptr);
    house.now += 1h;
    CHECK(house.come("192.0.2.1") != nullptr);  // Of its own, not of the other's.
    CHECK_FALSE(house.pairs[3].is_shed());
    CHECK(house.pairs[4].is_shed());
}

TEST_CASE("an address whose only connection is shed for its next one is counted on", "[serve]") {
    House house{{.all = 100, .of_one_address = 1}};
    for (int i = 0; i < 5; ++i) {
        CHECK(house.come() != nullptr);
        CHECK(house.come() == nullptr);
        house.now += 1s;
    }
}

TEST_CASE("connections of this machine are counted only where that is asked for", "[serve]") {
    for (const char* self : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"}) {
        House proxy{{.all = 100, .of_one_address = 1}};
        House strict{{.all = 100, .of_one_address = 1, .counts_loopback = true}};
        for (House* house : {&proxy, &strict}) {
            CHECK(house->come(self) != nullptr);
        }
        CHECK(proxy.come(self) != nullptr);
        CHECK(strict.come(self) == nullptr);
    }
}

TEST_CASE("an IPv6 client is a network of 64 bits, an IPv4 client is one in both notations",
          "[serve]") {
    CHECK(address_of("2001:db8:1:2::1") == address_of("2001:db8:1:2:ffff::9"));
    CHECK(address_of("2001:db8:1:2::1") != address_of("2001:db8:1:3::1"));
    CHECK(address_of("::ffff:192.0.2.7") == address_of("192.0.2.7"));
    CHECK(address_of("192.0.2.7") != address_of("192.0.2.8"));
    CHECK_FALSE(address_of("2001:db8::1").is_loopback());
    CHECK_FALSE(address_of("128.0.0.1").is_loopback());
}

TEST_CASE("no more are on their way out than there are descriptors for", "[serve]") {
    House house{{.all = 1}};
    for (int i = 0; i < Guests::most_leaving; ++i) {
        REQUIRE(house.guests.turn_away(-1, 503) != nullptr);
    }
    CHECK(house.guests.turn_away(-1, 503) == nullptr);
    house.come();
    house.now += 1h;
    CHECK_FALSE(house.room());
    CHECK_FALSE(house.pairs[0].is_shed());
}
