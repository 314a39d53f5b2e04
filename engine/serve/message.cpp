// SPDX-License-Identifier: MIT
#include "engine/serve/message.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tamga::serve {
namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 416:
            return "Range Not Satisfiable";
        case 431:
            return "Request Header Fields Too Large";
        default:
            return "Internal Server Error";
    }
}

struct Size {
    std::uint64_t operator()(const Bytes& bytes) const { return bytes.size(); }
    std::uint64_t operator()(ByteView bytes) const { return bytes.size(); }
    std::uint64_t operator()(const FileSlice& slice) const { return slice.size; }
};

}  // namespace

std::uint64_t size_of(const Body& body) { return std::visit(Size{}, body); }

std::string head_text(const Response& response, std::string_view date, bool keep_alive) {
    std::string text;
    text.reserve(512);
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, reason(response.status),
                   date);
    for (const auto& [name, value] : response.fields) {
        fmt::format_to(out, "{}: {}\r\n", name, value);
    }
    if (response.status != 204 && response.status != 304) {
        fmt::format_to(out, "Content-Length: {}\r\n", size_of(response.body));
    }
    fmt::format_to(out, "Connection: {}\r\n\r\n", keep_alive ? "keep-alive" : "close");
    return text;
}

}  // namespace tamga::serve
