// SPDX-License-Identifier: MIT
#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace tamga::coordinate::test {

/// Does `read` make this of each of the texts?
template <class Read>
void check_all(const Read& read, const std::string& expected,
               const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(read(text) == expected);
    }
}

/// Does `read` answer for each of the texts with "- " and a reason?
template <class Read>
void check_refused(const Read& read, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(read(text).substr(0, 2) == "- ");
    }
}

}  // namespace tamga::coordinate::test
