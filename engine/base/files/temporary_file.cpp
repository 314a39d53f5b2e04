// SPDX-License-Identifier: MIT
#include "engine/base/files/temporary_file.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

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

TemporaryFile::TemporaryFile(const std::string& folder)
    : folder_{folder_or_default(folder)}, descriptor_{open_unnamed(folder_)} {
    if (descriptor_ < 0) {
        fail(folder_, 0, errno);
    }
}

TemporaryFile::TemporaryFile(const std::string& folder, std::size_t bytes) : TemporaryFile{folder} {
    if (const int code = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(bytes)); code != 0) {
        fail(folder_, bytes, code);
    }
}

TemporaryFile::~TemporaryFile() { ::close(descriptor_); }

void TemporaryFile::append(ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            fail(folder_, bytes.size(), errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
}

std::string TemporaryFile::folder_or_default(const std::string& folder) {
    std::error_code failure;
    const std::string chosen =
        folder.empty() ? std::filesystem::temp_directory_path(failure).string() : folder;
    if (failure || !std::filesystem::is_directory(chosen, failure)) {
        throw Error{Fault::usage, fmt::format("'{}' is not a folder for temporary files", chosen)};
    }
    return chosen;
}

}  // namespace tamga::base
