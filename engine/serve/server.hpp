// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/catalog.hpp"
#include "engine/serve/http/front.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tamga::serve {

/// One finished request, for a log.
struct LogLine {
    std::string client;  ///< The address, without the port.
    std::string method;
    std::string target;
    int status = 0;
    std::uint64_t bytes = 0;  ///< Of the body.
    std::chrono::microseconds time{};
};

struct ServerSettings {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any that is free.
    int threads = 1;
    Front front{};
    /// Called after each request, on the thread that served it: from several at once. May be empty.
    std::function<void(const LogLine&)> log{};
    /// Called when a tile set has changed on the disk, with one sentence. May be empty.
    std::function<void(const std::string&)> tell{};
    /// A connection is closed when this passes between two requests, while a request's head comes
    /// in, while the client takes no bytes, or when it takes them at less than 4 KiB/s.
    std::chrono::seconds patience{30};
    /// Over it, the one that has waited the longest for a request is closed; if none waits, more
    /// are answered with 503. The server has fewer if the process may not open as many files.
    int most_connections = 10'000;
    /// The same for the connections of one client (ClientAddress), with 429; 0 for any number.
    /// Nothing: 1000, half of all at most; any number behind a proxy that is trusted.
    std::optional<int> most_of_one_address{};
    /// Those of this machine are counted, too. Mostly they are a proxy's.
    bool counts_loopback = false;
};

/// HTTP/1.1 for respond(), over TCP. Each connection holds at most a request's head (16 KiB), one
/// response, and 64 KiB of a file; requests with a body are refused. A tile set that is replaced on
/// disk is taken up within a second.
class Server {
public:
    /// Starts to listen. `catalog` must outlive the server.
    /// Throws Error{Fault::usage} if the host is not an address of this machine, and
    /// Error{Fault::system} if the port is taken.
    Server(const Catalog& catalog, ServerSettings settings);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// "http://127.0.0.1:8080", with the port that was found.
    std::string address() const;

    /// Serves until `asked_to_stop`, which it calls twenty times a second, says true; then lets the
    /// requests that are under way finish, for at most 1.5 s, and returns. False if a disk or a
    /// database keeps one still: then the server's end waits for it.
    bool run(const std::function<bool()>& asked_to_stop);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tamga::serve
