// SPDX-License-Identifier: MIT
//
// The rules of dispatch(), on a table of the test's own; what the server's table says stands in
// routes_test.cpp.
#include "engine/serve/dispatch.hpp"

#include "engine/serve/http/content.hpp"
#include "tests/unit/serve/small_catalog.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>

using namespace tamga;
using namespace tamga::serve;

namespace {

const test::TemporaryFile archive_file{"dispatch.pmtiles", "0123456789"};

Response items(const Visit& visit) {
    const auto value = [&](std::string_view name) {
        const std::string* found = visit.query.value(name);
        return found == nullptr ? "none" : *found;
    };
    return plain(200,
                 fmt::format("items of {}, bbox {}, limit {}", visit.arguments.text("collection"),
                             value("bbox"), value("limit")));
}

Response run_query(const Visit& visit) {
    return plain(200, fmt::format("{} asked", visit.request.method));
}

Response page(const Visit& visit) {
    return plain(200, fmt::format("page {}", visit.arguments.number("page")));
}

Response tile_set(const Visit& visit) {
    return plain(200, "tile set of " + visit.tile_set->edition()->reader->description().name);
}

Response other(const Visit& visit) {
    return plain(200, fmt::format("other {}", visit.arguments.text("name")));
}

const std::vector<Route>& table() {
    static const std::vector<Route> rows{
        {.path = PathPattern{"/ogc/collections/{collection}/items"},
         .answer = items,
         .query = {{"bbox", ""}, {"limit", ""}},
         .unknown = UnknownParameters::refused},
        {.path = PathPattern{"/search/{collection}"}, .answer = items, .query = {{"limit", ""}}},
        {.path = PathPattern{"/processes/{id}"},
         .answer = run_query,
         .at_hand = always_at_hand<run_query>},
        {.path = PathPattern{"/processes/{id}"}, .answer = run_query, .methods = {"POST"}},
        {.path = PathPattern{"/{tileset}"}, .answer = tile_set, .absent = Absent::tries_next_route},
        {.path = PathPattern{"/{name}"}, .answer = other},
        {.path = PathPattern{"/{tileset}/pages/{page:int}"},
         .answer = page,
         .malformed = "a page is a number"},
    };
    return rows;
}

std::optional<Response> ask(const std::string& method, const std::string& target,
                            Pace pace = Pace::may_wait) {
    static const Catalog catalog = test::small_catalog(archive_file);
    const Request request{.method = method, .target = target, .host = "x"};
    return dispatch(table(), catalog, {}, request, pace);
}

/// "200 what it says", and what is allowed.
std::string told(const std::string& method, const std::string& target) {
    const auto response = ask(method, target);
    const auto allow =
        std::ranges::find(response->fields, "Allow", [](const auto& field) { return field.first; });
    std::string text = fmt::format("{} {}", response->status, as_text(in_memory(response->body)));
    std::erase(text, '\n');
    return allow == response->fields.end() ? text : text + " [" + allow->second + "]";
}

}  // namespace

TEST_CASE("the first route that fits answers, with its arguments and its parameters", "[serve]") {
    CHECK(told("GET", "/ogc/collections/roads/items?limit=5&bbox=1,2,3,4") ==
          "200 items of roads, bbox 1,2,3,4, limit 5");
    CHECK(told("GET", "/ogc/collections/a%2Fb/items") == "200 items of a/b, bbox none, limit none");
    CHECK(told("GET", "/journeys/pages/12") == "200 page 12");
}

TEST_CASE("a query's mistakes are 400 where the route looks at it", "[serve]") {
    CHECK(told("GET", "/ogc/collections/roads/items?crs=1") ==
          "400 there is no parameter 'crs' here; known are: bbox, limit");
    CHECK(told("GET", "/search/roads?crs=1&limit=2") == "200 items of roads, bbox none, limit 2");
    CHECK(told("GET", "/search/roads?limit=1&limit=2") ==
          "400 the parameter 'limit' is given twice");
    CHECK(told("HEAD", "/search/roads?%zz").starts_with("400 the query of this request is broken"));
    CHECK(told("GET", "/journeys/pages/1?%zz&page=2") == "200 page 1");
}

TEST_CASE("what is absent is 404, or another route's", "[serve]") {
    CHECK(told("GET", "/journeys") == "200 tile set of Journeys");
    CHECK(told("GET", "/nothing") == "200 other nothing");
    CHECK(told("GET", "/nothing/pages/1") ==
          "404 no tile set is called 'nothing'; /catalog lists what there is");
    CHECK(told("GET", "/a/b") == "404 there is no 'a/b' here; /catalog lists what there is");
    CHECK(told("POST", "/a/b").starts_with("404 "));
    CHECK(told("GET", "/").starts_with("404 there is no '' here"));
}

TEST_CASE("what is to be a number and is not is 400, where the rest is there", "[serve]") {
    CHECK(told("GET", "/journeys/pages/x") == "400 a page is a number");
    CHECK(told("GET", "/journeys/pages/-1") == "400 a page is a number");
    CHECK(told("GET", "/nothing/pages/x").starts_with("404 no tile set"));
    CHECK(told("GET", "/journeys/pages/99999999999") == "200 page 4294967295");
}

TEST_CASE("a route says which methods it takes", "[serve]") {
    CHECK(told("POST", "/journeys") ==
          "405 only GET, HEAD and OPTIONS are understood here [GET, HEAD, OPTIONS]");
    CHECK(told("GET", "/processes/a") == "200 GET asked");
    CHECK(told("HEAD", "/processes/a") == "200 HEAD asked");
    CHECK(told("POST", "/processes/a") == "200 POST asked");
    CHECK(told("PUT", "/processes/a") ==
          "405 only GET, HEAD, POST and OPTIONS are understood here [GET, HEAD, POST, OPTIONS]");
    CHECK(told("get", "/journeys").starts_with("405 "));
    CHECK(told("OPTIONS", "/processes/a") == "204  [GET, HEAD, POST, OPTIONS]");
    CHECK(told("OPTIONS", "/journeys") == "204  [GET, HEAD, OPTIONS]");
    CHECK(told("OPTIONS", "*") == "204  [GET, HEAD, POST, OPTIONS]");
}

TEST_CASE("a path that is broken leads nowhere", "[serve]") {
    CHECK(told("GET", "/%zz") == "400 the address of this request is broken");
    CHECK(told("PUT", "/%zz").starts_with("405 "));
}

TEST_CASE("what is not at hand is left to who may wait", "[serve]") {
    CHECK_FALSE(ask("GET", "/journeys", Pace::at_hand));
    CHECK(ask("GET", "/processes/a", Pace::at_hand));
    CHECK(ask("GET", "/journeys/pages/x", Pace::at_hand)->status == 400);
    CHECK(ask("GET", "/search/roads?%zz", Pace::at_hand)->status == 400);
    CHECK(ask("PUT", "/journeys", Pace::at_hand)->status == 405);
}
