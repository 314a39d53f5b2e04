// SPDX-License-Identifier: MIT
#include "engine/serve/routes.hpp"

#include "engine/archive/formats.hpp"
#include "engine/serve/address_list.hpp"
#include "engine/serve/archive_response.hpp"
#include "engine/serve/dispatch.hpp"
#include "engine/serve/documents.hpp"
#include "engine/serve/http/content.hpp"
#include "engine/serve/settled.hpp"
#include "engine/serve/tile_response.hpp"

#include <fmt/format.h>

#include <algorithm>

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

Response json_response(const Visit& visit, std::string_view document) {
    const auto base = base_url(visit.front, visit.request);
    if (!base) {
        return plain(400, "the Host field of this request is not a host name");
    }
    return text_response(visit.request, with_base(document, *base), "application/json",
                         visit.catalog.stock().answers);
}

Response catalog_answer(const Visit& visit) {
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

Response health_answer(const Visit&) { return plain(200, "ok"); }

Response style_answer(const Visit& visit) { return json_response(visit, visit.style->json); }

Response tilejson_answer(const Visit& visit) {
    return json_response(visit, visit.tile_set->edition()->tilejson);
}

Response archive_of_edition(const Request& request, const std::shared_ptr<const Edition>& edition) {
    return edition->archive_tag.empty() ? plain(404, "this tile set is not a PMTiles archive")
                                        : archive_response(request, edition);
}

Response archive_answer(const Visit& visit) {
    return settled(*visit.tile_set,
                   [&](const auto& edition) { return archive_of_edition(visit.request, edition); });
}

std::optional<Response> archive_at_hand(const Visit& visit) {
    const auto edition = visit.tile_set->edition();
    return edition->intact() ? std::optional{archive_of_edition(visit.request, edition)}
                             : std::nullopt;
}

TileWish tile_wish(const Visit& visit) {
    const Arguments& arguments = visit.arguments;
    return {.catalog = visit.catalog,
            .request = visit.request,
            .name = arguments.text("tileset"),
            .tile_set = *visit.tile_set,
            .zoom = arguments.number("z"),
            .x = arguments.number("x"),
            .y = arguments.number("y")};
}

Response tile_answer(const Visit& visit) { return tile_response(tile_wish(visit)); }

std::optional<Response> tile_at_hand(const Visit& visit) {
    return tile_response_at_hand(tile_wish(visit));
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

const Asset* asset_of(const Catalog& catalog, const std::string& name) {
    const auto found = catalog.assets().find(name);
    return found == catalog.assets().end() ? nullptr : &found->second;
}

Response first_page(const Visit& visit) {
    const Asset* page = asset_of(visit.catalog, "index.html");
    return page != nullptr
               ? asset_response(visit.request, *page)
               : text_response(visit.request, std::string{no_viewer_page},
                               "text/html; charset=utf-8", visit.catalog.stock().answers);
}

bool has_slash(const std::string& segment) { return segment.find('/') != segment.npos; }

Response viewer_file(const Visit& visit) {
    const std::string name = fmt::format("{}", fmt::join(visit.path, "/"));
    // A slash that came escaped is part of a name, and no file's name has one.
    const bool is_name = std::ranges::none_of(visit.path, has_slash);
    const Asset* asset =
        is_name ? asset_of(visit.catalog, name.empty() ? "index.html" : name) : nullptr;
    return asset != nullptr ? asset_response(visit.request, *asset) : nothing_there(visit.path);
}

/// A tile set may be called "a.pmtiles" or "a.json": then it is meant, and not one called "a".
void add_tile_sets(std::vector<Route>& table) {
    table.push_back({.path = PathPattern{"/{tileset}"},
                     .about = "the same as /{tileset}.json",
                     .answer = tilejson_answer,
                     .absent = Absent::tries_next_route});
    for (const archive::TileFormat& format : archive::tile_formats()) {
        if (!format.media_type.empty()) {
            table.push_back(
                {.path = PathPattern{fmt::format("/{{tileset}}{}", format.ending)},
                 .about = fmt::format("the {} archive, whole or by one Range", format.title),
                 .answer = archive_answer,
                 .at_hand = archive_at_hand,
                 .absent = Absent::tries_next_route});
        }
    }
    table.push_back({.path = PathPattern{"/{tileset}.json"},
                     .about = "TileJSON 3.0: where the tiles are, and what is in them",
                     .answer = tilejson_answer,
                     .absent = Absent::tries_next_route});
    table.push_back(
        {.path = PathPattern{"/{tileset}/{z:int}/{x:int}/{y:int}[.mvt|.pbf]"},
         .about = "a tile; 204 where there is none, 404 outside the zooms",
         .answer = tile_answer,
         .at_hand = tile_at_hand,
         .malformed = "a tile's address is /NAME/ZOOM/COLUMN/ROW, three whole numbers, and may end "
                      "in .mvt or .pbf"});
}

std::vector<Route> made_table() {
    std::vector<Route> table{{.path = PathPattern{"/"},
                              .about = "the viewer",
                              .answer = first_page,
                              .at_hand = always_at_hand<first_page>},
                             {.path = PathPattern{"/catalog"},
                              .about = "the tile sets and styles that are served, as JSON",
                              .answer = catalog_answer},
                             {.path = PathPattern{"/health"},
                              .about = "200 while it serves",
                              .answer = health_answer,
                              .at_hand = always_at_hand<health_answer>},
                             {.path = PathPattern{"/styles/{style}[.json]"},
                              .about = "a MapLibre style",
                              .answer = style_answer}};
    add_tile_sets(table);
    table.push_back({.path = PathPattern{"/{file:path}"},
                     .about = "the viewer's files",
                     .answer = viewer_file,
                     .at_hand = always_at_hand<viewer_file>});
    return table;
}

}  // namespace

std::span<const Route> routes() {
    static const std::vector<Route> table = made_table();
    return table;
}

std::string address_list() {
    std::string lines;
    for (const Route& route : routes()) {
        const bool is_get = route.methods == std::vector<std::string_view>{"GET"};
        const std::string methods =
            is_get ? "" : fmt::format("{} ", fmt::join(route.methods, ", "));
        lines += fmt::format("  {:<34}  {}\n", methods + route.path.text(), route.about);
        for (const QueryParameter& parameter : route.query) {
            lines += fmt::format("    {:<32}  {}\n", fmt::format("?{}=", parameter.name),
                                 parameter.about);
        }
    }
    return lines;
}

}  // namespace tamga::serve
