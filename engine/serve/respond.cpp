// SPDX-License-Identifier: MIT
#include "engine/serve/respond.hpp"

#include "engine/base/error.hpp"
#include "engine/serve/archive_response.hpp"
#include "engine/serve/documents.hpp"
#include "engine/serve/http/content.hpp"
#include "engine/serve/http/printable.hpp"
#include "engine/serve/http/target.hpp"
#include "engine/serve/settled.hpp"
#include "engine/serve/tile_response.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>
#include <vector>

namespace tamga::serve {
namespace {

constexpr std::string_view no_viewer_page = R"(<!doctype html>
<html lang="en"><meta charset="utf-8"><title>tamga</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}
code{background:#8882;padding:.1em .3em}</style>
<h1>tamga is serving</h1>
<p>The viewer is not built. In the source folder, run</p>
<p><code>cd tools/viewer &amp;&amp; npm ci &amp;&amp; npm run build</code></p>
<p>and start <code>tamga serve</code> again, or name a built viewer with <code>--viewer</code>.</p>
<p>What is served: <a href="catalog">the catalog</a>.</p></html>
)";

struct Visit {
    const Catalog& catalog;
    const Front& front;
    const Request& request;
};

Response json_response(const Visit& visit, std::string_view document) {
    const auto base = base_url(visit.front, visit.request);
    if (!base) {
        return plain(400, "the Host field of this request is not a host name");
    }
    return text_response(visit.request, with_base(document, *base), "application/json",
                         visit.catalog.stock().answers);
}

Response catalog_response(const Visit& visit) {
    std::string tiles;
    for (const auto& [name, tile_set] : visit.catalog.tile_sets()) {
        tiles += (tiles.empty() ? "" : ",") + tile_set.edition()->catalog_entry;
    }
    std::string styles;
    for (const auto& [name, style] : visit.catalog.styles()) {
        styles += (styles.empty() ? "" : ",") + style.catalog_entry;
    }
    return json_response(visit,
                         fmt::format(R"({{"tiles":{{{}}},"styles":{{{}}}}})", tiles, styles));
}

Response style_response(const Visit& visit, const std::string& file) {
    const std::string name = file.ends_with(".json") ? file.substr(0, file.size() - 5) : file;
    const auto style = visit.catalog.styles().find(name);
    if (style == visit.catalog.styles().end()) {
        return plain(404,
                     "no style is called '" + printable(name) + "'; /catalog lists what there is");
    }
    return json_response(visit, style->second.json);
}

Response asset_response(const Request& request, const Asset& asset) {
    const bool pack =
        !asset.gzipped.empty() && preferred_coding(request.accept_encoding) == Coding::gzip;
    return content_response(
        request,
        {.body = ByteView{pack ? asset.gzipped : asset.content},
         .tag = pack ? asset.gzipped_tag : asset.tag,
         .media_type = asset.media_type,
         .coding = pack ? Coding::gzip : Coding::identity,
         .has_codings = !asset.gzipped.empty(),
         .cache_control = asset.immutable ? "public, max-age=31536000, immutable" : "no-cache"});
}

/// What a path that is not a tile's means; at most one of the pointers is set.
struct Meaning {
    const TileSet* tilejson = nullptr;
    const TileSet* archive = nullptr;
    const Asset* asset = nullptr;
    std::string style{};
    bool is_catalog = false;

    /// True if the answer is made for the request, and not only fetched.
    bool is_made() const { return is_catalog || tilejson != nullptr || !style.empty(); }
};

template <class Value>
const Value* find(const ByName<Value>& values, std::string_view name) {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : &found->second;
}

bool has_slash(const std::string& segment) { return segment.find('/') != segment.npos; }

Meaning meaning_of(const Catalog& catalog, const std::vector<std::string>& segments) {
    // A slash that came escaped is part of a name, and none of ours has one.
    if (std::ranges::any_of(segments, has_slash)) {
        return {};
    }
    if (segments.size() == 2 && segments[0] == "styles") {
        return {.style = segments[1]};
    }
    const std::string path = fmt::format("{}", fmt::join(segments, "/"));
    if (path == "catalog") {
        return {.is_catalog = true};
    }
    const auto named = [&](std::string_view ending) {
        return path.ends_with(ending)
                   ? find(catalog.tile_sets(), path.substr(0, path.size() - ending.size()))
                   : nullptr;
    };
    const TileSet* exact = named("");
    const TileSet* archive = nullptr;
    for (const archive::TileFormat& format : archive::tile_formats()) {
        archive = format.media_type.empty() || archive ? archive : named(format.ending);
    }
    if (exact == nullptr && archive != nullptr) {
        return {.archive = archive};
    }
    return {.tilejson = exact != nullptr ? exact : named(".json"),
            .asset = find(catalog.assets(), path.empty() ? "index.html" : path)};
}

Response not_found(const std::vector<std::string>& segments) {
    return plain(404, "there is no '" + printable(fmt::format("{}", fmt::join(segments, "/"))) +
                          "' here; /catalog lists what there is");
}

Response no_viewer(const Visit& visit) {
    return text_response(visit.request, std::string{no_viewer_page}, "text/html; charset=utf-8",
                         visit.catalog.stock().answers);
}

Response archive_answer(const Request& request, const std::shared_ptr<const Edition>& edition) {
    return edition->archive_tag.empty() ? plain(404, "this tile set is not a PMTiles archive")
                                        : archive_response(request, edition);
}

Response made(const Visit& visit, const Meaning& meaning) {
    if (meaning.is_catalog) {
        return catalog_response(visit);
    }
    return meaning.tilejson != nullptr ? json_response(visit, meaning.tilejson->edition()->tilejson)
                                       : style_response(visit, meaning.style);
}

/// Nothing if the answer takes reading, packing or waiting, and `may_wait` is false.
std::optional<Response> file_response(const Visit& visit, const std::vector<std::string>& segments,
                                      bool may_wait) {
    const Meaning meaning = meaning_of(visit.catalog, segments);
    if (meaning.is_made()) {
        return may_wait ? std::optional{made(visit, meaning)} : std::nullopt;
    }
    if (meaning.archive != nullptr) {
        const auto answer = [&](const auto& edition) {
            return archive_answer(visit.request, edition);
        };
        if (may_wait) {
            return settled(*meaning.archive, answer);
        }
        const auto edition = meaning.archive->edition();
        return edition->intact() ? std::optional{answer(edition)} : std::nullopt;
    }
    if (meaning.asset != nullptr) {
        return asset_response(visit.request, *meaning.asset);
    }
    if (segments.size() == 1 && segments[0] == "health") {
        return plain(200, "ok");
    }
    return segments.empty() ? no_viewer(visit) : not_found(segments);
}

std::optional<Response> route(const Visit& visit, bool may_wait) {
    const auto segments = path_segments(visit.request.target);
    if (!segments) {
        return plain(400, "the address of this request is broken");
    }
    if (segments->size() != 4) {
        return file_response(visit, *segments, may_wait);
    }
    return may_wait ? tile_response(visit.catalog, visit.request, *segments)
                    : tile_response_at_hand(visit.catalog, visit.request, *segments);
}

Response preflight_answer() {
    Response response{.status = 204, .body = Bytes{}};
    response.add("Allow", "GET, HEAD, OPTIONS");
    response.add("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
    response.add("Access-Control-Allow-Headers",
                 "Range, If-Match, If-None-Match, If-Range, Cache-Control");
    response.add("Access-Control-Max-Age", "86400");
    return response;
}

std::optional<Response> answer(const Visit& visit, bool may_wait) {
    const std::string& method = visit.request.method;
    if (method == "OPTIONS") {
        return preflight_answer();
    }
    if (method != "GET" && method != "HEAD") {
        Response response = plain(405, "only GET, HEAD and OPTIONS are understood here");
        response.add("Allow", "GET, HEAD, OPTIONS");
        return response;
    }
    try {
        return route(visit, may_wait);
    } catch (const std::exception& error) {
        // A damaged tile is this client's answer, not the end of the server.
        return plain(500, printable(error.what()));
    }
}

std::optional<Response> finished(const Visit& visit, bool may_wait) {
    auto response = answer(visit, may_wait);
    if (response) {
        response->head_only = visit.request.method == "HEAD";
        add_front(visit.front, *response);
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
    return std::move(*finished({catalog, front, request}, true));
}

std::optional<Response> respond_at_hand(const Catalog& catalog, const Front& front,
                                        const Request& request) {
    return finished({catalog, front, request}, false);
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
