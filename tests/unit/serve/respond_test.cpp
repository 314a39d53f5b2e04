// SPDX-License-Identifier: MIT
#include "engine/serve/respond.hpp"

#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace tamga;
using namespace tamga::serve;

namespace {

const test::TemporaryFile archive_file{"respond.pmtiles", "0123456789"};

/// A request with the fields that a browser always sends.
Request get(const std::string& target) {
    return {.method = "GET", .target = target, .host = "localhost:8080"};
}

Response ask(const Request& request, const Front& front = {}) {
    static const Catalog catalog = test::small_catalog(archive_file);
    return respond(catalog, front, request);
}

std::string field(const Response& response, std::string_view name) {
    const auto found =
        std::ranges::find(response.fields, name, [](const auto& entry) { return entry.first; });
    return found == response.fields.end() ? "(none)" : found->second;
}

std::string text(const Response& response) {
    if (const auto* slice = std::get_if<FileSlice>(&response.body)) {
        std::string bytes(slice->size, ' ');
        slice->edition->file->read(slice->offset, bytes);
        return bytes;
    }
    return std::string{as_text(in_memory(response.body))};
}

bool contains(const std::string& whole, const std::string& part) {
    return whole.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a tile is sent as it is stored to who takes gzip, and unpacked to others", "[serve]") {
    Request request = get("/journeys/3/4/5");
    const Response plain = ask(request);
    request.accept_encoding = "gzip, br";
    const Response packed = ask(request);

    CHECK(plain.status == 200);
    CHECK(text(plain) == test::MemoryReader::content);
    CHECK(field(plain, "Content-Encoding") == "(none)");
    CHECK(field(plain, "Content-Type") == "application/vnd.mapbox-vector-tile");
    CHECK(field(packed, "Content-Encoding") == "gzip");
    CHECK(as_text(base::gunzip(as_bytes(text(packed)))) == test::MemoryReader::content);
    CHECK(field(plain, "Vary") == "Accept-Encoding");
    CHECK(field(packed, "Vary") == "Accept-Encoding");
    CHECK(field(plain, "ETag") != field(packed, "ETag"));
}

TEST_CASE("the endings .mvt and .pbf name the same tile", "[serve]") {
    CHECK(text(ask(get("/journeys/3/4/5.mvt"))) == test::MemoryReader::content);
    CHECK(text(ask(get("/journeys/3/4/5.pbf?key=1"))) == test::MemoryReader::content);
    CHECK(text(ask(get("/%D0%96%D0%BE%D0%BB%201/3/4/5"))) == test::MemoryReader::content);
}

TEST_CASE("a tile that is not packed has one coding, and no Vary", "[serve]") {
    Request request = get("/journeys/2/1/1");
    request.accept_encoding = "gzip";
    const Response response = ask(request);
    CHECK(text(response) == test::MemoryReader::content);
    CHECK(field(response, "Content-Encoding") == "(none)");
    CHECK(field(response, "Vary") == "(none)");
}

TEST_CASE("a tile that is not there is 204 within the zooms, and 404 with the reason outside",
          "[serve]") {
    const auto [target, status, reason] = GENERATE(table<const char*, int, const char*>({
        {"/journeys/3/0/0", 204, ""},
        {"/journeys/0/0/0", 404, "'journeys' has zooms 1 to 3, not 0"},
        {"/journeys/4/0/0", 404, "'journeys' has zooms 1 to 3, not 4"},
        {"/journeys/99999999999/0/0", 404, "not 4294967295"},
        {"/journeys/3/8/0", 404, "no tile 3/8/0: at zoom 3 columns and rows are 0 to 7"},
        {"/journeys/3/0/8", 404, "no tile 3/0/8"},
        {"/nothing/3/0/0", 404, "no tile set is called 'nothing'"},
        {"/journeys/3/-1/0", 400, "three whole numbers"},
        {"/journeys/3/0/0.png", 400, "three whole numbers"},
        {"/journeys/a/b/c", 400, "three whole numbers"},
        {"/journeys/3/0/%", 400, "address of this request is broken"},
        {"/journeys/3/0", 404, "there is no 'journeys/3/0' here"},
        {"/nothing", 404, "there is no 'nothing' here"},
        {"/nothing.json", 404, "/catalog lists what there is"},
        {"/styles/night.json", 404, "no style is called 'night'"},
        {"/../../etc/passwd", 404, "no tile set is called '..'"},
        {"/../index.html", 404, "there is no '../index.html' here"},
    }));
    CAPTURE(target);
    const Response response = ask(get(target));
    CHECK(response.status == status);
    CHECK(contains(text(response), reason));
}

TEST_CASE("a damaged tile is 500 for whoever asks for it", "[serve]") {
    const Response response = ask(get("/journeys/2/0/0"));
    CHECK(response.status == 500);
    CHECK(contains(text(response), "damaged"));
}

TEST_CASE("who has the tile already gets 304, with its tag and Vary and no body", "[serve]") {
    Request request = get("/journeys/3/4/5");
    request.accept_encoding = "gzip";
    const std::string tag = field(ask(request), "ETag");
    for (const std::string& list : {tag, "W/" + tag, "\"x\", " + tag, std::string{"*"}}) {
        CAPTURE(list);
        request.if_none_match = list;
        const Response response = ask(request);
        CHECK(response.status == 304);
        CHECK(field(response, "ETag") == tag);
        CHECK(field(response, "Vary") == "Accept-Encoding");
        CHECK(text(response).empty());
    }
    request.if_none_match = tag;
    request.accept_encoding = "";  // The other coding is another content.
    CHECK(ask(request).status == 200);
}

TEST_CASE("who counts on a tag that is gone gets 412", "[serve]") {
    Request request = get("/journeys/3/4/5");
    request.if_match = "\"gone\"";
    CHECK(ask(request).status == 412);
    request.if_match = field(ask(get("/journeys/3/4/5")), "ETag");
    CHECK(ask(request).status == 200);
}

TEST_CASE("the archive is sent whole, or one range of it", "[serve]") {
    Request request = get("/journeys.pmtiles");
    const Response whole = ask(request);
    CHECK(whole.status == 200);
    CHECK(text(whole) == "0123456789");
    CHECK(field(whole, "Accept-Ranges") == "bytes");

    request.range = "bytes=2-4";
    const Response part = ask(request);
    CHECK(part.status == 206);
    CHECK(text(part) == "234");
    CHECK(field(part, "Content-Range") == "bytes 2-4/10");
    CHECK(field(part, "ETag") == field(whole, "ETag"));

    request.range = "bytes=10-";
    const Response outside = ask(request);
    CHECK(outside.status == 416);
    CHECK(field(outside, "Content-Range") == "bytes */10");

    request.range = "bytes=0-0,2-3";
    CHECK(ask(request).status == 416);
}

TEST_CASE("a range holds only for the archive that If-Range names, and only for GET", "[serve]") {
    Request request = get("/journeys.pmtiles");
    request.range = "bytes=2-4";
    const std::string tag = field(ask(request), "ETag");
    request.if_range = tag;
    CHECK(ask(request).status == 206);
    request.if_range = "\"another\"";
    CHECK(text(ask(request)) == "0123456789");
    request.if_range = "W/" + tag;
    CHECK(ask(request).status == 200);

    request.if_range = "";
    request.method = "HEAD";
    const Response head = ask(request);
    CHECK(head.status == 200);
    CHECK(head.head_only);
    CHECK(size_of(head.body) == 10);

    request.method = "GET";
    request.if_none_match = tag;
    CHECK(ask(request).status == 304);
}

TEST_CASE("only a PMTiles archive is given away whole", "[serve]") {
    const Response response = ask(get("/%D0%96%D0%BE%D0%BB%201.pmtiles"));
    CHECK(response.status == 404);
    CHECK(contains(text(response), "is not a PMTiles archive"));
}

TEST_CASE("TileJSON says where the tiles are, as the client sees it", "[serve]") {
    const std::string json = text(ask(get("/journeys.json")));
    CHECK(json == text(ask(get("/journeys"))));
    CHECK(json ==
          R"({"tilejson":"3.0.0","name":"Journeys","description":"",)"
          R"("attribution":"<b>Made</b> up","minzoom":1,"maxzoom":3,)"
          R"("bounds":[-10.0,-20.0,30.0,40.0],"center":[5.0,6.0,2],"scheme":"xyz",)"
          R"("tiles":["http://localhost:8080/journeys/{z}/{x}/{y}"],)"
          R"("vector_layers":[{"id":"lines","fields":{"count":"Number"}}],"tamga":{"routes":{}}})");
    CHECK(contains(text(ask(get("/%D0%96%D0%BE%D0%BB%201.json"))),
                   "http://localhost:8080/%D0%96%D0%BE%D0%BB%201/{z}/{x}/{y}"));
}

TEST_CASE("the address in answers is the public one, or a trusted proxy's, or the Host",
          "[serve]") {
    Request request = get("/journeys");
    request.forwarded_host = "maps.example.org, inner";
    request.forwarded_proto = "https";
    request.forwarded_prefix = "/tiles/";
    const auto tiles = [&](const Front& front) {
        const std::string json = text(ask(request, front));
        const auto start = json.find("\"tiles\":[\"") + 10;
        return json.substr(start, json.find("/journeys/{z}") - start);
    };
    CHECK(tiles({}) == "http://localhost:8080");
    CHECK(tiles({.trust_proxy = true}) == "https://maps.example.org/tiles");
    CHECK(tiles({.public_url = public_url("https://x.org/t/")}) == "https://x.org/t");

    request.forwarded_prefix = "\"<evil>";
    CHECK(tiles({.trust_proxy = true}) == "https://maps.example.org");
    request.host = "a\"b";
    CHECK(ask(request).status == 400);
}

TEST_CASE("a style's sources lead to the tile sets that are served", "[serve]") {
    const Response response = ask(get("/styles/day.json"));
    CHECK(field(response, "Content-Type") == "application/json");
    CHECK(text(response) ==
          R"({"version":8,"name":"Day","layers":[],"sources":{)"
          R"("a":{"type":"vector","url":"http://localhost:8080/journeys.json"},)"
          R"("b":{"type":"vector","maxzoom":3,"url":"http://localhost:8080/journeys.json"},)"
          R"("c":{"type":"vector","url":"https://elsewhere.org/others.json"}}})");
}

TEST_CASE("the catalog lists tile sets and styles with their addresses", "[serve]") {
    const std::string json = text(ask(get("/catalog")));
    CHECK(contains(json, R"("journeys":{"name":"Journeys")"));
    CHECK(contains(json, R"("archive":"http://localhost:8080/journeys.pmtiles")"));
    CHECK(contains(json, R"("Жол 1":{)"));
    CHECK(contains(json, R"("styles":{"day":{"name":"Day",)"
                         R"("style":"http://localhost:8080/styles/day.json",)"
                         R"("tile_sets":["journeys","journeys"]}})"));
}

TEST_CASE("every answer lets web pages of other origins read it, if it may", "[serve]") {
    for (const char* target : {"/catalog", "/journeys/3/4/5", "/journeys/3/0/0", "/nothing"}) {
        CAPTURE(target);
        const Response response = ask(get(target));
        CHECK(field(response, "Access-Control-Allow-Origin") == "*");
        CHECK(contains(field(response, "Access-Control-Expose-Headers"), "Content-Range, ETag"));
        CHECK(field(ask(get(target), {.cors_origin = ""}), "Access-Control-Allow-Origin") ==
              "(none)");
    }
    Request request = get("/journeys.pmtiles");
    request.method = "OPTIONS";
    const Response preflight = ask(request);
    CHECK(preflight.status == 204);
    CHECK(contains(field(preflight, "Access-Control-Allow-Headers"), "Range"));
    CHECK(field(preflight, "Access-Control-Allow-Methods") == "GET, HEAD, OPTIONS");
    CHECK(field(preflight, "Access-Control-Max-Age") == "86400");
}

TEST_CASE("other methods are 405 with what is allowed", "[serve]") {
    Request request = get("/journeys/3/4/5");
    request.method = GENERATE("POST", "PUT", "DELETE", "TRACE", "get");
    const Response response = ask(request);
    CHECK(response.status == 405);
    CHECK(field(response, "Allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("HEAD is GET without the body", "[serve]") {
    const char* target = GENERATE("/journeys/3/4/5", "/catalog", "/health", "/", "/nothing");
    CAPTURE(target);
    Request request = get(target);
    const Response full = ask(request);
    request.method = "HEAD";
    const Response head = ask(request);
    CHECK(head.head_only);
    CHECK(head_text(head, "", true) == head_text(full, "", true));
}

TEST_CASE("without a built viewer the first page says how to build it", "[serve]") {
    const Response response = ask(get("/"));
    CHECK(response.status == 200);
    CHECK(field(response, "Content-Type") == "text/html; charset=utf-8");
    CHECK(contains(text(response), "npm run build"));
    CHECK(text(ask(get("/health"))) == "ok\n");
}
