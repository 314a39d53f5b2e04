// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/server.hpp"

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>

namespace tamga::serve::test {

/// A server of a catalog on a free port, in a thread, until the object dies or stop() is called.
class Running {
public:
    using Clock = std::chrono::steady_clock;

    explicit Running(const Catalog& catalog, ServerSettings settings = {})
        : server_{catalog, on_free_port(std::move(settings))}, thread_{[this] {
              finished_ = server_.run([this] { return stop_.load(); });
          }} {}
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
    /// After stop(): what run() said.
    bool finished() const { return finished_; }

private:
    static ServerSettings on_free_port(ServerSettings settings) {
        settings.port = 0;
        settings.threads = 2;
        return settings;
    }

    Server server_;
    std::atomic<bool> stop_ = false;
    std::atomic<bool> finished_ = false;
    std::thread thread_;
};

/// A client that knows no more HTTP than it must.
class Client {
public:
    explicit Client(std::uint16_t port, int patience_s = 10)
        : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        ::sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ =
            ::connect(socket_, reinterpret_cast<::sockaddr*>(&address), sizeof address) == 0;
        const ::timeval patience{.tv_sec = patience_s, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }
    explicit Client(const Running& server) : Client{server.port()} {}
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool connected() const { return connected_; }
    int descriptor() const { return socket_; }

    /// False if the server has hung up.
    bool send(const std::string& text) const {
        return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) ==
               static_cast<::ssize_t>(text.size());
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
    /// Everything until the server ends the connection.
    std::string rest() {
        while (more()) {
        }
        return std::exchange(come_, {});
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
    bool connected_ = false;
    std::string come_;
};

inline std::string body_of(const std::string& response) {
    const auto end = response.find("\r\n\r\n");
    return end == response.npos ? "" : response.substr(end + 4);
}

inline std::string status_of(const std::string& response) {
    return response.starts_with("HTTP/1.1 ") ? response.substr(9, 3) : "none";
}

/// The value of a field, or "".
inline std::string field_of(const std::string& response, const std::string& name) {
    const auto at = response.find("\r\n" + name + ": ");
    const auto end = response.find("\r\n\r\n");
    if (at == response.npos || at >= end) {
        return "";
    }
    const auto start = at + name.size() + 4;
    return response.substr(start, response.find("\r\n", start) - start);
}

}  // namespace tamga::serve::test
