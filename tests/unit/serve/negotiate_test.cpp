// SPDX-License-Identifier: MIT
#include "engine/serve/http/negotiate.hpp"

#include <catch2/catch.hpp>

using tamga::serve::Coding;
using tamga::serve::preferred_coding;

TEST_CASE("a client gets gzip exactly if it takes it as gladly as anything", "[serve]") {
    const auto [field, expected] = GENERATE(table<const char*, Coding>({
        {"", Coding::identity},
        {"gzip", Coding::gzip},
        {"GZip", Coding::gzip},
        {"x-gzip", Coding::gzip},
        {"gzip, deflate, br, zstd", Coding::gzip},
        {"deflate, br", Coding::identity},
        {"*", Coding::gzip},
        {"*;q=0", Coding::identity},
        {"gzip;q=0", Coding::identity},
        {"gzip;q=0.000, *", Coding::identity},
        {"gzip ; q=0.001", Coding::gzip},
        {"gzip;q=0.5, identity", Coding::identity},
        {"identity;q=0.5, gzip;q=0.5", Coding::gzip},
        {"identity;q=0, gzip;q=0", Coding::identity},
        {"gzip;q=nonsense", Coding::gzip},
        {",,;,=,\t", Coding::identity},
        {"gzippy", Coding::identity},
    }));
    CAPTURE(field);
    CHECK(preferred_coding(field) == expected);
}

TEST_CASE("a coding is taken if it is named, or if any is, or if no field says otherwise",
          "[serve]") {
    const auto [field, expected] = GENERATE(table<const char*, bool>({
        {"", true},
        {" ", true},
        {"br", true},
        {"gzip, BR;q=0.1", true},
        {"*", true},
        {"br;q=0, *", false},
        {"*;q=0, br", true},
        {"gzip", false},
        {"brotli", false},
        {"identity", false},
    }));
    CAPTURE(field);
    CHECK(tamga::serve::takes(field, Coding::brotli) == expected);
}
