// SPDX-License-Identifier: MIT
#include "engine/serve/http/path_pattern.hpp"

#include "engine/serve/http/target.hpp"

#include <catch2/catch.hpp>

using namespace tamga::serve;

namespace {

/// "name=text;name=text;" with "#" and the number of an int, or "no".
std::string fit(const PathPattern& pattern, std::string_view target) {
    const auto path = path_segments(target);
    Arguments arguments;
    if (!path || !pattern.match(*path, arguments)) {
        return "no";
    }
    std::string text;
    for (const Argument& argument : arguments) {
        text += std::string{argument.name} + "=" + std::string{argument.text};
        text += argument.number ? "#" + std::to_string(*argument.number) : "";
        text += argument.is_malformed ? "!" : "";
        text += ";";
    }
    return text;
}

const std::string tile = "/{tileset}/{z:int}/{x:int}/{y:int}[.mvt|.pbf]";

}  // namespace

TEST_CASE("a path fits a pattern segment by segment", "[serve]") {
    const auto [pattern, target, fits] = GENERATE(table<std::string, std::string, std::string>({
        {"/", "/", ""},
        {"/", "/a", "no"},
        {"/health", "/health", ""},
        {"/health", "/health/", ""},
        {"/health", "/he%61lth?x=1", ""},
        {"/health", "/Health", "no"},
        {"/health", "/health.json", "no"},
        {"/health", "//health", "no"},
        {"/health", "/", "no"},
        {"/ogc/collections", "/ogc%2Fcollections", "no"},
        {"/styles/{style}[.json]", "/styles/day.json", "style=day;"},
        {"/styles/{style}[.json]", "/styles/day", "style=day;"},
        {"/styles/{style}[.json]", "/styles/day.json.json", "style=day.json;"},
        {"/styles/{style}[.json]", "/styles/.json", "style=;"},
        {"/styles/{style}[.json]", "/styles//", "style=;"},
        {"/styles/{style}[.json]", "/styles", "no"},
        {"/{tileset}.json", "/a.json", "tileset=a;"},
        {"/{tileset}.json", "/a.b.json", "tileset=a.b;"},
        {"/{tileset}.json", "/a", "no"},
        {"/{tileset}.json", "/a.JSON", "no"},
        {"/{tileset}.json", "/a%2ejson", "tileset=a;"},
        {"/{tileset}", "/a%2Fb", "tileset=a/b;"},
        {"/{tileset}", "/%252e", "tileset=%2e;"},
        {"/{tileset}", "/a,b", "tileset=a,b;"},
        {"/{file:path}", "/a/../b", "file=a;"},
        {"/{file:path}", "/a%2Fb/c", "file=a/b;"},
        {"/{file:path}", "/", "no"},
        {"/assets/{file:path}", "/assets/x/y.js", "file=x;"},
        {"/assets/{file:path}", "/assets", "no"},
        {"/ogc/collections/{collection}/items/{id}", "/ogc/collections/a/items/7",
         "collection=a;id=7;"},
    }));
    CAPTURE(pattern, target);
    CHECK(fit(PathPattern{pattern}, target) == fits);
}

TEST_CASE("a tile's path has three numbers, and may have one ending", "[serve]") {
    const auto [target, fits] = GENERATE(table<std::string, std::string>({
        {"/a/1/2/3", "tileset=a;z=1#1;x=2#2;y=3#3;"},
        {"/a/01/%32/3.mvt", "tileset=a;z=01#1;x=2#2;y=3#3;"},
        {"/a/1/2/3.pbf", "tileset=a;z=1#1;x=2#2;y=3#3;"},
        {"/a/99999999999/2/3", "tileset=a;z=99999999999#4294967295;x=2#2;y=3#3;"},
        {"/a/1/2/3.pbf.mvt", "tileset=a;z=1#1;x=2#2;y=3.pbf!;"},
        {"/a/1/2/3.png", "tileset=a;z=1#1;x=2#2;y=3.png!;"},
        {"/a/1.mvt/2/3", "tileset=a;z=1.mvt!;x=2#2;y=3#3;"},
        {"/a/-1/+2/0x3", "tileset=a;z=-1!;x=+2!;y=0x3!;"},
        {"/a/1/2/.mvt", "tileset=a;z=1#1;x=2#2;y=!;"},
        {"/a//2/3", "tileset=a;z=!;x=2#2;y=3#3;"},
        {"/a/1%2F2/3/4", "tileset=a;z=1/2!;x=3#3;y=4#4;"},
        {"/a/1/2", "no"},
        {"/a/1/2/3/4", "no"},
        {"/a/1/2/3/", "tileset=a;z=1#1;x=2#2;y=3#3;"},
    }));
    CAPTURE(target);
    CHECK(fit(PathPattern{tile}, target) == fits);
}

TEST_CASE("a pattern is shown without the kinds of its parameters", "[serve]") {
    CHECK(PathPattern{tile}.text() == "/{tileset}/{z}/{x}/{y}[.mvt|.pbf]");
    CHECK(PathPattern{"/"}.text() == "/");
    CHECK(PathPattern{"/a/{rest:path}"}.text() == "/a/{rest}");
    CHECK(PathPattern{"/{tileset}.json"}.text() == "/{tileset}.json");
    const PathPattern style{"/styles/{style}"};
    CHECK(style.first_word() == "styles");
    CHECK(PathPattern{tile}.first_word().empty());
    CHECK(PathPattern{"/"}.first_word().empty());
    CHECK(PathPattern{tile}.has_numbers());
    CHECK_FALSE(PathPattern{"/{tileset}"}.has_numbers());
}
