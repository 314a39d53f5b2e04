// SPDX-License-Identifier: MIT
#include "engine/route/table/weight.hpp"
#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

using tamga::Error;
using tamga::model::Value;
using namespace tamga::route;

TEST_CASE("a weight prints as it was written", "[route]") {
    for (const char* text : {"0", "1", "12", "0.25", "591025", "0.000001", "1000000000000000",
                             "9223372036854775807"}) {
        const WeightReading reading = parse_weight(text);
        CHECK(to_string(reading.weight) == text);
        CHECK_FALSE(reading.rounded);
    }
    CHECK(to_string(parse_weight(" +3.500 ").weight) == "3.5");
    CHECK(to_string(parse_weight(".5").weight) == "0.5");
    CHECK(to_string(parse_weight("1.5e3").weight) == "1500");
    CHECK(to_string(parse_weight("25E-2").weight) == "0.25");
    CHECK(to_string(parse_weight("-0").weight) == "0");
}

TEST_CASE("digits past the sixth decimal are rounded half to even, and that is said", "[route]") {
    const auto rounded = [](const char* text) {
        const WeightReading reading = parse_weight(text);
        CHECK(reading.rounded);
        return to_digits(reading.weight);
    };
    CHECK(rounded("0.0000005") == "0");
    CHECK(rounded("0.0000015") == "2");
    CHECK(rounded("0.0000025") == "2");
    CHECK(rounded("0.00000251") == "3");
    CHECK(rounded("0.0000024999") == "2");
    CHECK(rounded("1e-9") == "0");
    CHECK(rounded("0.9999999") == "1000000");
    CHECK_FALSE(parse_weight("0.10000000").rounded);
}

TEST_CASE("a double weighs what its shortest decimal form says", "[route]") {
    CHECK(to_string(weight_of(Value{0.1}).weight) == "0.1");
    CHECK(to_string(weight_of(Value{1e9}).weight) == "1000000000");
    CHECK(to_string(weight_of(Value{0.000001}).weight) == "0.000001");
    CHECK(weight_of(Value{1.0 / 3}).rounded);
    CHECK(to_string(weight_of(Value{std::int64_t{7}}).weight) == "7");
}

TEST_CASE("what is not a weight is refused with the reason", "[route]") {
    CHECK_THROWS_WITH(parse_weight("-3"), "weight -3 is negative");
    CHECK_THROWS_WITH(weight_of(Value{-0.5}), "weight -0.5 is negative");
    CHECK_THROWS_WITH(parse_weight("many"), "'many' is not a number; a weight is one");
    CHECK_THROWS_WITH(weight_of(Value{true}), "'true' is not a number; a weight is one");
    CHECK_THROWS_AS(parse_weight(""), Error);
    CHECK_THROWS_AS(parse_weight("1,5"), Error);
    CHECK_THROWS_AS(parse_weight("1.2.3"), Error);
    CHECK_THROWS_AS(parse_weight("1e"), Error);
    CHECK_THROWS_AS(parse_weight("nan"), Error);
    CHECK_THROWS_AS(weight_of(Value{1e300}), Error);
    CHECK_THROWS_AS(weight_of(Value{std::uint64_t{9'223'372'036'854'775'808U}}), Error);
    CHECK_THROWS_AS(parse_weight("9223372036854775807.000001"), Error);
}

TEST_CASE("sums of weights are exact, or an error", "[route]") {
    Weight sum;
    for (int i = 0; i < 10; ++i) {
        sum += parse_weight("0.1").weight;
    }
    CHECK(whole(sum) == 1);
    CHECK_FALSE(whole(parse_weight("0.5").weight).has_value());
    CHECK(to_string(parse_weight("0.25").weight - parse_weight("2").weight) == "-1.75");
}

TEST_CASE("weights of a million million dollars add up to the cent", "[route]") {
    Weight sum;
    for (int i = 0; i < 100'000; ++i) {
        sum += parse_weight("999999999999999.99").weight;
    }
    CHECK(to_string(sum) == "99999999999999999000");
    CHECK_FALSE(whole(sum).has_value());  // Not in 64 bits.
    CHECK(weight_of_digits(to_digits(sum)) == sum);
    CHECK(to_string(weight_of_digits("-2500000")) == "-2.5");
    CHECK_THROWS_WITH(weight_of_digits("1.5"), "'1.5' is not a number; a weight is one");
}
