// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/lines.hpp"
#include "engine/base/error.hpp"
#include "tests/unit/tools/printed.hpp"
#include "tools/tamga/cli/standard_input.hpp"
#include "tools/tamga/cli/whole_text.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace tamga;
using namespace tamga::cli;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in{text};
    std::vector<std::string> lines;
    for (std::string line; next_line(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

}  // namespace

TEST_CASE("lines end with LF or CR LF, the last one perhaps with nothing", "[tools]") {
    CHECK(lines_of("") == std::vector<std::string>{});
    CHECK(lines_of("a\r\n\nb") == std::vector<std::string>{"a", "", "b"});
    CHECK(lines_of("\n") == std::vector<std::string>{""});
    CHECK(lines_of(std::string{"a\0b\n", 4}) == std::vector<std::string>{std::string{"a\0b", 3}});
}

TEST_CASE("of a line without end no more is kept than tells that it is too long", "[tools]") {
    const auto lines = lines_of(std::string(3'000'000, 'x') + "\n41,74\n");
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].size() == longest_line + 1);
    CHECK(lines[1] == "41,74");
    CHECK(lines_of(std::string(longest_line, 'x') + "\n")[0].size() == longest_line);
}

TEST_CASE("a position in a text that is too long is refused, and the next line is read",
          "[tools]") {
    std::istringstream in{std::string(100'000, ' ') + "41,74\n41,74\n"};
    std::ostringstream out;
    std::ostringstream err;
    Io io{in, out, err};
    const std::vector<std::string> words{"locate", "-"};
    CHECK(run_tool(words, io) == 1);
    CHECK(out.str() ==
          "-\tthe text is longer than 65536 bytes, and no position is\n41,74\tdecimal\n");
}

TEST_CASE("standard input is read to the end of a pipe", "[tools]") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    REQUIRE(::write(ends[1], "a\nb", 3) == 3);
    StandardInput buffer{ends[0]};
    std::istream in{&buffer};
    std::string line;
    CHECK(buffer.in_avail() > 0);
    CHECK(next_line(in, line));
    CHECK(line == "a");
    ::close(ends[1]);
    CHECK(next_line(in, line));
    CHECK(line == "b");
    CHECK_FALSE(next_line(in, line));
    ::close(ends[0]);
}

TEST_CASE("a whole text is a file's or standard input's, up to a size", "[tools]") {
    std::istringstream in{"0123456789"};
    std::ostringstream out;
    Io io{in, out, out};
    CHECK(whole_text("-", io, 10) == "0123456789");
    in = std::istringstream{"0123456789"};
    CHECK_THROWS_WITH(whole_text("-", io, 9), Catch::StartsWith("standard input: is larger than"));
    const auto folder = std::filesystem::temp_directory_path();
    CHECK_THROWS_WITH(whole_text(folder, io, 9), folder.string() + ": is a directory, not a file");
    CHECK_THROWS_AS(whole_text(folder / "no-such-file", io, 9), Error);
}
