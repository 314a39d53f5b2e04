// SPDX-License-Identifier: MIT
//
// The door to Boost.Asio. Heads of responses are text from message.cpp. A co_await stands alone in
// its statement or condition, and what it is given has names: gcc 12 compiles one behind && or ||
// wrongly, and ends a temporary twice.
#include "engine/serve/worker.hpp"

#include "engine/serve/file_chunk.hpp"
#include "engine/serve/http/request_head.hpp"
#include "engine/serve/respond.hpp"

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

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <thread>
#include <vector>

namespace net = boost::asio;

namespace tamga::serve {
namespace {

using Clock = std::chrono::steady_clock;
using Tcp = net::ip::tcp;
using Failure = boost::system::error_code;

/// Who takes a response more slowly than this is hung up on.
constexpr std::uint64_t slowest_bytes_a_second = 4096;

auto into(Failure& failure) { return net::redirect_error(net::use_awaitable, failure); }

struct Connection;

/// What the conversations of one worker share; only its thread touches it.
struct Room {
    const Site& site;
    net::io_context& context;
    std::set<Connection*> connections{};
    bool draining = false;
    HttpDate http_date{};
};

/// One client. It is in its room's list while it lives.
struct Connection {
    Connection(Tcp::socket taken, Room& where, Guest& who)
        : socket{std::move(taken)}, room{where}, guest{&who} {
        room.connections.insert(this);
        hope();
    }
    ~Connection() {
        room.connections.erase(this);
        hang_up();
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool idle() const {
        Failure ignored;
        return !busy && come.empty() && socket.available(ignored) == 0;
    }
    /// The guest leaves first, because the descriptor may be another's as soon as it is closed.
    void hang_up() {
        if (guest != nullptr) {
            guests().leaves(*std::exchange(guest, nullptr));
        }
        Failure ignored;
        socket.close(ignored);
    }
    Guests& guests() const { return room.site.guests; }
    /// The client moved: it has our patience again, but not for ever.
    void hope() { deadline = std::min(Clock::now() + room.site.settings.patience, last_moment); }
    /// From `now` on the client has our patience, and time for `bytes` besides.
    void allow(std::uint64_t bytes, Clock::time_point now = Clock::now()) {
        const std::chrono::seconds sending{bytes / slowest_bytes_a_second};
        deadline = now + room.site.settings.patience;
        last_moment = deadline + sending;
    }

    Tcp::socket socket;
    Room& room;
    Guest* guest;                    ///< Null when it has been hung up on.
    std::array<char, 4096> space{};  ///< Here, because Asio keeps only small frames for reuse.
    std::string come{};              ///< Of the client's bytes, those that are not answered yet.
    Clock::time_point last_moment = Clock::time_point::max();
    Clock::time_point deadline;
    bool busy = false;  ///< Between the end of a request's head and the end of its response.
};

/// What make() gives, made by the site's hands. Nothing if they have too much to do.
template <class Make>
auto by_hand(Room& room, const Make& make) -> net::awaitable<std::optional<decltype(make())>> {
    struct Errand {
        explicit Errand(net::io_context& context) : done{context, Clock::time_point::max()} {}
        std::optional<decltype(make())> result{};
        net::steady_timer done;
    };
    // Shared: the client may be gone when the answer is made.
    auto errand = std::make_shared<Errand>(room.context);
    auto job = [errand, make, &context = room.context]() mutable {
        errand->result.emplace(make());
        net::post(context, [errand = std::move(errand)] { errand->done.cancel(); });
    };
    if (room.site.hands.add(std::move(job))) {
        Failure ignored;
        co_await errand->done.async_wait(into(ignored));
    }
    co_return std::move(errand->result);
}

/// A head that was read, if the client sent one.
struct Heard {
    bool anything = false;
    Reading reading{};
};

net::awaitable<Heard> hear(Connection& connection) {
    connection.allow(0);
    auto& space = connection.space;
    Heard heard;
    for (;;) {
        const std::string_view come = connection.come;
        if (const auto end = end_of_head(come)) {
            heard.anything = true;
            heard.reading = read_head(come.substr(0, *end), connection.room.site.own_host);
            connection.come.erase(0, *end);
            break;
        }
        if (come.size() >= longest_head) {
            heard.anything = true;
            heard.reading.refused = refusal_of_long_head(come);
            break;
        }
        if (connection.guest == nullptr) {
            break;
        }
        connection.guests().waits(*connection.guest);
        Failure failure;
        const std::size_t most = std::min(space.size(), longest_head - come.size());
        const std::size_t got = co_await connection.socket.async_read_some(
            net::buffer(space.data(), most), into(failure));
        if (failure) {
            break;
        }
        connection.come.append(space.data(), got);
    }
    co_return heard;
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

/// Empty if the bytes cannot be had, as chunk_of() says, or if the hands have too much to do.
net::awaitable<std::vector<char>> next_chunk(Connection& connection, const FileSlice& slice) {
    std::vector<char> chunk = chunk_of(slice, From::memory);
    if (chunk.empty()) {
        const auto read_chunk = [slice] { return chunk_of(slice, From::disk); };
        auto read = co_await by_hand(connection.room, read_chunk);
        if (read) {
            chunk = std::move(*read);
        }
    }
    co_return chunk;
}

/// False if the connection is of no more use, because the client went away, or the file is not what
/// it was: then the client must not take what it got for the whole.
net::awaitable<bool> send_file(Connection& connection, FileSlice& slice, std::vector<char>& chunk) {
    bool sent = !chunk.empty();
    while (sent && slice.size > 0) {
        const net::const_buffer buffer{chunk.data(), chunk.size()};
        sent = co_await write(connection, buffer);
        slice.offset += chunk.size();
        slice.size -= chunk.size();
        if (sent && slice.size > 0) {
            std::vector<char> next = co_await next_chunk(connection, slice);
            chunk.swap(next);
            sent = !chunk.empty();
        }
    }
    co_return sent;
}

/// False if the connection is of no more use. A file's first bytes are read before its head is
/// sent, so that a file that cannot be read is an answer of its own.
net::awaitable<bool> send(Connection& connection, Response& response, bool keep_alive) {
    std::vector<char> chunk;
    FileSlice slice;
    const auto* part = std::get_if<FileSlice>(&response.body);
    if (part != nullptr && part->size > 0 && !response.head_only) {
        slice = *part;
        std::vector<char> first = co_await next_chunk(connection, slice);
        chunk.swap(first);
        if (chunk.empty()) {
            response = refusal(connection.room.site.settings.front, 503);
        }
    }
    connection.allow(size_of(response.body));
    const std::string head = head_text(response, connection.room.http_date(), keep_alive);
    const ByteView body = response.head_only ? ByteView{} : in_memory(response.body);
    const std::array<net::const_buffer, 2> buffers{net::buffer(head),
                                                   net::buffer(body.data(), body.size())};
    bool sent = co_await write(connection, buffers);
    if (sent && !chunk.empty()) {
        sent = co_await send_file(connection, slice, chunk);
    }
    co_return sent;
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

net::awaitable<Response> made_by_hand(Connection& connection, const Request& request) {
    const Site& site = connection.room.site;
    const Front& front = site.settings.front;
    const auto make = [&site, &front, request] { return respond(site.catalog, front, request); };
    auto made = co_await by_hand(connection.room, make);
    if (!made) {
        made = refusal(front, 503);
    }
    co_return std::move(*made);
}

/// One request and its response; false when the connection is to be closed.
net::awaitable<bool> converse_once(Connection& connection) {
    const Heard heard = co_await hear(connection);
    const bool is_here = connection.guest != nullptr && connection.guests().asks(*connection.guest);
    if (!heard.anything || !is_here) {
        co_return false;
    }
    const Site& site = connection.room.site;
    const Front& front = site.settings.front;
    const Reading& reading = heard.reading;
    const auto start = Clock::now();
    connection.busy = true;
    connection.allow(0, start);
    auto response = reading.refused != 0 ? std::optional{refusal(front, reading.refused)}
                                         : respond_at_hand(site.catalog, front, reading.request);
    if (!response) {
        response = co_await made_by_hand(connection, reading.request);
    }
    const bool may_stay = !connection.room.draining && !connection.guests().is_crowded();
    const bool keep_alive = reading.keep_alive && reading.refused == 0 && may_stay;
    const bool sent = co_await send(connection, *response, keep_alive);
    log(connection, reading.request, *response, start);
    connection.busy = false;
    co_return sent&& keep_alive;
}

/// Closes so that the client can read what was sent: what it still sends is taken for a moment,
/// because a socket closed over unread bytes resets the connection.
net::awaitable<void> close_gently(Connection& connection) {
    if (connection.guest == nullptr) {
        co_return;
    }
    connection.guests().parts(*connection.guest);
    Failure failure;
    connection.socket.shutdown(Tcp::socket::shutdown_send, failure);
    connection.last_moment = connection.deadline = Clock::now() + std::chrono::seconds{1};
    std::array<char, 4096> space{};
    for (std::size_t taken = 0; taken < 16 * chunk_size && !failure;) {
        taken += co_await connection.socket.async_read_some(net::buffer(space), into(failure));
    }
}

net::awaitable<void> converse(Room& room, Tcp::socket socket, Guest& guest) {
    Connection connection{std::move(socket), room, guest};
    Failure ignored;
    connection.socket.set_option(Tcp::no_delay{true}, ignored);
    while (!room.draining || !connection.idle()) {
        if (!co_await converse_once(connection)) {
            break;
        }
    }
    if (!room.draining) {
        co_await close_gently(connection);
    }
}

net::awaitable<void> turn_away(Room& room, Tcp::socket socket, Guest& guest) {
    Connection connection{std::move(socket), room, guest};
    connection.busy = true;
    Response response = refusal(room.site.settings.front, guest.refusal);
    const bool sent = co_await send(connection, response, false);
    if (sent) {
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
                connection->hang_up();
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
    explicit State(const Site& site) : room{.site = site, .context = context} {}

    Room room;  // Before the context: connections die with it, and leave the room.
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

void Worker::adopt(Guest& guest) {
    net::post(state_->context, [&state = *state_, &guest] {
        Tcp::socket socket{state.context, protocol_of(guest.descriptor), guest.descriptor};
        const auto treat = guest.refusal == 0 ? converse : turn_away;
        net::co_spawn(state.context, treat(state.room, std::move(socket), guest), net::detached);
    });
}

void Worker::drain() {
    net::post(state_->context, [&state = *state_] {
        state.room.draining = true;
        state.guard.reset();
        state.timer.cancel();
        for (Connection* connection : state.room.connections) {
            if (connection->idle()) {
                connection->hang_up();
            }
        }
    });
}

/// A context stops by itself when it has no more work, and the last of it is the last connection.
bool Worker::drained() const { return state_->context.stopped(); }

}  // namespace tamga::serve
