// SPDX-License-Identifier: MIT
#include "engine/base/files/pending_output.hpp"

#include "engine/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace tamga::base {
namespace {

namespace fs = std::filesystem;

/// So many names are tried; that even one is taken is a matter of chance.
constexpr int attempts = 16;

[[noreturn]] void fail(const std::string& path, int error) {
    throw Error{Fault::system, fmt::format("{}: {}", path, std::strerror(error))};
}

std::string without_slashes(std::string path) {
    while (path.size() > 1 && path.back() == '/') {
        path.pop_back();
    }
    return path;
}

/// Twelve letters and digits that nobody knows before.
std::string random_word(const std::string& path) {
    constexpr std::string_view signs = "0123456789abcdefghijklmnopqrstuv";
    std::array<unsigned char, 12> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
        fail(path, errno);
    }
    std::string word;
    for (const unsigned char byte : bytes) {
        word += signs[byte % signs.size()];
    }
    return word;
}

struct Folder {
    explicit Folder(const std::string& path)
        : descriptor{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)} {}
    ~Folder() {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    int descriptor;
};

/// All files of a folder's file system: one call, where one for each tile would take hours.
void flush_files(const std::string& folder, const std::string& called) {
    const Folder open{folder};
    if (open.descriptor < 0 || ::syncfs(open.descriptor) != 0) {
        fail(called, errno);
    }
}

/// A new name is on disk when its folder is. Some folders cannot be opened, or flushed.
void flush_name(const std::string& path) {
    const fs::path folder = fs::path{path}.parent_path();
    const Folder open{folder.empty() ? "." : folder.string()};
    if (open.descriptor >= 0 && ::fsync(open.descriptor) != 0 && errno != EINVAL &&
        errno != ENOSYS) {
        fail(path + ": is written, but its name may not be on disk", errno);
    }
}

bool is_there(const std::string& path) {
    struct stat about {};
    return ::lstat(path.c_str(), &about) == 0;
}

void rename_or_fail(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0) {
        fail(to, errno);
    }
}

/// Not every file system can rename with a condition, or exchange two names.
bool rename_as(const std::string& from, const std::string& to, unsigned how) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), how) == 0) {
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        fail(to, errno);
    }
    return false;
}

/// Exchanges two names in three steps.
void exchange(const std::string& one, const std::string& other, const std::string& aside) {
    rename_or_fail(other, aside);
    if (std::rename(one.c_str(), other.c_str()) != 0) {
        const int error = errno;
        rename_or_fail(aside, other);
        fail(other, error);
    }
    rename_or_fail(aside, one);
}

}  // namespace

PendingOutput::PendingOutput(std::string final_path)
    : final_path_{without_slashes(std::move(final_path))} {}

PendingOutput::~PendingOutput() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
    if (made_) {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
}

/// A long name is cut, so that there is room for what is added.
std::string PendingOutput::name(std::string_view random) const {
    const fs::path path{final_path_};
    const std::string ending = fmt::format(".{}.tmp", random);
    const std::string stem = path.filename().string().substr(0, NAME_MAX - ending.size());
    return (path.parent_path() / (stem + ending)).string();
}

int PendingOutput::make_file() {
    for (int i = 0; i < attempts && !made_; ++i) {
        path_ = name(random_word(final_path_));
        descriptor_ =
            ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        made_ = descriptor_ >= 0;
        if (!made_ && errno != EEXIST) {
            break;
        }
    }
    if (!made_) {
        fail(final_path_, errno);
    }
    struct stat before {};
    if (::stat(final_path_.c_str(), &before) == 0 && S_ISREG(before.st_mode)) {
        // A file system without permissions is no failure.
        [[maybe_unused]] const int ignored = ::fchmod(descriptor_, before.st_mode & 0777);
    }
    return descriptor_;
}

void PendingOutput::make_folder() {
    for (int i = 0; i < attempts && !made_; ++i) {
        path_ = name(random_word(final_path_));
        made_ = ::mkdir(path_.c_str(), 0777) == 0;
        if (!made_ && errno != EEXIST) {
            break;
        }
    }
    if (!made_) {
        fail(final_path_, errno);
    }
}

void PendingOutput::commit(Flush flush, Existing existing) {
    if (descriptor_ >= 0) {
        commit_file(flush, existing);
    } else {
        commit_folder();
    }
}

void PendingOutput::commit_file(Flush flush, Existing existing) {
    if (flush == Flush::now && ::fsync(descriptor_) != 0) {
        fail(final_path_, errno);
    }
    if (::close(std::exchange(descriptor_, -1)) != 0) {
        fail(final_path_, errno);
    }
    if (existing == Existing::replaced) {
        rename_or_fail(path_, final_path_);
    } else if (is_there(final_path_)) {
        throw Error{Fault::usage, final_path_ + ": is already there; --force replaces it"};
    } else if (!rename_as(path_, final_path_, RENAME_NOREPLACE)) {
        rename_or_fail(path_, final_path_);
    }
    made_ = false;
    if (flush == Flush::now) {
        flush_name(final_path_);
    }
}

void PendingOutput::commit_folder() {
    flush_files(path_, final_path_);
    if (!is_there(final_path_)) {
        rename_or_fail(path_, final_path_);
    } else if (!rename_as(path_, final_path_, RENAME_EXCHANGE)) {
        exchange(path_, final_path_, name(random_word(final_path_)));
    }
    made_ = false;
    flush_name(final_path_);
}

}  // namespace tamga::base
