// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/standard_output.hpp"
#include "engine/base/error.hpp"
#include "tools/tamga/cli/command.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <array>
#include <csignal>
#include <ostream>
#include <sstream>

using tamga::cli::ReaderGone;
using tamga::cli::StandardOutput;

namespace {

class Pipe {
public:
    Pipe() { REQUIRE(::pipe(ends_.data()) == 0); }
    ~Pipe() {
        ::close(ends_[1]);
        close_reader();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    int writer() const { return ends_[1]; }
    void close_reader() {
        if (ends_[0] >= 0) {
            ::close(ends_[0]);
            ends_[0] = -1;
        }
    }
    std::string read() const {
        std::array<char, 100> text{};
        const ssize_t size = ::read(ends_[0], text.data(), text.size());
        return {text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

/// Runs the tool with its stdout on that descriptor: it prints `lines` lines.
int run_to(int descriptor, int lines, std::string& err_text) {
    StandardOutput buffer{descriptor};
    std::ostream out{&buffer};
    out.exceptions(std::ios::badbit);
    std::string text;
    for (int line = 0; line < lines; ++line) {
        text += "41,74\n";
    }
    std::istringstream in{text};
    std::ostringstream err;
    tamga::cli::Io io{in, out, err};
    const std::vector<std::string> words{"locate", "-"};
    const int status = tamga::cli::run_tool(words, io);
    err_text = err.str();
    return status;
}

}  // namespace

TEST_CASE("what is written arrives when it is flushed", "[cli]") {
    const Pipe pipe;
    StandardOutput buffer{pipe.writer()};
    std::ostream out{&buffer};
    out << "a" << 1 << '\n' << std::flush;
    CHECK(pipe.read() == "a1\n");
}

TEST_CASE("a reader that has gone ends the tool without a word", "[cli]") {
    std::signal(SIGPIPE, SIG_IGN);
    Pipe pipe;
    pipe.close_reader();
    std::string err;
    CHECK(run_to(pipe.writer(), 1, err) == 0);
    CHECK(err.empty());
    CHECK(run_to(pipe.writer(), 10'000, err) == 0);  // More than the buffer holds.
    CHECK(err.empty());

    StandardOutput buffer{pipe.writer()};
    std::ostream out{&buffer};
    out.exceptions(std::ios::badbit);
    CHECK_THROWS_AS(out << std::string(100'000, 'x'), ReaderGone);
    out.clear();
    CHECK_NOTHROW(out << std::string(100'000, 'x') << std::flush);  // Dropped, not tried again.
}

TEST_CASE("a full disk is an error", "[cli]") {
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    REQUIRE(full >= 0);
    std::string err;
    CHECK(run_to(full, 1, err) == 1);
    CHECK(err == "tamga: standard output: No space left on device\n");
    CHECK(run_to(full, 10'000, err) == 1);
    CHECK(err == "tamga locate: standard output: No space left on device\n");
    ::close(full);
}
