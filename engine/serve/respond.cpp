// SPDX-License-Identifier: MIT
#include "engine/serve/respond.hpp"

#include "engine/base/error.hpp"
#include "engine/serve/archive_response.hpp"
#include "engine/serve/content.hpp"
#include "engine/serve/documents.hpp"
#include "engine/serve/target.hpp"
#include "engine/serve/tile_response.hpp"

#include <fmt/format.h>

#include <string_view>
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
    return text_response(visit.request, with_base(document, *base), "application/json");
}

template <class Value>
std::string joined_entries(const ByName<Value>& values) {
    std::string text;
    for (const auto& [name, value] : values) {
        text += (text.empty() ? "" : ",") + value.catalog_entry;
    }
    return text;
}

Response catalog_response(const Visit& visit) {
    return json_response(visit, fmt::format(R"({{"tiles":{{{}}},"styles":{{{}}}}})",
                                            joined_entries(visit.catalog.tile_sets()),
                                            joined_entries(visit.catalog.styles())));
}

Response style_response(const Visit& visit, const std::string& file) {
    const std::string name = file.ends_with(".json") ? file.substr(0, file.size() - 5) : file;
    const auto style = visit.catalog.styles().find(name);
    if (style == visit.catalog.styles().end()) {
        return plain(404, "no style is called '" + name + "'; /catalog lists what there is");
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

/// Everything that is not a tile: by its path, joined again from its segments.
Response file_response(const Visit& visit, const std::string& path) {
    const auto& tile_sets = visit.catalog.tile_sets();
    for (const std::string_view ending : {"", ".json", ".pmtiles"}) {
        if (!path.ends_with(ending)) {
            continue;
        }
        const auto found = tile_sets.find(path.substr(0, path.size() - ending.size()));
        if (found == tile_sets.end()) {
            continue;
        }
        if (ending != ".pmtiles") {
            return json_response(visit, found->second.tilejson);
        }
        return found->second.file ? archive_response(visit.request, *found->second.file)
                                  : plain(404, "'" + found->first + "' is not a PMTiles archive");
    }
    const std::string asset_name = path.empty() ? "index.html" : path;
    const auto asset = visit.catalog.assets().find(asset_name);
    if (asset != visit.catalog.assets().end()) {
        return asset_response(visit.request, asset->second);
    }
    if (path.empty()) {
        return text_response(visit.request, std::string{no_viewer_page},
                             "text/html; charset=utf-8");
    }
    return plain(404, "there is no '" + path + "' here; /catalog lists what there is");
}

std::string joined(const std::vector<std::string>& segments) {
    return fmt::format("{}", fmt::join(segments, "/"));
}

Response route(const Visit& visit) {
    const auto segments = path_segments(visit.request.target);
    if (!segments) {
        return plain(400, "the address of this request is broken");
    }
    if (segments->size() == 4) {
        return tile_response(visit.catalog, visit.request, *segments);
    }
    if (segments->size() == 2 && segments->front() == "styles") {
        return style_response(visit, segments->back());
    }
    const std::string path = joined(*segments);
    if (path == "catalog") {
        return catalog_response(visit);
    }
    return path == "health" ? plain(200, "ok") : file_response(visit, path);
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

Response answer(const Visit& visit) {
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
        return route(visit);
    } catch (const Error& error) {
        // A damaged tile is this client's answer, not the end of the server.
        return plain(500, error.what());
    }
}

}  // namespace

Response respond(const Catalog& catalog, const Front& front, const Request& request) {
    Response response = answer({catalog, front, request});
    response.head_only = request.method == "HEAD";
    add_front(front, response);
    return response;
}

Response refusal(const Front& front, int status) {
    Response response = plain(status, status == 431   ? "the head of this request is too long"
                                      : status == 413 ? "requests with a body are not taken"
                                                      : "this is not an HTTP/1.1 request");
    add_front(front, response);
    return response;
}

}  // namespace tamga::serve
