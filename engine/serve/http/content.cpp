// SPDX-License-Identifier: MIT
#include "engine/serve/http/content.hpp"

#include "engine/base/compress.hpp"
#include "engine/serve/http/etag.hpp"

namespace tamga::serve {
namespace {

constexpr std::size_t worth_packing = 1000;

void add_fields(const Content& content, Response& response) {
    response.add("ETag", content.tag);
    response.add("Cache-Control", std::string{content.cache_control});
    if (content.has_codings) {
        response.add("Vary", "Accept-Encoding");
    }
}

}  // namespace

Response plain(int status, std::string_view text) {
    Bytes body{text.begin(), text.end()};
    body.push_back('\n');
    Response response{.status = status, .body = std::move(body)};
    response.add("Content-Type", "text/plain; charset=utf-8");
    response.add("Cache-Control", "no-cache");
    return response;
}

std::optional<Response> precondition_answer(const Request& request, const std::string& tag) {
    if (!request.if_match.empty() && !holds_tag(request.if_match, tag, Comparison::strong)) {
        return plain(412, "this content has changed");
    }
    if (request.if_none_match.empty() || !holds_tag(request.if_none_match, tag, Comparison::weak)) {
        return std::nullopt;
    }
    return Response{.status = 304, .body = Bytes{}};
}

Response try_again(std::string_view why) {
    Response response = plain(503, why);
    add_retry(response);
    return response;
}

void add_retry(Response& response) { response.add("Retry-After", "1"); }

std::optional<Response> early_response(const Request& request, const Content& content) {
    auto early = precondition_answer(request, content.tag);
    if (early && early->status == 304) {
        add_fields(content, *early);
    }
    return early;
}

Response content_response(const Request& request, Content content) {
    if (auto early = early_response(request, content)) {
        return std::move(*early);
    }
    Response response{.body = std::move(content.body), .share = std::move(content.share)};
    add_fields(content, response);
    response.add("Content-Type", content.media_type);
    if (content.coding != Coding::identity) {
        response.add("Content-Encoding", std::string{token(content.coding)});
    }
    return response;
}

Response text_response(const Request& request, std::string_view text, std::string media_type,
                       Budget& budget) {
    auto share = budget.take(text.size());
    if (!share) {
        return try_again("too many answers are under way");
    }
    Content content{.media_type = std::move(media_type), .share = std::move(*share)};
    const ByteView bytes = as_bytes(text);
    if (text.size() >= worth_packing && preferred_coding(request.accept_encoding) == Coding::gzip) {
        content.coding = Coding::gzip;
        content.body = base::Compressor{}.gzip(bytes);
    } else {
        content.body = Bytes{bytes.begin(), bytes.end()};
    }
    content.tag = entity_tag(bytes, content.coding == Coding::gzip ? "-gzip" : "");
    return content_response(request, std::move(content));
}

}  // namespace tamga::serve
