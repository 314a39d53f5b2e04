// SPDX-License-Identifier: MIT
#include "engine/base/temporary_file.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace tamga::base {
namespace {

[[noreturn]] void fail(const std::string& folder, std::size_t bytes, int code) {
    throw Error{
        Fault::system,
        fmt::format("{}: no temporary file of {} bytes can be made: {}; name another folder "
                    "with --temporary",
                    folder, bytes, std::strerror(code))};
}

/// Where a file system has no files without a name, one is made and its name removed.
int open_unnamed(const std::string& folder) {
    const int unnamed = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (unnamed >= 0) {
        return unnamed;
    }
    std::string name = folder + "/tamga-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) {
        ::unlink(name.c_str());
    }
    return named;
}

}  // namespace

TemporaryFile::TemporaryFile(const std::string& folder, std::size_t bytes)
    : descriptor_{open_unnamed(folder)} {
    if (descriptor_ < 0) {
        fail(folder, bytes, errno);
    }
    if (const int code = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(bytes)); code != 0) {
        ::close(descriptor_);
        fail(folder, bytes, code);
    }
}

TemporaryFile::~TemporaryFile() { ::close(descriptor_); }

}  // namespace tamga::base
