// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/http/message.hpp"
#include "engine/serve/http/negotiate.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tamga::serve {

/// One content in up to two codings, of which the client gets one.
struct Content {
    Body body{};
    std::string tag{};
    std::string media_type{};
    Coding coding = Coding::identity;
    bool has_codings = true;  ///< There is another, so caches must look at Accept-Encoding.
    std::string_view cache_control = "no-cache";
    Budget::Share share{};  ///< For the body.
};

/// 304 or 412 if the request's conditions say so; it takes no body to know.
std::optional<Response> early_response(const Request& request, const Content& content);

/// 200 with the content, or 304 or 412 if the request's conditions say so.
Response content_response(const Request& request, Content content);

/// The same for a text made now, packed if that is worth it and the client takes it; 503 if the
/// budget has no room for it.
Response text_response(const Request& request, std::string_view text, std::string media_type,
                       Budget& budget);

/// 503 for what will go better in a moment.
Response try_again(std::string_view why);
/// Says when.
void add_retry(Response& response);

/// One line of text for people.
Response plain(int status, std::string_view text);

/// 412 or 304 if the client's conditions say so (RFC 9110, 13.2.2); the 304 has no fields yet.
std::optional<Response> precondition_answer(const Request& request, const std::string& tag);

}  // namespace tamga::serve
