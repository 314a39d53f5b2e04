// SPDX-License-Identifier: MIT
#include "engine/route/table/period.hpp"
#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

using tamga::Error;
using tamga::route::PeriodRule;

TEST_CASE("without a rule a time is its own period", "[route]") {
    CHECK(PeriodRule{}.label("spring of 2020") == "spring of 2020");
}

TEST_CASE("dates become years and months", "[route]") {
    const PeriodRule year{"year"};
    for (const char* date : {"2001", "2001-05", "2001-05-03", "2001-05-03T12:30:00Z", "2001/05/03",
                             "03.05.2001", " 2001-05-03 07:00"}) {
        CAPTURE(date);
        CHECK(year.label(date) == "2001");
    }
    CHECK(PeriodRule{"month"}.label("2001-05-03T12:30") == "2001-05");
    CHECK(PeriodRule{"month"}.label("3.5.2001") == "2001-05");
    CHECK(year.label("") == "");
}

TEST_CASE("breaks begin periods, and what is before the first or after the last is kept",
          "[route]") {
    const PeriodRule breaks{"1990,2000-06,2010"};
    CHECK(breaks.label("1989-12-31") == "before_1990");
    CHECK(breaks.label("1990") == "1990_2000-06");
    CHECK(breaks.label("2000-05-31") == "1990_2000-06");
    CHECK(breaks.label("2000-06-01") == "2000-06_2010");
    CHECK(breaks.label("2010-01-01") == "from_2010");
}

TEST_CASE("what is no date has no period", "[route]") {
    for (const char* text : {"spring", "01-05-2001", "2001-13", "2001-05-32", "20010503", "-2001",
                             "2001-05/03", "2001x"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(PeriodRule{"year"}.label(text), Error);
    }
    CHECK_THROWS_WITH(PeriodRule{"month"}.label("2001"), "'2001' names no month");
}

TEST_CASE("a rule that is none is refused", "[route]") {
    CHECK_THROWS_AS(PeriodRule{"decade"}, Error);
    CHECK_THROWS_AS(PeriodRule{"1990,,2000"}, Error);
    CHECK_THROWS_WITH((PeriodRule{"2000,1990"}),
                      "periods begin in order; '1990' is not after '2000'");
}
