// SPDX-License-Identifier: MIT
#include "engine/serve/content.hpp"

#include "engine/base/compress.hpp"
#include "engine/serve/etag.hpp"

namespace tamga::serve {
namespace {

constexpr std::size_t worth_packing = 1000;

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

Response content_response(const Request& request, Content content) {
    auto early = precondition_answer(request, content.tag);
    Response response = early ? std::move(*early) : Response{.body = std::move(content.body)};
    if (response.status == 412) {
        return response;
    }
    response.add("ETag", content.tag);
    response.add("Cache-Control", std::string{content.cache_control});
    if (content.has_codings) {
        response.add("Vary", "Accept-Encoding");
    }
    if (response.status == 200) {
        response.add("Content-Type", content.media_type);
        if (content.coding == Coding::gzip) {
            response.add("Content-Encoding", "gzip");
        }
    }
    return response;
}

Response text_response(const Request& request, std::string_view text, std::string media_type) {
    Content content{.media_type = std::move(media_type)};
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
