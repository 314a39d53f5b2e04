// SPDX-License-Identifier: MIT
#include "engine/serve/server.hpp"

#include "engine/base/error.hpp"
#include "engine/serve/worker.hpp"

#include <fmt/format.h>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <thread>
#include <utility>

namespace tamga::serve {
namespace {

constexpr int watch_interval_ms = 50;
constexpr auto drain_time = std::chrono::milliseconds{1500};

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

    /// A connection, or -1 if none came in time.
    int accept() const {
        ::pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, watch_interval_ms) <= 0) {
            return -1;
        }
        const int taken = ::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (taken < 0 && errno != EAGAIN && errno != ECONNABORTED) {
            // No descriptors left, mostly. Waiting lets connections end.
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

struct Server::State {
    std::unique_ptr<Listener> listener;
    Site site;
};

Server::Server(const Catalog& catalog, ServerSettings settings) {
    auto listener = listen(settings.host, settings.port);
    std::string own_host = listener->address();
    state_ = std::make_unique<State>(
        State{std::move(listener), {catalog, std::move(settings), std::move(own_host)}});
}

Server::~Server() = default;

std::string Server::address() const { return "http://" + state_->site.own_host; }

void Server::run(const std::function<bool()>& asked_to_stop) {
    std::deque<Worker> workers;
    for (int i = 0; i < std::max(1, state_->site.settings.threads); ++i) {
        workers.emplace_back(state_->site);
    }
    for (std::size_t next = 0; !asked_to_stop();) {
        if (const int taken = state_->listener->accept(); taken >= 0) {
            workers[next].adopt(taken);
            next = (next + 1) % workers.size();
        }
    }
    state_->listener.reset();  // Whoever comes now is refused, not kept waiting.
    std::ranges::for_each(workers, &Worker::drain);
    const auto deadline = std::chrono::steady_clock::now() + drain_time;
    while (!std::ranges::all_of(workers, &Worker::drained) &&
           std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
}

}  // namespace tamga::serve
