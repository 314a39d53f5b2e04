// SPDX-License-Identifier: MIT
#include "tests/cli/shell_words.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using tamga::tests::shell_line;
using Words = std::vector<std::string>;

TEST_CASE("a transcript's command is split as a shell splits it", "[cli]") {
    CHECK(shell_line("tamga  where 1,2 ").words == Words{"tamga", "where", "1,2"});
    CHECK(shell_line(R"(a 'b "c' "d 'e" f\ g "" h"i"j)").words ==
          Words{"a", "b \"c", "d 'e", "f g", "", "hij"});
    CHECK(shell_line(R"("41°12'16\"N" "\\" '\' "\n")").words ==
          Words{"41°12'16\"N", "\\", "\\", "\\n"});
    CHECK_THROWS_AS(shell_line("a 'b"), std::runtime_error);
    CHECK_THROWS_AS(shell_line("a \\"), std::runtime_error);
}

TEST_CASE("a transcript's command reads from and writes to files", "[cli]") {
    const auto line = shell_line("tamga locate - < in.txt > out.txt");
    CHECK(line.words == Words{"tamga", "locate", "-"});
    CHECK(line.input_file == "in.txt");
    CHECK(line.output_file == "out.txt");
    CHECK_FALSE(line.reads_text);
    CHECK(shell_line("tamga locate - << text").reads_text);
    CHECK(shell_line("a '<' \\> b").words == Words{"a", "<", ">", "b"});
    CHECK_THROWS_AS(shell_line("a <"), std::runtime_error);
}
