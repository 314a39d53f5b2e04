// SPDX-License-Identifier: MIT
#include "engine/base/nearest.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using tamga::base::did_you_mean;
using tamga::base::edit_distance;
using tamga::base::nearest;

TEST_CASE("edit distance counts insertions, deletions, changes and swaps", "[base]") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "bake") == 4);
    CHECK(edit_distance("kitten", "sitting") == 3);  // The textbook pair.
    CHECK(edit_distance("bkae", "bake") == 1);
    CHECK(edit_distance("ca", "abc") == 3);  // A swapped pair is not edited again.
    CHECK(edit_distance("sunday", "saturday") == edit_distance("saturday", "sunday"));
}

TEST_CASE("a mistyped name finds the name that was meant", "[base]") {
    const std::vector<std::string> names{"name", "source", "origin", "zoom"};
    CHECK(nearest("soruce", names) == "source");
    CHECK(nearest("zooom", names) == "zoom");
    CHECK(nearest("zoom", names) == "zoom");
    CHECK(did_you_mean("orgin", names) == "; did you mean 'origin'?");
}

TEST_CASE("a name like no other finds nothing", "[base]") {
    const std::vector<std::string> names{"name", "source"};
    CHECK_FALSE(nearest("weight", names));
    CHECK_FALSE(nearest("x", names));
    CHECK_FALSE(nearest("name", std::vector<std::string>{}));
    CHECK(did_you_mean("weight", names).empty());
}
