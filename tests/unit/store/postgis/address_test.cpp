// SPDX-License-Identifier: MIT
#include "engine/store/postgis/address.hpp"

#include "engine/base/error.hpp"
#include "engine/store/postgis/spool.hpp"
#include "engine/store/writer.hpp"

#include <catch2/catch.hpp>

using namespace tamga;
using store::postgis::read_address;
using store::postgis::text_of;

TEST_CASE("an address may name a schema, and all else is the library's", "[store]") {
    const auto plain = read_address("postgresql://ana:secret@host/db");
    CHECK(plain.for_libpq == "postgresql://ana:secret@host/db");
    CHECK(plain.schema.empty());
    CHECK(plain.shown == "postgresql://ana:***@host/db");

    const auto between = read_address("postgresql:///db?host=/tmp&schema=a%20b%22&sslmode=require");
    CHECK(between.for_libpq == "postgresql:///db?host=/tmp&sslmode=require");
    CHECK(between.schema == "a b\"");
    CHECK(read_address("postgresql:///db?schema=a").for_libpq == "postgresql:///db");
    CHECK(read_address("postgresql:///db?schema=a&host=/tmp").for_libpq ==
          "postgresql:///db?host=/tmp");

    CHECK_THROWS_WITH(read_address("postgresql:///db?schema=a&schema=b"),
                      "postgresql:///db?schema=a&schema=b: has two schemas");
    CHECK_THROWS_AS(read_address("postgresql:///db?schema=%zz"), Error);
    CHECK_THROWS_AS(read_address("postgresql:///db?schema=%4"), Error);
    CHECK_THROWS_AS(read_address("postgresql:///db?schema=%00"), Error);
}

TEST_CASE("an address that cannot be read says so without its password", "[store]") {
    CHECK_THROWS_WITH(store::create("postgresql://ana:se%zzcret@host/db", false),
                      Catch::Contains("ana:***@host/db: is no address that PostgreSQL's library") &&
                          !Catch::Contains("cret"));
}

TEST_CASE("a server that is not there is an error with its address", "[store]") {
    CHECK_THROWS_WITH(store::create("postgresql://ana:secret@/db?host=/nowhere", false),
                      Catch::StartsWith("postgresql://ana:***@/db?host=/nowhere: ") &&
                          !Catch::Contains("secret"));
}

TEST_CASE("numbers beside texts become texts as SQLite writes them", "[store]") {
    CHECK(text_of(7.5) == "7.5");
    CHECK(text_of(100) == "100.0");
    CHECK(text_of(1e21) == "1.0e+21");
    CHECK(text_of(1.5e-7) == "1.5e-07");
    CHECK(text_of(0.1 + 0.2) == "0.3");
}
