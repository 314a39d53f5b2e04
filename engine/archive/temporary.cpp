// SPDX-License-Identifier: MIT
#include "engine/archive/temporary.hpp"

#include "engine/base/error.hpp"
#include "engine/base/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace tamga::archive {
namespace {

namespace fs = std::filesystem;

std::string without_slashes(std::string path) {
    while (path.size() > 1 && path.back() == '/') {
        path.pop_back();
    }
    return path;
}

[[noreturn]] void fail(const std::string& path, const char* why) {
    throw Error{Fault::system, fmt::format("{}: {}", path, why)};
}

void flush_to_disk(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!flushed) {
        fail(path, std::strerror(error));
    }
}

void rename_or_fail(const std::string& from, const std::string& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) {
        fail(to, error.message().c_str());
    }
}

}  // namespace

Temporary::Temporary(std::string final_path)
    : final_path_{without_slashes(std::move(final_path))},
      path_{base::temporary_beside(final_path_)} {
    std::error_code ignored;
    fs::remove_all(path_, ignored);  // Of an earlier process with our number that was killed.
}

Temporary::~Temporary() {
    if (!committed_) {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
}

void Temporary::commit() {
    std::error_code ignored;
    if (fs::is_directory(path_, ignored) && fs::exists(final_path_, ignored)) {
        const std::string aside = path_ + ".old";
        rename_or_fail(final_path_, aside);
        rename_or_fail(path_, final_path_);
        fs::remove_all(aside, ignored);
    } else {
        flush_to_disk(path_);
        rename_or_fail(path_, final_path_);
    }
    committed_ = true;
}

}  // namespace tamga::archive
