// SPDX-License-Identifier: MIT
//
// What a client sends, over a real socket: the server answers in HTTP or closes, and the connection
// ends after the last answer. Before, the same bytes as a request's target: its path and its query.
#include "engine/base/utf8.hpp"
#include "engine/serve/http/query.hpp"
#include "engine/serve/http/target.hpp"
#include "engine/serve/worker.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/source_folder.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace tamga;

namespace {

serve::Catalog catalog() {
    serve::Catalog catalog;
    catalog.add_path(in_source("fixtures/tiles/points.pmtiles"));
    catalog.add_style_text("plain", R"({"version":8,"sources":{},"layers":[]})");
    return catalog;
}

bool has_nul(std::string_view text) { return text.find('\0') != text.npos; }

void check_path(std::string_view target) {
    const auto path = serve::path_segments(target);
    if (!path) {
        return;
    }
    std::string again;
    for (const std::string& segment : *path) {
        again += "/" + serve::percent_encoded(segment);
    }
    // An empty segment at the end is none: a slash stands for it.
    again += path->empty() || path->back().empty() ? "/" : "";
    fuzz::require(serve::path_segments(again) == path, "a path comes back from its segments");
}

void check_query(std::string_view target) {
    const auto pairs = serve::query_pairs(target);
    std::string again = "/?";
    for (const auto& [name, value] : pairs.value_or(std::vector<serve::QueryPair>{})) {
        fuzz::require(base::is_utf8(name) && base::is_utf8(value), "text in UTF-8");
        fuzz::require(!has_nul(name) && !has_nul(value), "text without NUL");
        again += serve::percent_encoded(name) + "=" + serve::percent_encoded(value) + "&";
    }
    if (pairs && again.size() <= serve::longest_query) {
        const auto same = serve::query_pairs(again);
        fuzz::require(same == pairs, "a query comes back from its parameters");
    }
    const std::array<serve::QueryParameter, 2> known{{{"a", ""}, {"limit", ""}}};
    for (const auto unknown :
         {serve::UnknownParameters::ignored, serve::UnknownParameters::refused}) {
        const serve::Query query = serve::read_query(target, known, unknown);
        fuzz::require(query.pairs.size() <= known.size(), "each parameter once");
        fuzz::require(pairs || !query.refused.empty(), "what is broken is refused");
    }
}

/// Both ends of a connection on the loopback: the client's first.
std::array<int, 2> connection() {
    const auto listen = [] {
        ::sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int number = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        ::bind(number, reinterpret_cast<::sockaddr*>(&address), sizeof address);
        ::listen(number, 1);
        return number;
    };
    static const int listener = listen();
    ::sockaddr_in address{};
    ::socklen_t size = sizeof address;
    ::getsockname(listener, reinterpret_cast<::sockaddr*>(&address), &size);
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::connect(client, reinterpret_cast<::sockaddr*>(&address), sizeof address);
    return {client, ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check_path(fuzz::text(data, size));
    check_query(fuzz::text(data, size));
    static const serve::Catalog served = catalog();
    static serve::Hands hands{1};
    static serve::Guests guests;
    static const serve::Site site{served, {}, "127.0.0.1:8080", hands, guests};
    static serve::Worker worker{site};
    const auto [client, server] = connection();
    worker.adopt(*guests.welcome(server, {}));
    ::send(client, data, size, MSG_NOSIGNAL);
    ::shutdown(client, SHUT_WR);
    std::string answer;
    std::array<char, 65536> room{};
    for (::ssize_t got = 1; got > 0;) {
        got = ::recv(client, room.data(), room.size(), 0);
        answer.append(room.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    ::close(client);
    fuzz::require(answer.empty() || answer.starts_with("HTTP/1.1 "), "an answer in HTTP");
    fuzz::require(answer.find("HTTP/1.1 500") != 0, "no fault of the server's");
    return 0;
}
