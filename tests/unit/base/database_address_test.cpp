// SPDX-License-Identifier: MIT
#include "engine/base/files/database_address.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>

using namespace tamga;
using base::is_database_address;
using base::without_password;

TEST_CASE("an address of a database is shown without its password", "[base]") {
    CHECK(without_password("postgresql://ana:secret@host:5432/db") ==
          "postgresql://ana:***@host:5432/db");
    CHECK(without_password("postgresql://ana@host:5432/db") == "postgresql://ana@host:5432/db");
    CHECK(without_password("postgresql://host:5432/db") == "postgresql://host:5432/db");
    CHECK(without_password("postgres:///db?user=ana&password=secret&schema=a") ==
          "postgres:///db?user=ana&password=***&schema=a");
    CHECK(without_password("postgres:///db?sslpassword=secret") ==
          "postgres:///db?sslpassword=***");
    // What should have been written as percent and a number.
    CHECK(without_password("postgresql://ana:s@c/r?t@host/db") == "postgresql://ana:***@host/db");
    CHECK(without_password("a:b@c.sqlite") == "a:b@c.sqlite");
}

TEST_CASE("a database is called by its name", "[base]") {
    CHECK(base::database_name("postgresql://ana:secret@host:5432/db?password=x/y") == "db");
    CHECK(base::database_name("postgresql://ana:secret@host") == "database");
    CHECK(base::database_name("postgres:///?service=mine") == "database");
}

TEST_CASE("an address of a database is no path", "[base]") {
    CHECK(is_database_address("postgresql:///db"));
    CHECK(is_database_address("postgres://host/db"));
    CHECK_FALSE(is_database_address("postgresql"));
    CHECK_FALSE(is_database_address("./postgresql://host/db"));
    const std::string address = "postgresql://host/db";
    CHECK_NOTHROW(base::check_apart("-o", address, std::array{address}));
    CHECK_NOTHROW(base::check_apart("-o", "postgresql:", std::array{address}));
}
