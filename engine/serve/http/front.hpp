// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/http/message.hpp"

#include <optional>
#include <string>

namespace tamga::serve {

/// How the server presents itself; the same for every request.
struct Front {
    /// What clients reach this server by, as in "https://example.org/tiles", without a slash at the
    /// end. Empty: what the request says, by its Host.
    std::string public_url{};
    /// The value of Access-Control-Allow-Origin; empty for none.
    std::string cors_origin = "*";
    /// Believe X-Forwarded-Proto, -Host and -Prefix. Only behind a proxy that sets them.
    bool trust_proxy = false;
};

/// Checks and tidies a --public-url: no slash at the end. Throws Error{Fault::usage} if it is not
/// an http or https address that can stand in a JSON text.
std::string public_url(std::string text);

/// Checks a --cors: "*", an origin ("https://example.org"), or "none", which is "". Throws
/// Error{Fault::usage} for anything else.
std::string cors_origin(const std::string& text);

/// The address of this server as the client sees it; nothing if the request does not say it.
std::optional<std::string> base_url(const Front& front, const Request& request);

/// Adds the fields that every response has.
void add_front(const Front& front, Response& response);

}  // namespace tamga::serve
