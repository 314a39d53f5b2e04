// SPDX-License-Identifier: MIT
#include "engine/serve/http/printable.hpp"

#include "engine/serve/respond.hpp"
#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using namespace tamga::serve;

TEST_CASE("what a terminal would obey is written out, and letters of all scripts stay", "[serve]") {
    CHECK(printable("Жол ө 1") == "Жол ө 1");
    CHECK(printable("\x1b[31m\r\n\x7f") == "\\x1b[31m\\x0d\\x0a\\x7f");
    CHECK(printable("\xc2\x9b"
                    "1m") == "\xc2\\x9b1m");
    CHECK(printable("\xc2\xa0") == "\xc2\xa0");
}

TEST_CASE("an answer says no control character of the request back", "[serve]") {
    const test::TemporaryFile file{"printable.pmtiles", "0123456789"};
    const Catalog catalog = test::small_catalog(file);
    for (const char* target : {"/%1b[31m", "/%1b[31m/1/0/0", "/styles/%1b[31m.json", "/%0a%0d/x"}) {
        const Response response =
            respond(catalog, {}, {.method = "GET", .target = target, .host = "x"});
        CHECK(response.status == 404);
        const ByteView text = in_memory(response.body);
        for (std::size_t i = 0; i + 1 < text.size(); ++i) {
            CHECK(text[i] >= 0x20);
        }
    }
}
