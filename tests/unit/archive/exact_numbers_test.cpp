// SPDX-License-Identifier: MIT
#include "engine/archive/exact_numbers.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace tamga::archive;

namespace {

std::string through_the_library(const std::string& json) {
    return with_plain_numbers(nlohmann::json::parse(with_marked_numbers(json)).dump());
}

}  // namespace

TEST_CASE("a number keeps all its digits on its way through the library", "[archive]") {
    for (const std::string json :
         {R"({"a":9000000000000.323458,"b":[0.1234567890123456789,1]})",
          R"([-0.300000000000000044])",
          R"({"a":0.5,"b":"9000000000000.323458","c":"\\\"1.2345678901234567"})"}) {
        CHECK(through_the_library(json) == json);
    }
}

TEST_CASE("a text that holds the mark stays a text", "[archive]") {
    for (const std::string json : {R"(["\u0001"])", R"(["\u0001x\u0001","\u00011"])"}) {
        CHECK(through_the_library(json) == json);
    }
}
