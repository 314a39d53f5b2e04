// SPDX-License-Identifier: MIT
//
// Tile sets that are replaced, rewritten, cut or damaged while they are served.
#include "engine/serve/tile_set.hpp"

#include "engine/base/sqlite.hpp"
#include "engine/serve/respond.hpp"
#include "tests/unit/serve/folder.hpp"
#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <thread>

namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using namespace tamga;
using namespace tamga::serve;
using namespace std::chrono_literals;

namespace {

struct Answer {
    int status = 0;
    std::string text;
    std::string tag;
    std::string coding;
};

std::string field(const Response& response, std::string_view name) {
    const auto found =
        std::ranges::find(response.fields, name, [](const auto& entry) { return entry.first; });
    return found == response.fields.end() ? "" : found->second;
}

std::string text_of(const Response& response) {
    if (const auto* slice = std::get_if<FileSlice>(&response.body)) {
        std::string bytes(slice->size, ' ');
        bytes.resize(slice->edition->file->read(slice->offset, bytes));
        return bytes;
    }
    return std::string{as_text(in_memory(response.body))};
}

Answer ask(const Catalog& catalog, const std::string& target, const std::string& accept = "") {
    Request request{.method = "GET", .target = target, .host = "x"};
    request.accept_encoding = accept;
    const Response response = respond(catalog, {}, request);
    return {response.status, text_of(response), field(response, "ETag"),
            field(response, "Content-Encoding")};
}

/// Looks until `done`, as a server does, for three seconds at most.
template <class Done>
bool looked_until(const Catalog& catalog, const Done& done) {
    for (int i = 0; i < 60 && !done(); ++i) {
        catalog.look_again({});
        std::this_thread::sleep_for(50ms);
    }
    return done();
}

/// Writes over a file's bytes and leaves the file.
void rewrite(const std::string& path, const std::string& content) {
    std::ofstream{path, std::ios::binary | std::ios::in | std::ios::out} << content;
}

/// What the header of a PMTiles file says of its tiles' compression.
void put_compression(const std::string& path, char method) {
    std::fstream file{path, std::ios::binary | std::ios::in | std::ios::out};
    file.seekp(98);
    file.put(method);
}

}  // namespace

TEST_CASE("a tile set that is replaced is served as it was, and soon as it is", "[serve]") {
    const test::Folder folder;
    const std::string name = GENERATE("a.pmtiles", "a.mbtiles", "a/");
    CAPTURE(name);
    folder.bake(name, "old");
    Catalog catalog;
    catalog.add_path(folder.path(name));
    const Answer old = ask(catalog, "/a/2/1/1");
    CHECK(old.text == "tile 2/1/1 old");
    folder.bake(name, "new");  // As a bake does it: under another name first.
    CHECK(ask(catalog, "/a/2/1/2").status == 200);
    CHECK(looked_until(catalog, [&] { return ask(catalog, "/a/2/1/1").text == "tile 2/1/1 new"; }));
    CHECK(ask(catalog, "/a/2/1/1").tag != old.tag);
    CHECK_THAT(ask(catalog, "/a.json").text, Contains("\"new\""));
    CHECK_THAT(ask(catalog, "/catalog").text, Contains("\"new\""));
    folder.bake(name, "old");
    CHECK(looked_until(catalog, [&] { return ask(catalog, "/a/2/1/1").tag == old.tag; }));
}

TEST_CASE("an archive that is written to in place is 503 until it is left alone", "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles", "old");
    folder.bake("b.pmtiles", "new");
    const std::string other = folder.content("b.pmtiles");
    REQUIRE(other.size() == folder.content("a.pmtiles").size());
    Catalog catalog;
    catalog.add_path(folder.path("a.pmtiles"));
    const Answer tile = ask(catalog, "/a/2/1/1");
    const Answer whole = ask(catalog, "/a.pmtiles");
    rewrite(folder.path("a.pmtiles"), other.substr(0, other.size() / 2));
    CHECK(ask(catalog, "/a/2/1/1").status == 503);  // Though the tile is remembered.
    CHECK(ask(catalog, "/a/2/1/2").status == 503);
    CHECK(ask(catalog, "/a.pmtiles").status == 503);
    rewrite(folder.path("a.pmtiles"), other);
    CHECK(ask(catalog, "/a/2/1/1").status == 503);
    CHECK(looked_until(catalog, [&] { return ask(catalog, "/a/2/1/1").status == 200; }));
    CHECK(ask(catalog, "/a/2/1/1").text == "tile 2/1/1 new");
    CHECK(ask(catalog, "/a/2/1/1").tag != tile.tag);
    CHECK(ask(catalog, "/a.pmtiles").text == other);
    CHECK(ask(catalog, "/a.pmtiles").tag != whole.tag);
}

TEST_CASE("an archive that is cut in place is 503, and served when it is whole again", "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles");
    const std::string whole = folder.content("a.pmtiles");
    Catalog catalog;
    catalog.add_path(folder.path("a.pmtiles"));
    const auto size = GENERATE(std::uintmax_t{0}, std::uintmax_t{100}, std::uintmax_t{500});
    fs::resize_file(folder.path("a.pmtiles"), size);
    for (const char* target : {"/a/2/1/1", "/a.pmtiles"}) {
        CHECK(ask(catalog, target).status == 503);
    }
    std::this_thread::sleep_for(200ms);
    std::string news;
    catalog.look_again([&](const std::string& text) { news = text; });
    CHECK_THAT(news, Contains("'a' has changed and cannot be read"));
    CHECK(ask(catalog, "/a/2/1/1").status == 503);
    folder.put("a.pmtiles", whole);
    CHECK(looked_until(catalog, [&] { return ask(catalog, "/a/2/1/1").status == 200; }));
    CHECK(ask(catalog, "/a.pmtiles").text == whole);
}

TEST_CASE("a file is not taken up while another program writes it", "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles", "old");
    folder.bake("b.pmtiles", "new");
    Catalog catalog;
    catalog.add_path(folder.path("a.pmtiles"));
    std::ofstream writer{folder.path("next"), std::ios::binary};
    writer << folder.content("b.pmtiles") << std::flush;
    fs::rename(folder.path("next"), folder.path("a.pmtiles"));
    for (int i = 0; i < 10; ++i) {
        catalog.look_again({});
        CHECK(ask(catalog, "/a/2/1/1").text == "tile 2/1/1 old");
        std::this_thread::sleep_for(50ms);
    }
    writer.close();
    CHECK(looked_until(catalog, [&] { return ask(catalog, "/a/2/1/1").text == "tile 2/1/1 new"; }));
}

TEST_CASE("what replaces a tile set and is none leaves it as it was", "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles", "old");
    Catalog catalog;
    catalog.add_path(folder.path("a.pmtiles"));
    folder.put("b", "nothing of the kind");
    fs::rename(folder.path("b"), folder.path("a.pmtiles"));
    std::string news;
    for (int i = 0; i < 8; ++i) {
        catalog.look_again([&](const std::string& text) { news += text + "\n"; });
        CHECK(ask(catalog, "/a/2/1/1").text == "tile 2/1/1 old");
        std::this_thread::sleep_for(50ms);
    }
    CHECK_THAT(news, Contains("is neither PMTiles nor MBTiles"));
    CHECK(std::ranges::count(news, '\n') == 1);
    fs::remove(folder.path("a.pmtiles"));
    catalog.look_again({});
    CHECK(ask(catalog, "/a/2/1/1").text == "tile 2/1/1 old");
}

TEST_CASE("new rights, another link or another time break no request", "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles");
    Catalog catalog;
    catalog.add_path(folder.path("a.pmtiles"));
    const Answer before = ask(catalog, "/a/2/1/1");
    fs::permissions(folder.path("a.pmtiles"), fs::perms::owner_read);
    CHECK(ask(catalog, "/a/2/1/1").tag == before.tag);
    fs::create_hard_link(folder.path("a.pmtiles"), folder.path("b"));
    CHECK(ask(catalog, "/a.pmtiles").status == 200);
    fs::rename(folder.path("a.pmtiles"), folder.path("c"));
    CHECK(ask(catalog, "/a/2/1/1").tag == before.tag);
}

TEST_CASE("bytes changed behind a time that was put back are not given under the old tag",
          "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles", "old");
    folder.bake("b.pmtiles", "new");
    Catalog catalog;
    catalog.add_path(folder.path("a.pmtiles"));
    const Answer before = ask(catalog, "/a.pmtiles");
    const auto time = fs::last_write_time(folder.path("a.pmtiles"));
    rewrite(folder.path("a.pmtiles"), folder.content("b.pmtiles"));
    fs::last_write_time(folder.path("a.pmtiles"), time);
    const Answer after = ask(catalog, "/a.pmtiles");
    CHECK(after.status == 200);
    CHECK(after.text == folder.content("b.pmtiles"));
    CHECK(after.tag != before.tag);
    CHECK(ask(catalog, "/a/2/1/1").text == "tile 2/1/1 new");
}

TEST_CASE("links in a tile folder lead to no file outside of it", "[serve]") {
    const test::Folder folder;
    folder.bake("a/");
    folder.put("secret", "secret");
    fs::remove(folder.path("a/2/1/1.pbf"));
    fs::create_symlink("../../../secret", folder.path("a/2/1/1.pbf"));
    fs::remove(folder.path("a/2/1/2.pbf"));
    fs::create_symlink("0.pbf", folder.path("a/2/1/2.pbf"));
    Catalog catalog;
    catalog.add_path(folder.path("a"));
    CHECK(ask(catalog, "/a/2/1/1").status == 500);
    CHECK_THAT(ask(catalog, "/a/2/1/1").text, Contains("leads out of its folder"));
    CHECK(ask(catalog, "/a/2/1/2").text == "tile 2/1/0 ");
}

TEST_CASE("brotli and zstd are passed on to who takes them, and 406 to who does not", "[serve]") {
    const test::Folder folder;
    const auto [method, token] = GENERATE(table<int, std::string>({{3, "br"}, {4, "zstd"}}));
    folder.bake("a.pmtiles");
    put_compression(folder.path("a.pmtiles"), static_cast<char>(method));
    Catalog catalog;
    catalog.add_path(folder.path("a.pmtiles"));
    for (const std::string& accept : {"gzip, " + token, std::string{"*"}, std::string{}}) {
        const Answer answer = ask(catalog, "/a/2/1/1", accept);
        CHECK(answer.status == 200);
        CHECK(answer.coding == token);
        CHECK_THAT(answer.tag, Contains("-" + token));
    }
    for (const std::string& accept : {std::string{"gzip"}, token + ";q=0", std::string{"*;q=0"}}) {
        const Answer answer = ask(catalog, "/a/2/1/1", accept);
        CHECK(answer.status == 406);
        CHECK_THAT(answer.text, Contains("are packed with " + token));
    }
}

TEST_CASE("an archive packed by an unknown method is refused at the start", "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles");
    const int method = GENERATE(0, 5, 255);
    put_compression(folder.path("a.pmtiles"), static_cast<char>(method));
    Catalog catalog;
    CHECK_THROWS_WITH(catalog.add_path(folder.path("a.pmtiles")),
                      Contains("tiles are compressed by method " + std::to_string(method) +
                               "; 1 (none), 2 (gzip), 3 (brotli) and 4 (zstd) can be served"));
}

TEST_CASE("text in the metadata cannot pass for the server's address", "[serve]") {
    const test::Folder folder;
    folder.bake("a.pmtiles", "\x01 \\u0001 base-address- \x1b[31m");
    Catalog catalog;
    catalog.add_path(folder.path("a.pmtiles"));
    for (const char* target : {"/a.json", "/catalog"}) {
        const std::string json = ask(catalog, target).text;
        CHECK_THAT(json, Contains(R"("\u0001 \\u0001 base-address- \u001b[31m")"));
        CHECK_THAT(json, Contains(R"(http://x/a/{z}/{x}/{y})"));
    }
}

TEST_CASE("a database whose view has no end keeps a hand for two seconds, then it rests",
          "[serve]") {
    const test::Folder folder;
    folder.bake("good.pmtiles");
    base::Database{folder.path("bad.mbtiles"), base::Database::Mode::create}.execute(
        "CREATE TABLE metadata (name, value); INSERT INTO metadata VALUES ('maxzoom', '1');"
        "CREATE TABLE n AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT "
        "10000) SELECT x AS i, zeroblob(1000) AS room FROM c;"  // A large file may take long.
        "CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS "
        "tile_data FROM n a, n b, n c WHERE a.i + b.i + c.i < 0");
    Catalog catalog;
    catalog.add_path(folder.path());
    const auto start = std::chrono::steady_clock::now();
    const Answer first = ask(catalog, "/bad/0/0/0");
    const auto asked = std::chrono::steady_clock::now();
    CHECK(first.status == 503);
    CHECK_THAT(first.text, Contains("takes more than 2 s for a tile and rests"));
    CHECK(asked - start >= longest_question);
    CHECK(asked - start < 2 * longest_question);
    for (int i = 0; i < 100; ++i) {
        CHECK(ask(catalog, "/bad/0/0/0").status == 503);
    }
    CHECK(ask(catalog, "/good/0/0/0").status == 200);
    CHECK(std::chrono::steady_clock::now() - asked < longest_question);
}
