// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/serve/http/budget.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tamga::serve {

struct Edition;

/// What a client asks for: the first line and those fields of the head that we look at, each empty
/// if the client did not send it.
struct Request {
    std::string method{};
    std::string target{};  ///< As sent: percent-encoded, perhaps with a query.
    std::string host{};
    std::string accept_encoding{};
    std::string if_match{};
    std::string if_none_match{};
    std::string if_range{};
    std::string range{};
    std::string forwarded_host{};    ///< X-Forwarded-Host
    std::string forwarded_prefix{};  ///< X-Forwarded-Prefix
    std::string forwarded_proto{};   ///< X-Forwarded-Proto
};

/// A part of an edition's file that is sent as it is.
struct FileSlice {
    std::shared_ptr<const Edition> edition;  ///< Shared: it may be replaced while it is sent.
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// What is sent: bytes made for this response, bytes that lie in the catalog, a tile that others
/// are sent too, or a part of a file.
using Body = std::variant<Bytes, ByteView, std::shared_ptr<const Bytes>, FileSlice>;

std::uint64_t size_of(const Body& body);

/// The bytes of a body that is in memory; empty for a part of a file.
ByteView in_memory(const Body& body);

/// Without Date, Content-Length and Connection, which the connection adds.
struct Response {
    int status = 200;
    std::vector<std::pair<std::string_view, std::string>> fields{};
    Body body{};
    bool head_only = false;  ///< Tell the body's size, but do not send it.
    Budget::Share share{};   ///< For the body, until it is sent.

    /// Names are string literals, values are free of line breaks.
    void add(std::string_view name, std::string value) {
        fields.emplace_back(name, std::move(value));
    }
};

/// Today's date as HTTP writes it, made once a second. One object serves one thread.
class HttpDate {
public:
    const std::string& operator()();

private:
    std::int64_t second_ = 0;
    std::string text_;
};

/// The first line and the fields of a response up to and including the empty line.
std::string head_text(const Response& response, std::string_view date, bool keep_alive);

}  // namespace tamga::serve
