// SPDX-License-Identifier: MIT
//
// The door to Boost.Beast, which reads the lines of a head; what they mean is judged here.
#include "engine/serve/http/request_head.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>

namespace net = boost::asio;
namespace http = boost::beast::http;

namespace tamga::serve {
namespace {

using Failure = boost::system::error_code;
using Parser = http::request_parser<http::buffer_body>;
using Head = http::request<http::buffer_body>;

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
Request request_from(const Head& head, std::string_view own_host) {
    Request request{.method = std::string{head.method_string()},
                    .target = std::string{head.target()}};
    for (const auto& field : head) {
        if (std::string* member = member_for(request, field)) {
            *member += member->empty() ? "" : ", ";
            member->append(field.value().data(), field.value().size());
        }
    }
    if (request.host.empty()) {
        request.host = own_host;
    }
    return request;
}

int refusal_of(const Failure& failure) {
    if (failure == http::error::header_limit) {
        return 431;
    }
    return failure == http::error::bad_version ? 505 : 400;
}

bool is_safe(http::verb method) {
    return method == http::verb::get || method == http::verb::head || method == http::verb::options;
}

/// The status to refuse a well-formed head with, or 0.
int objection(const Parser& parser) {
    const Head& head = parser.get();
    const auto hosts = head.count(http::field::host);
    const auto codings = head.count(http::field::transfer_encoding);
    const auto lengths = head.count(http::field::content_length);
    const auto length = head[http::field::content_length];
    const bool is_number = length.find_first_not_of("0123456789") == length.npos;
    if (!is_number || hosts > 1 || (hosts == 0 && head.version() >= 11) || lengths > 1 ||
        (codings > 0 && (lengths > 0 || codings > 1 || head.version() < 11))) {
        return 400;
    }
    if (codings == 1 && !boost::beast::iequals(head[http::field::transfer_encoding], "chunked")) {
        return 501;
    }
    if (std::distance(head.begin(), head.end()) > static_cast<std::ptrdiff_t>(most_fields)) {
        return 431;
    }
    if (head.target().size() > longest_target) {
        return 414;
    }
    const bool has_body = codings > 0 || parser.content_length().value_or(0) > 0;
    return has_body && is_safe(head.method()) ? 413 : 0;
}

std::string_view without_empty_lines(std::string_view bytes) {
    while (bytes.starts_with("\r\n")) {
        bytes.remove_prefix(2);
    }
    return bytes;
}

/// True if programs may differ about where the lines of the head are: a line feed alone ends one or
/// not, and a line that begins with a space goes on with the one before or stands for itself.
bool has_doubtful_line(std::string_view head) {
    for (auto at = head.find('\n'); at != head.npos; at = head.find('\n', at + 1)) {
        const std::string_view next = head.substr(at + 1);
        if (at == 0 || head[at - 1] != '\r' || next.starts_with(' ') || next.starts_with('\t')) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<std::size_t> end_of_head(std::string_view bytes) {
    const std::string_view head = without_empty_lines(bytes);
    const std::size_t skipped = bytes.size() - head.size();
    // A lone line feed does not end a line, but who sends two is told so, not kept waiting.
    for (auto at = head.find('\n'); at != head.npos; at = head.find('\n', at + 1)) {
        const std::string_view rest = head.substr(at + 1);
        if (rest.starts_with("\r\n") || rest.starts_with('\n')) {
            return skipped + at + (rest[0] == '\r' ? 3 : 2);
        }
    }
    return std::nullopt;
}

Reading read_head(std::string_view head, std::string_view own_host) {
    head = without_empty_lines(head);
    if (has_doubtful_line(head)) {
        return {.refused = 400};
    }
    Parser parser;
    parser.header_limit(longest_head);
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // None is read.
    Failure failure;
    parser.put(net::buffer(head.data(), head.size()), failure);
    if (failure == http::error::need_more) {
        failure = http::error::bad_line_ending;
    }
    if (failure || !parser.is_header_done()) {
        return {.refused = failure ? refusal_of(failure) : 400};
    }
    const bool has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
    return {.request = request_from(parser.get(), own_host),
            .keep_alive = parser.get().keep_alive() && !has_body,
            .refused = objection(parser)};
}

int refusal_of_long_head(std::string_view start) {
    return without_empty_lines(start).find('\n') == start.npos ? 414 : 431;
}

}  // namespace tamga::serve
