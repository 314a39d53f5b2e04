// SPDX-License-Identifier: MIT
#include "engine/serve/http/message.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
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
        case 406:
            return "Not Acceptable";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 416:
            return "Range Not Satisfiable";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Internal Server Error";
    }
}

struct InMemory {
    ByteView operator()(const Bytes& bytes) const { return bytes; }
    ByteView operator()(ByteView bytes) const { return bytes; }
    ByteView operator()(const std::shared_ptr<const Bytes>& bytes) const { return *bytes; }
    ByteView operator()(const FileSlice&) const { return {}; }
};

}  // namespace

ByteView in_memory(const Body& body) { return std::visit(InMemory{}, body); }

std::uint64_t size_of(const Body& body) {
    const auto* slice = std::get_if<FileSlice>(&body);
    return slice == nullptr ? in_memory(body).size() : slice->size;
}

const std::string& HttpDate::operator()() {
    const std::time_t now = std::time(nullptr);
    if (now != second_) {
        second_ = now;
        text_ = fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(now));
    }
    return text_;
}

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
