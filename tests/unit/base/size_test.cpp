// SPDX-License-Identifier: MIT
#include "engine/base/size.hpp"

#include <catch2/catch.hpp>

using tamga::base::size_bytes;

TEST_CASE("sizes are read as people write them", "[base]") {
    CHECK(size_bytes("300000") == 300000);
    CHECK(size_bytes("512M") == 536870912);
    CHECK(size_bytes("2g") == 2147483648);
    CHECK(size_bytes("1.5GiB") == 1610612736);
    CHECK(size_bytes("64kb") == 65536);
}

TEST_CASE("what is no size is refused", "[base]") {
    for (const char* text : {"", "M", "12X", "-1M", "0", "5 M", "1e30", "nan"}) {
        INFO(text);
        CHECK_THROWS_WITH(size_bytes(text),
                          "'" + std::string{text} + "' is not a size; write 512M or 2G");
    }
}
