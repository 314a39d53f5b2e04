// SPDX-License-Identifier: MIT
#include "engine/serve/http/front.hpp"

#include "engine/base/error.hpp"
#include "engine/serve/http/list_field.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::serve {
namespace {

bool is_host(std::string_view text) {
    return !text.empty() && text.size() < 256 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{".-_:[]"}.find(c) != std::string_view::npos;
    });
}

/// "/tiles", or nothing if it is not a plain path.
std::string prefix_of(std::string_view text) {
    while (text.ends_with('/')) {
        text.remove_suffix(1);
    }
    const auto plain_character = [](char c) {
        return is_host(std::string_view{&c, 1}) || c == '/' || c == '~' || c == '%';
    };
    const bool good = text.starts_with('/') && std::ranges::all_of(text, plain_character);
    return good ? std::string{text} : std::string{};
}

/// True if `text` starts like a URL and can stand in a JSON text and in a field as it is.
bool is_web_address(std::string_view text) {
    const bool has_scheme = text.starts_with("http://") || text.starts_with("https://");
    return has_scheme && std::ranges::all_of(text, [](char c) {
               return c > ' ' && c <= '~' && c != '"' && c != '\\';
           });
}

}  // namespace

std::string public_url(std::string text) {
    while (text.ends_with('/')) {
        text.pop_back();
    }
    if (!is_web_address(text)) {
        throw Error{Fault::usage, "'" + text + "' is not an http:// or https:// address"};
    }
    return text;
}

std::string cors_origin(const std::string& text) {
    if (text == "none") {
        return {};
    }
    const auto scheme_end = text.find("://");
    const bool has_path = scheme_end != text.npos && text.find('/', scheme_end + 3) != text.npos;
    if (text != "*" && (!is_web_address(text) || has_path)) {
        throw Error{Fault::usage,
                    "--cors '" + text + "' is not *, none, or an origin like https://example.org"};
    }
    return text;
}

std::optional<std::string> base_url(const Front& front, const Request& request) {
    if (!front.public_url.empty()) {
        return front.public_url;
    }
    std::string_view host = request.host;
    std::string_view scheme = "http";
    std::string prefix;
    if (front.trust_proxy) {
        // Proxies add to the end of the list; its first member is what the client saw.
        std::string_view hosts = request.forwarded_host;
        std::string_view schemes = request.forwarded_proto;
        host = hosts.empty() ? host : next_part(hosts, ',');
        scheme = same_word(next_part(schemes, ','), "https") ? "https" : "http";
        prefix = prefix_of(request.forwarded_prefix);
    }
    if (!is_host(host)) {
        return std::nullopt;
    }
    return fmt::format("{}://{}{}", scheme, host, prefix);
}

void add_front(const Front& front, Response& response) {
    response.add("X-Content-Type-Options", "nosniff");
    if (!front.cors_origin.empty()) {
        response.add("Access-Control-Allow-Origin", front.cors_origin);
        response.add("Access-Control-Expose-Headers",
                     "Content-Encoding, Content-Length, Content-Range, ETag");
    }
}

}  // namespace tamga::serve
