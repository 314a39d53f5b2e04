// SPDX-License-Identifier: MIT
#include "engine/base/printable.hpp"

#include "engine/base/error.hpp"
#include "engine/base/json_bounds.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace tamga;
using base::printable;

TEST_CASE("a terminal is never sent a control character of a file", "[base]") {
    CHECK(printable("\x1b]0;owned\x07") == "\\u001b]0;owned\\u0007");
    CHECK(printable("a\nb\tc\x7f") == "a\\u000ab\\u0009c\\u007f");
    CHECK(printable("\xc2\x9b 2J") == "\\u009b 2J");  // C1, as UTF-8 and as it is.
    CHECK(printable("\x9b 2J") == "\ufffd 2J");
    CHECK(printable("Ош, Ўзбекистон, 日本 \U0001f30d") == "Ош, Ўзбекистон, 日本 \U0001f30d");
    CHECK(printable("") == "");
    CHECK(printable("a\u202eb\u2066c\u2069") == "a\\u202eb\\u2066c\\u2069");
    CHECK(printable("\u200e\u2014\u202f\u206a") == "\u200e\u2014\u202f\u206a");
    CHECK(base::printable_lines("one\ntwo\t\r") == "one\ntwo\t\\u000d");
}

TEST_CASE("printable JSON is the same JSON", "[base]") {
    const nlohmann::json json = {{"name", "\x1b[2J \x7f \xc2\x85 \"quoted\" \\"}};
    const std::string text = printable(json.dump());
    CHECK(text.find('\x7f') == text.npos);
    CHECK(nlohmann::json::parse(text) == json);
}

TEST_CASE("a text of any length is shortened between characters", "[base]") {
    CHECK(base::shortened("short") == "short");
    CHECK(base::shortened("ОшОш", 5) == "Ош...");
    CHECK(base::shortened(std::string(1'000'000, 'x')).size() == 203);
}

TEST_CASE("JSON is refused that nests without end or has values without number", "[base]") {
    const auto refusal = [](const std::string& json) {
        try {
            base::check_json_bounds(json);
        } catch (const Error& error) {
            return std::string{error.what()};
        }
        return std::string{"accepted"};
    };
    const std::string deep(base::deepest_json, '[');
    CHECK(refusal(deep + std::string(base::deepest_json, ']')) == "accepted");
    CHECK_THAT(refusal(deep + "{"), Catch::Contains("nests deeper than 200 levels at byte 200"));
    CHECK(refusal("\"" + deep + "[[[ \\\" [[[\"") == "accepted");  // In a string.
    CHECK(refusal("\"\\") == "accepted");  // No JSON, but that is for the parser to say.
    std::string many = "[0";
    for (std::size_t i = 0; i < base::most_json_values; ++i) {
        many += ",0";
    }
    CHECK_THAT(refusal(many + "]"), Catch::Contains("over 1000000 values"));
}
