// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/progress.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using tamga::cli::Io;
using tamga::cli::Progress;
using Time = std::chrono::steady_clock::time_point;

namespace {

/// A terminal and a clock that stands until it is moved.
struct Terminal {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Io io{in, out, err, &err};
    Time now{std::chrono::hours{1}};

    Progress::Clock clock() {
        return [this] { return now; };
    }
    void pass(int milliseconds) { now += std::chrono::milliseconds{milliseconds}; }
};

}  // namespace

TEST_CASE("progress is drawn on a terminal and wiped at the end", "[cli]") {
    Terminal terminal;
    {
        Progress progress{terminal.io, false, terminal.clock()};
        progress.step("read", 0, 200);
        progress.step("read", 50, 200);  // Too soon after the first.
        terminal.pass(200);
        progress.step("read", 84, 200);
        progress.step("encode", 1, 0);  // A new step is drawn at once.
    }
    CHECK(terminal.err.str() ==
          "\r\x1b[Kread   0 %\r\x1b[Kread  42 %\r\x1b[K"
          "encode 1\r\x1b[K");
    CHECK(terminal.out.str().empty());
}

TEST_CASE("progress never says more than all", "[cli]") {
    Terminal terminal;
    Progress progress{terminal.io, false, terminal.clock()};
    progress.step("read", 300, 200);
    CHECK(terminal.err.str() == "\r\x1b[Kread 100 %");
    progress.clear();
    progress.clear();
    CHECK(terminal.err.str() == "\r\x1b[Kread 100 %\r\x1b[K");
}

TEST_CASE("nothing is drawn where there is no terminal or no wish for it", "[cli]") {
    Terminal terminal;
    {
        Progress quiet{terminal.io, true, terminal.clock()};
        quiet.step("read", 1, 2);
        terminal.io.screen = nullptr;
        Progress file{terminal.io, false, terminal.clock()};
        file.step("read", 1, 2);
    }
    CHECK(terminal.err.str().empty());
}
