// SPDX-License-Identifier: MIT
//
// The door to Boost.Asio and Boost.Beast. Beast reads the heads of requests; heads of responses are
// text from message.cpp.
#include "engine/serve/worker.hpp"

#include "engine/serve/respond.hpp"

#include <fmt/chrono.h>

#include <utility>  // Asio 1.74 forgets it.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <set>
#include <thread>
#include <vector>

namespace net = boost::asio;
namespace http = boost::beast::http;

namespace tamga::serve {
namespace {

using Clock = std::chrono::steady_clock;
using Tcp = net::ip::tcp;
using Failure = boost::system::error_code;
using Parser = http::request_parser<http::empty_body>;
using Head = http::request<http::empty_body>;

constexpr std::size_t largest_head = 16 * 1024;
constexpr std::size_t chunk_size = 64 * 1024;

auto into(Failure& failure) { return net::redirect_error(net::use_awaitable, failure); }

struct Connection;

/// What the conversations of one worker share; only its thread touches it.
struct Room {
    const Site& site;
    std::set<Connection*> connections{};
    bool draining = false;
    std::time_t date_second = 0;
    std::string date{};

    /// Today's date as HTTP writes it, made once a second.
    const std::string& http_date() {
        const std::time_t now = std::time(nullptr);
        if (now != date_second) {
            date_second = now;
            date = fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(now));
        }
        return date;
    }
};

/// One client. It is in its room's list while it lives.
struct Connection {
    Connection(Tcp::socket taken, Room& where) : socket{std::move(taken)}, room{where} {
        room.connections.insert(this);
        hope();
    }
    ~Connection() { room.connections.erase(this); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool idle() const {
        Failure ignored;
        return !busy && buffer.size() == 0 && socket.available(ignored) == 0;
    }
    /// The client moved: it has our patience again.
    void hope() { deadline = Clock::now() + room.site.settings.patience; }

    Tcp::socket socket;
    Room& room;
    boost::beast::flat_buffer buffer{largest_head};
    Clock::time_point deadline;
    bool busy = false;  ///< Between the end of a request's head and the end of its response.
};

std::string* member_for(Request& request, const http::fields::value_type& field) {
    switch (field.name()) {
        case http::field::host:
            return &request.host;
        case http::field::accept_encoding:
            return &request.accept_encoding;
        case http::field::if_match:
            return &request.if_match;
        case http::field::if_none_match:
            return &request.if_none_match;
        case http::field::if_range:
            return &request.if_range;
        case http::field::range:
            return &request.range;
        default:
            break;
    }
    const auto named = [&](const char* name) {
        return boost::beast::iequals(field.name_string(), name);
    };
    if (named("X-Forwarded-Host")) {
        return &request.forwarded_host;
    }
    if (named("X-Forwarded-Prefix")) {
        return &request.forwarded_prefix;
    }
    return named("X-Forwarded-Proto") ? &request.forwarded_proto : nullptr;
}

/// Fields that come several times are one list (RFC 9110, 5.2).
Request request_from(const Head& head, const Site& site) {
    Request request{.method = std::string{head.method_string()},
                    .target = std::string{head.target()}};
    for (const auto& field : head) {
        if (std::string* member = member_for(request, field)) {
            *member += member->empty() ? "" : ", ";
            member->append(field.value().data(), field.value().size());
        }
    }
    if (request.host.empty()) {
        request.host = site.own_host;
    }
    return request;
}

/// A head that was read, or why it was not; then `refused` is what to say, or 0 if the client has
/// just gone away.
struct Reading {
    Request request{};
    bool keep_alive = false;
    bool readable = false;
    int refused = 0;
};

Reading misread(const Failure& failure) {
    if (failure == http::error::header_limit || failure == http::error::buffer_overflow) {
        return {.refused = 431};
    }
    const Failure malformed = http::error::bad_target;
    const bool gone =
        failure == http::error::end_of_stream || failure == http::error::partial_message;
    return {.refused = failure.category() == malformed.category() && !gone ? 400 : 0};
}

Reading reading_of(const Parser& parser, const Site& site) {
    const Head& head = parser.get();
    const auto hosts = head.count(http::field::host);
    const bool has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
    const bool safe_method = head.method() == http::verb::get ||
                             head.method() == http::verb::head ||
                             head.method() == http::verb::options;
    Reading reading{.request = request_from(head, site),
                    .keep_alive = head.keep_alive() && !has_body,
                    .readable = true};
    if (hosts > 1 || (hosts == 0 && head.version() >= 11)) {
        reading.refused = 400;
    } else if (has_body && safe_method) {
        reading.refused = 413;
    }
    return reading;
}

net::awaitable<Reading> read_head(Connection& connection) {
    Parser parser;
    parser.header_limit(largest_head);
    Failure failure;
    connection.hope();
    co_await http::async_read_header(connection.socket, connection.buffer, parser, into(failure));
    co_return failure ? misread(failure) : reading_of(parser, connection.room.site);
}

template <class Buffers>
net::awaitable<bool> write(Connection& connection, const Buffers& buffers) {
    Failure failure;
    const auto next_size = [&connection](const Failure& so_far, std::size_t) -> std::size_t {
        connection.hope();
        return so_far ? 0 : chunk_size;
    };
    co_await net::async_write(connection.socket, buffers, next_size, into(failure));
    co_return !failure;
}

/// False if the client went away, or the file was cut: then the client must not take what it got
/// for the whole.
net::awaitable<bool> send_file(Connection& connection, FileSlice slice) {
    std::vector<char> space(std::min<std::uint64_t>(chunk_size, slice.size));
    while (slice.size > 0) {
        const std::size_t want = std::min<std::uint64_t>(space.size(), slice.size);
        const std::size_t got = slice.file->read(slice.offset, {space.data(), want});
        if (got == 0) {
            co_return false;
        }
        if (!co_await write(connection, net::buffer(space.data(), got))) {
            co_return false;
        }
        slice.offset += got;
        slice.size -= got;
    }
    co_return true;
}

net::const_buffer in_memory(const Body& body) {
    if (const auto* bytes = std::get_if<Bytes>(&body)) {
        return net::buffer(*bytes);
    }
    const auto* view = std::get_if<ByteView>(&body);
    return view == nullptr ? net::const_buffer{} : net::buffer(view->data(), view->size());
}

/// False if the connection is of no more use.
net::awaitable<bool> send(Connection& connection, const Response& response, bool keep_alive) {
    const std::string head = head_text(response, connection.room.http_date(), keep_alive);
    const std::array<net::const_buffer, 2> buffers{
        net::buffer(head), response.head_only ? net::const_buffer{} : in_memory(response.body)};
    if (!co_await write(connection, buffers)) {
        co_return false;
    }
    const auto* slice = std::get_if<FileSlice>(&response.body);
    if (slice == nullptr || response.head_only) {
        co_return true;
    }
    co_return co_await send_file(connection, *slice);
}

void log(const Connection& connection, const Request& request, const Response& response,
         Clock::time_point start) {
    const ServerSettings& settings = connection.room.site.settings;
    if (!settings.log) {
        return;
    }
    Failure ignored;
    const auto time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    settings.log({.client = connection.socket.remote_endpoint(ignored).address().to_string(),
                  .method = request.method,
                  .target = request.target,
                  .status = response.status,
                  .bytes = response.head_only ? 0 : size_of(response.body),
                  .time = time});
}

/// One request and its response; false when the connection is to be closed.
net::awaitable<bool> converse_once(Connection& connection) {
    const Site& site = connection.room.site;
    const Reading reading = co_await read_head(connection);
    if (!reading.readable && reading.refused == 0) {
        co_return false;
    }
    const auto start = Clock::now();
    connection.busy = true;
    const Response response = reading.refused != 0
                                  ? refusal(site.settings.front, reading.refused)
                                  : respond(site.catalog, site.settings.front, reading.request);
    const bool keep_alive = reading.keep_alive && reading.refused == 0 && !connection.room.draining;
    const bool sent = co_await send(connection, response, keep_alive);
    log(connection, reading.request, response, start);
    connection.busy = false;
    co_return sent&& keep_alive;
}

/// Closes so that the client can read what was sent: what it still sends is taken for a moment,
/// because a socket closed over unread bytes resets the connection.
net::awaitable<void> close_gently(Connection& connection) {
    Failure failure;
    connection.socket.shutdown(Tcp::socket::shutdown_send, failure);
    connection.deadline = Clock::now() + std::chrono::seconds{1};
    std::array<char, 4096> space{};
    for (std::size_t taken = 0; taken < 16 * chunk_size && !failure;) {
        taken += co_await connection.socket.async_read_some(net::buffer(space), into(failure));
    }
}

net::awaitable<void> converse(Room& room, Tcp::socket socket) {
    Connection connection{std::move(socket), room};
    Failure ignored;
    connection.socket.set_option(Tcp::no_delay{true}, ignored);
    while (!room.draining || !connection.idle()) {
        if (!co_await converse_once(connection)) {
            break;
        }
    }
    if (connection.socket.is_open() && !room.draining) {
        co_await close_gently(connection);
    }
}

/// Once a second: closes what has waited too long.
net::awaitable<void> sweep(Room& room, net::steady_timer& timer) {
    while (!room.draining) {
        Failure failure;
        timer.expires_after(std::chrono::seconds{1});
        co_await timer.async_wait(into(failure));
        for (Connection* connection : room.connections) {
            if (connection->deadline < Clock::now()) {
                connection->socket.close(failure);
            }
        }
    }
}

/// The address family is that of the listening socket, which Asio wants to be told.
Tcp protocol_of(int descriptor) {
    ::sockaddr_storage address{};
    ::socklen_t size = sizeof address;
    ::getsockname(descriptor, reinterpret_cast<::sockaddr*>(&address), &size);
    return address.ss_family == AF_INET6 ? Tcp::v6() : Tcp::v4();
}

}  // namespace

struct Worker::State {
    explicit State(const Site& site) : room{.site = site} {}

    Room room;
    net::io_context context{1};
    net::executor_work_guard<net::io_context::executor_type> guard{context.get_executor()};
    net::steady_timer timer{context};
    std::thread thread;
};

Worker::Worker(const Site& site) : state_{std::make_unique<State>(site)} {
    net::co_spawn(state_->context, sweep(state_->room, state_->timer), net::detached);
    state_->thread = std::thread{[this] { state_->context.run(); }};
}

Worker::~Worker() {
    state_->context.stop();
    state_->thread.join();
}

void Worker::adopt(int descriptor) {
    net::post(state_->context, [&state = *state_, descriptor] {
        Tcp::socket socket{state.context, protocol_of(descriptor), descriptor};
        net::co_spawn(state.context, converse(state.room, std::move(socket)), net::detached);
    });
}

void Worker::drain() {
    net::post(state_->context, [&state = *state_] {
        state.room.draining = true;
        state.guard.reset();
        state.timer.cancel();
        for (Connection* connection : state.room.connections) {
            Failure ignored;
            if (connection->idle()) {
                connection->socket.close(ignored);
            }
        }
    });
}

/// A context stops by itself when it has no more work, and the last of it is the last connection.
bool Worker::drained() const { return state_->context.stopped(); }

}  // namespace tamga::serve
