// SPDX-License-Identifier: MIT
#include "engine/serve/respond.hpp"

#include "engine/serve/dispatch.hpp"
#include "engine/serve/http/content.hpp"
#include "engine/serve/http/printable.hpp"
#include "engine/serve/routes.hpp"

#include <exception>
#include <string_view>
#include <utility>

namespace tamga::serve {
namespace {

std::optional<Response> finished(const Catalog& catalog, const Front& front, const Request& request,
                                 Pace pace) {
    std::optional<Response> response;
    try {
        response = dispatch(routes(), catalog, front, request, pace);
    } catch (const std::exception& error) {
        // A damaged tile is this client's answer, not the end of the server.
        response = plain(500, printable(error.what()));
    }
    if (response) {
        response->head_only = request.method == "HEAD";
        add_front(front, *response);
    }
    return response;
}

std::string_view reason_of(int status) {
    switch (status) {
        case 413:
            return "requests with a body are not taken";
        case 414:
            return "the address of this request is too long";
        case 429:
            return "your address has too many connections";
        case 431:
            return "the head of this request is too long, or has too many fields";
        case 501:
            return "this transfer coding is not understood";
        case 503:
            return "this cannot be answered now";
        case 505:
            return "only HTTP/1.0 and HTTP/1.1 are understood here";
        default:
            return "this is not an HTTP/1.1 request";
    }
}

}  // namespace

Response respond(const Catalog& catalog, const Front& front, const Request& request) {
    return std::move(*finished(catalog, front, request, Pace::may_wait));
}

std::optional<Response> respond_at_hand(const Catalog& catalog, const Front& front,
                                        const Request& request) {
    return finished(catalog, front, request, Pace::at_hand);
}

Response refusal(const Front& front, int status) {
    Response response = plain(status, reason_of(status));
    if (status == 429 || status == 503) {
        add_retry(response);
    }
    add_front(front, response);
    return response;
}

}  // namespace tamga::serve
