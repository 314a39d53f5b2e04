// SPDX-License-Identifier: MIT
#include "engine/store/time_range.hpp"

#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace tamga;
using store::TimeRange;

namespace {

/// Those of the periods that a range holds.
std::vector<std::string> held(const std::string& range, const std::vector<std::string>& periods) {
    const TimeRange time{range};
    std::vector<std::string> all;
    for (const std::string& period : periods) {
        if (time.holds(period) == TimeRange::Answer::yes) {
            all.push_back(period);
        }
    }
    return all;
}

using Periods = std::vector<std::string>;

}  // namespace

TEST_CASE("times are compared as dates, however they are written", "[store]") {
    const Periods days{"01.02.2010", "2010-02-03", "2011/01/01", "31.12.2009", "2010-03-01T05:00"};
    CHECK(held("2010", days) == Periods{"01.02.2010", "2010-02-03", "2010-03-01T05:00"});
    CHECK(held("2010-02..02.02.2010", days) == Periods{"01.02.2010"});
    CHECK(held("..2009", days) == Periods{"31.12.2009"});
    CHECK(held("2010-03..", days) == Periods{"2011/01/01", "2010-03-01T05:00"});
}

TEST_CASE("a limit that says less holds for all that it may mean", "[store]") {
    CHECK(held("2015-03..2015-04", {"2015-04-30", "2015-05-01", "2015"}) == Periods{"2015-04-30"});
    CHECK(held("..2015-04", {"2015"}) == Periods{"2015"});
}

TEST_CASE("periods of breaks and of quarters go by the year they begin with", "[store]") {
    const Periods periods{"1990_2000", "2010Q1", "Q1 2010", "from_2020", "spring"};
    CHECK(held("1990..2010", periods) == Periods{"1990_2000", "2010Q1"});
    CHECK(TimeRange{"1990.."}.holds("spring") == TimeRange::Answer::unreadable);
    CHECK(held("spring", periods) == Periods{"spring"});
    CHECK(held("3..11", {"2", "3", "10", "12"}) == Periods{"3", "10"});
}

TEST_CASE("a range whose limits are no times is refused, with the forms that there are",
          "[store]") {
    for (const char* text : {"abc..", "2010..x", "13.13.2010..", "2010...2012"}) {
        CHECK_THROWS_WITH(TimeRange{text}, Catch::Contains("is no time; it takes A..B"));
    }
    for (const char* text : {"..", "2020..2015", "2010-05..2010-04"}) {
        CHECK_THROWS_WITH(TimeRange{text}, Catch::Contains("A before B"));
    }
    CHECK(TimeRange{"2010-2014"}.label() == "2010-2014");  // Perhaps a label.
    CHECK(TimeRange{"99999999999999999999"}.label().has_value());
}
