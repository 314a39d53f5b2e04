// SPDX-License-Identifier: MIT
#include "engine/serve/catalog.hpp"

#include "engine/serve/respond.hpp"
#include "tests/unit/serve/folder.hpp"
#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using namespace tamga;
using namespace tamga::serve;

TEST_CASE("a folder serves every tile set in it under the name of its file", "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles");
    folder.bake("b.mbtiles");
    folder.bake("c/");
    folder.put("notes.txt", "not a tile set");
    folder.put("other/notes.txt", "not one either");
    Catalog catalog;
    catalog.add_path(folder.path());
    std::string names;
    for (const auto& [name, tile_set] : catalog.tile_sets()) {
        names += name + ' ';
    }
    CHECK(names == "a b c ");
    CHECK_FALSE(catalog.tile_sets().at("a").edition()->archive_tag.empty());
    CHECK(catalog.tile_sets().at("b").edition()->archive_tag.empty());
}

TEST_CASE("a tile directory is one tile set, with or without a slash at its end", "[serve]") {
    const test::Folder folder;
    folder.bake("c/");
    const std::string ending = GENERATE("/c", "/c/", "/c/../c/.");
    Catalog catalog;
    catalog.add_path(folder.path() + ending);
    CHECK(catalog.tile_sets().contains("c"));
}

TEST_CASE("what cannot be served is refused at the start, with its path", "[serve]") {
    const test::Folder folder;
    Catalog catalog;
    CHECK_THROWS_WITH(catalog.add_path("/nowhere/x.pmtiles"),
                      "/nowhere/x.pmtiles: No such file or directory");
    CHECK_THROWS_WITH(catalog.add_path(folder.path()), Contains("no tile set in this folder"));
    folder.put("broken.pmtiles", "PMTi");
    CHECK_THROWS_WITH(catalog.add_path(folder.path()), Contains("broken.pmtiles"));

    catalog.add("a", std::make_unique<test::MemoryReader>());
    CHECK_THROWS_WITH(catalog.add("a", std::make_unique<test::MemoryReader>()),
                      "two tile sets are called 'a'; rename one");
    CHECK_THROWS_WITH(catalog.add("catalog", std::make_unique<test::MemoryReader>()),
                      Contains("the server has an address of that name"));
}

TEST_CASE("a style that is not one is refused", "[serve]") {
    Catalog catalog;
    const char* text = GENERATE("", "[]", "{", "{}", R"({"version":7,"sources":{}})",
                                R"({"version":8})", R"({"version":8,"sources":[]})");
    CHECK_THROWS_AS(catalog.add_style_text("x", text), Error);
}

TEST_CASE("the viewer's files are served, packed where that helps", "[serve]") {
    const test::Folder folder;
    folder.put("index.html", "<!doctype html>" + std::string(2000, ' '));
    folder.put("assets/main-1a2b.js", "1");
    Catalog catalog;
    catalog.add_viewer(folder.path());
    Request request{.method = "GET", .target = "/", .host = "x", .accept_encoding = "gzip"};
    const auto packed = head_text(respond(catalog, {}, request), "", true);
    CHECK_THAT(packed,
               Contains("text/html") && Contains("Content-Encoding: gzip") && Contains("no-cache"));
    request.target = "/assets/main-1a2b.js";
    const auto script = head_text(respond(catalog, {}, request), "", true);
    CHECK_THAT(script, Contains("text/javascript") && Contains("immutable") &&
                           Contains("Content-Length: 1\r\n"));
    for (const char* target : {"/assets%2Fmain-1a2b.js", "/assets/../index.html", "/assets/%2e%2e",
                               "/%2e%2e/index.html", "/assets//main-1a2b.js", "/./index.html"}) {
        CAPTURE(target);
        request.target = target;
        CHECK(respond(catalog, {}, request).status == 404);
    }
    for (const char* target : {"/index.html", "/index.html/", "//", "/?v=3"}) {
        CAPTURE(target);
        request.target = target;
        CHECK(head_text(respond(catalog, {}, request), "", true) == packed);
    }
    CHECK_THROWS_WITH(Catalog{}.add_viewer("/nowhere"), Contains("no index.html"));
}

TEST_CASE("a style is found at the address that the catalog says, whatever it is called",
          "[serve]") {
    const std::string name = GENERATE("day", "day.json", "a/b", "a%2Fb", "two words?", "\u0416");
    Catalog catalog;
    catalog.add_style_text(name, R"({"version":8,"sources":{},"layers":[]})");
    Request request{.method = "GET", .target = "/catalog", .host = "x"};
    const Response listed = respond(catalog, {}, request);
    const std::string text{as_text(in_memory(listed.body))};
    const auto start = text.find("http://x") + std::string{"http://x"}.size();
    request.target = text.substr(start, text.find('"', start) - start);
    CAPTURE(request.target);
    CHECK(respond(catalog, {}, request).status == 200);
}

TEST_CASE("a link in the viewer's folder may not lead out of it", "[serve]") {
    const test::Folder folder;
    folder.put("viewer/index.html", "<!doctype html>");
    folder.put("secret", "secret");
    std::filesystem::create_symlink("../secret", folder.path("viewer/secret"));
    Catalog catalog;
    CHECK_THROWS_WITH(catalog.add_viewer(folder.path("viewer")),
                      Contains("secret: is a link that leads out of its folder"));
}
