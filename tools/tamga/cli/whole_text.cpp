// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/whole_text.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "tools/tamga/cli/standard_input.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <istream>
#include <vector>

namespace tamga::cli {
namespace {

struct Descriptor {
    int number;
    ~Descriptor() { ::close(number); }
};

std::string read_all(std::streambuf& from, std::size_t most) {
    std::string all;
    std::vector<char> some(std::size_t{1} << 16);
    for (std::streamsize got = 1; got > 0;) {
        got = from.sgetn(some.data(), static_cast<std::streamsize>(some.size()));
        all.append(some.data(), static_cast<std::size_t>(got));
        base::stop_if_interrupted();
        if (all.size() > most) {
            throw Error{Fault::input,
                        fmt::format("is larger than {} MiB, the most that is read", most >> 20)};
        }
    }
    return all;
}

std::string read_file(const std::string& path, std::size_t most) {
    // A pipe that nobody writes to yet is opened at once, and waited for where one can be stopped.
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    struct stat about {};
    if (file.number < 0 || ::fstat(file.number, &about) != 0) {
        throw Error{Fault::input, std::strerror(errno)};
    }
    if (S_ISDIR(about.st_mode)) {
        throw Error{Fault::input, "is a directory, not a file"};
    }
    StandardInput from{file.number};
    return read_all(from, most);
}

}  // namespace

std::string whole_text(const std::string& path, Io& io, std::size_t most) {
    return in_context(path == "-" ? "standard input" : path, [&] {
        return path == "-" ? read_all(*io.in.rdbuf(), most) : read_file(path, most);
    });
}

}  // namespace tamga::cli
