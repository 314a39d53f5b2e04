// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/size.hpp"
#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

using tamga::cli::size_bytes;

TEST_CASE("sizes are read as people write them", "[tools]") {
    CHECK(size_bytes("300000", "--memory") == 300000);
    CHECK(size_bytes("512M", "--memory") == 536870912);
    CHECK(size_bytes("2g", "--memory") == 2147483648);
    CHECK(size_bytes("1.5GiB", "--memory") == 1610612736);
    CHECK(size_bytes("64kb", "--memory") == 65536);
}

TEST_CASE("what is no size is refused by the option's name", "[tools]") {
    for (const char* text : {"", "M", "12X", "-1M", "0", "5 M", "1e30", "nan"}) {
        INFO(text);
        CHECK_THROWS_WITH(size_bytes(text, "--memory"),
                          "--memory: '" + std::string{text} + "' is not a size; write 512M or 2G");
    }
}
