// SPDX-License-Identifier: MIT
#include "engine/serve/server.hpp"

#include "engine/base/error.hpp"
#include "engine/serve/client_address.hpp"
#include "engine/serve/guests.hpp"
#include "engine/serve/worker.hpp"

#include <fmt/format.h>

#include <netdb.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <deque>
#include <filesystem>
#include <iterator>
#include <optional>
#include <thread>
#include <utility>

namespace fs = std::filesystem;

namespace tamga::serve {
namespace {

constexpr int watch_interval_ms = 50;
constexpr auto look_interval = std::chrono::milliseconds{100};
constexpr auto drain_time = std::chrono::milliseconds{1500};
/// Who comes while there is no place is kept at the door for so long. By then whoever only waits
/// has had its time to ask, and who is served leaves after its answer.
constexpr auto time_at_the_door = 2 * Guests::time_to_ask;
constexpr auto between_looks_inside = std::chrono::milliseconds{10};
/// Of one address, if nobody says how many: a hundred and more browsers behind one router.
constexpr int usual_most_of_one_address = 1000;

/// A socket that accepts connections.
class Listener {
public:
    explicit Listener(const ::addrinfo& address)
        : descriptor_{::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)} {
        const int yes = 1;
        ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        good_ = ::bind(descriptor_, address.ai_addr, address.ai_addrlen) == 0 &&
                ::listen(descriptor_, SOMAXCONN) == 0;
        error_ = errno;
    }
    ~Listener() { ::close(descriptor_); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    bool good() const noexcept { return good_; }
    int error() const noexcept { return error_; }

    /// True if somebody is at the door, false if nobody came in time.
    bool somebody_came() const {
        ::pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
        return ::poll(&waiting, 1, watch_interval_ms) > 0;
    }

    /// A connection and whose it is, or -1 if there is none.
    int accept(ClientAddress& address) const {
        ::sockaddr_storage from{};
        ::socklen_t size = sizeof from;
        const int taken = ::accept4(descriptor_, reinterpret_cast<::sockaddr*>(&from), &size,
                                    SOCK_CLOEXEC | SOCK_NONBLOCK);
        address = client_address(from);
        if (taken < 0 && errno != EAGAIN && errno != ECONNABORTED) {
            // No descriptors left, mostly, though we keep below their limit: others took them.
            // Waiting lets connections end.
            std::this_thread::sleep_for(std::chrono::milliseconds{watch_interval_ms});
        }
        return taken;
    }

    /// "127.0.0.1:8080", "[::1]:8080"
    std::string address() const {
        ::sockaddr_storage storage{};
        ::socklen_t size = sizeof storage;
        auto* address = reinterpret_cast<::sockaddr*>(&storage);
        ::getsockname(descriptor_, address, &size);
        std::array<char, NI_MAXHOST> host{};
        std::array<char, NI_MAXSERV> port{};
        ::getnameinfo(address, size, host.data(), host.size(), port.data(), port.size(),
                      NI_NUMERICHOST | NI_NUMERICSERV);
        const bool six = storage.ss_family == AF_INET6;
        return fmt::format("{}{}{}:{}", six ? "[" : "", host.data(), six ? "]" : "", port.data());
    }

private:
    int descriptor_;
    bool good_ = false;
    int error_ = 0;
};

std::unique_ptr<Listener> listen(const std::string& host, std::uint16_t port) {
    ::addrinfo hints{};
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    ::addrinfo* found = nullptr;
    const int result = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
    if (result != 0) {
        throw Error{Fault::usage, "--host " + host + ": " + ::gai_strerror(result)};
    }
    const std::unique_ptr<::addrinfo, decltype(&::freeaddrinfo)> owner{found, ::freeaddrinfo};
    auto listener = std::make_unique<Listener>(*found);
    if (!listener->good()) {
        throw Error{Fault::system,
                    fmt::format("cannot listen on {} port {}: {}; --port 0 takes any free port",
                                host, port, std::strerror(listener->error()))};
    }
    return listener;
}

}  // namespace

namespace {

/// Descriptors that are no connections that are served: those that are open now, those to turn
/// away, and what answers open. A database is three files for each thread that reads it.
std::int64_t other_descriptors(const Site& site) {
    std::error_code ignored;
    const auto open = std::distance(fs::directory_iterator{"/proc/self/fd", ignored}, {});
    const auto tile_sets = static_cast<std::int64_t>(site.catalog.tile_sets().size());
    return open + Guests::most_leaving + 16 + 3 * tile_sets * site.settings.threads;
}

int connection_limit(const Site& site) {
    const int wanted = std::max(1, site.settings.most_connections);
    ::rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0 || descriptors.rlim_cur == RLIM_INFINITY) {
        return wanted;
    }
    const auto all = static_cast<std::int64_t>(std::min<::rlim_t>(descriptors.rlim_cur, INT_MAX));
    const std::int64_t room = std::max(all - other_descriptors(site), all / 4);
    return static_cast<int>(std::clamp<std::int64_t>(room, 1, wanted));
}

Guests::Limits guest_limits(const Site& site) {
    const ServerSettings& settings = site.settings;
    const int all = connection_limit(site);
    // Behind a proxy all connections are the proxy's.
    const int usual =
        settings.front.trust_proxy ? 0 : std::clamp(all / 2, 1, usual_most_of_one_address);
    return {.all = all,
            .of_one_address = settings.most_of_one_address.value_or(usual),
            .counts_loopback = settings.counts_loopback};
}

}  // namespace

struct Server::State {
    State(const Catalog& catalog, std::unique_ptr<Listener> listening, ServerSettings settings)
        : listener{std::move(listening)},
          hands{std::max(2, settings.threads)},
          site{catalog, std::move(settings), listener->address(), hands, guests} {
        for (int i = 0; i < std::max(1, site.settings.threads); ++i) {
            workers.emplace_back(site);
        }
    }
    /// The hands first: what they do ends at a worker.
    ~State() { hands.stop(std::chrono::steady_clock::time_point::max()); }

    void open_door();
    void welcome(int taken, const ClientAddress& address);
    void turn_away(int taken, int status);
    void adopt(Guest& guest);
    void look_again();

    std::unique_ptr<Listener> listener;
    Guests guests;
    std::atomic<bool> looking = false;  ///< A hand looks whether tile sets were replaced.
    Hands hands;
    Site site;
    std::deque<Worker> workers;
    std::size_t next_worker = 0;
    std::optional<std::chrono::steady_clock::time_point> full_since;
};

/// Lets in who is at the door. Where there is no place, it is left there for a moment.
void Server::State::open_door() {
    const bool room = guests.make_room();
    const auto now = std::chrono::steady_clock::now();
    full_since = room ? std::nullopt : std::optional{full_since.value_or(now)};
    if (!room && now - *full_since < time_at_the_door) {
        guests.await_change(between_looks_inside);
        return;
    }
    ClientAddress address;
    const int taken = listener->accept(address);
    if (taken >= 0 && room) {
        welcome(taken, address);
    } else if (taken >= 0) {
        turn_away(taken, 503);
    }
}

void Server::State::welcome(int taken, const ClientAddress& address) {
    if (Guest* guest = guests.welcome(taken, address)) {
        adopt(*guest);
    } else {
        turn_away(taken, 429);
    }
}

/// Tells a client that there are too many, or only hangs up if too many are being told.
void Server::State::turn_away(int taken, int status) {
    if (Guest* guest = guests.turn_away(taken, status)) {
        adopt(*guest);
    } else {
        ::close(taken);
    }
}

void Server::State::adopt(Guest& guest) {
    workers[next_worker].adopt(guest);
    next_worker = (next_worker + 1) % workers.size();
}

void Server::State::look_again() {
    if (looking.exchange(true)) {
        return;
    }
    const auto job = [this] {
        site.catalog.look_again(site.settings.tell);
        looking = false;
    };
    if (!hands.add(job)) {
        looking = false;
    }
}

Server::Server(const Catalog& catalog, ServerSettings settings) {
    auto listener = listen(settings.host, settings.port);
    state_ = std::make_unique<State>(catalog, std::move(listener), std::move(settings));
}

Server::~Server() = default;

std::string Server::address() const { return "http://" + state_->site.own_host; }

bool Server::run(const std::function<bool()>& asked_to_stop) {
    state_->guests.set_limits(guest_limits(state_->site));
    auto next_look = std::chrono::steady_clock::now();
    while (!asked_to_stop()) {
        if (state_->listener->somebody_came()) {
            state_->open_door();
        } else {
            state_->guests.nobody_came();
            state_->full_since.reset();
        }
        if (const auto now = std::chrono::steady_clock::now(); now >= next_look) {
            next_look = now + look_interval;
            state_->look_again();
        }
    }
    state_->listener.reset();  // Whoever comes now is refused, not kept waiting.
    std::ranges::for_each(state_->workers, &Worker::drain);
    const auto deadline = std::chrono::steady_clock::now() + drain_time;
    while (!std::ranges::all_of(state_->workers, &Worker::drained) &&
           std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return state_->hands.stop(deadline);
}

}  // namespace tamga::serve
