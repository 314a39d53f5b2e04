// SPDX-License-Identifier: MIT
#include "engine/base/files/raw_file.hpp"

#include "engine/base/error.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace tamga::base {
namespace {

constexpr int reading = O_RDONLY | O_CLOEXEC | O_NONBLOCK;

FileStamp stamp_from(const struct stat& about) {
    const auto in_ns = [](const ::timespec& time) {
        return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
    };
    return {.device = about.st_dev,
            .number = about.st_ino,
            .size = static_cast<std::uint64_t>(about.st_size),
            .written_ns = in_ns(about.st_mtim),
            .changed_ns = in_ns(about.st_ctim)};
}

/// For a system that does not know openat2, or keeps it from us.
int open_after_looking(const std::string& folder, const std::string& name) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path root = fs::canonical(folder, error);
    const fs::path file = error ? fs::path{} : fs::canonical(root / name, error);
    if (error) {
        errno = error.value();
        return -1;
    }
    if (file.lexically_relative(root).string().starts_with("..")) {
        errno = EXDEV;
        return -1;
    }
    return ::open(file.c_str(), reading);
}

int open_within(const std::string& folder, const std::string& name) {
    const int root = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (root < 0) {
        return -1;
    }
    ::open_how how{};
    how.flags = reading;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    const int opened =
        static_cast<int>(::syscall(SYS_openat2, root, name.c_str(), &how, sizeof how));
    const int why = errno;
    ::close(root);
    if (opened < 0 && (why == ENOSYS || why == EPERM)) {
        return open_after_looking(folder, name);
    }
    errno = why;
    return opened;
}

}  // namespace

std::optional<FileStamp> stamp_of(const std::string& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 ? std::optional{stamp_from(about)} : std::nullopt;
}

RawFile::RawFile(const std::string& path) : RawFile{::open(path.c_str(), reading), path} {}

RawFile::RawFile(int descriptor, const std::string& name) : descriptor_{descriptor} {
    struct stat about {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0 || !S_ISREG(about.st_mode)) {
        std::string why = descriptor_ < 0 ? std::strerror(errno) : "is not a regular file";
        if (descriptor_ < 0 && errno == EXDEV) {
            why = "is a link that leads out of its folder";
        }
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
        throw Error{Fault::input, name + ": " + why};
    }
    stamp_ = stamp_from(about);
}

std::optional<RawFile> RawFile::within(const std::string& folder, const std::string& name) {
    const int opened = open_within(folder, name);
    if (opened < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return std::nullopt;
    }
    return RawFile{opened, name};
}

RawFile::~RawFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

RawFile::RawFile(RawFile&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, stamp_{other.stamp_} {}

FileStamp RawFile::stamp_now() const {
    struct stat about {};
    if (::fstat(descriptor_, &about) != 0) {
        throw Error{Fault::system, std::string{"cannot look at the file: "} + std::strerror(errno)};
    }
    return stamp_from(about);
}

bool RawFile::is_being_written() const noexcept {
    // The system gives a lease on a file to its owner, unless somebody writes.
    if (::fcntl(descriptor_, F_SETLEASE, F_RDLCK) == 0) {
        ::fcntl(descriptor_, F_SETLEASE, F_UNLCK);
        return false;
    }
    return errno == EAGAIN;
}

std::size_t RawFile::read(std::uint64_t offset, std::span<char> room) const {
    std::size_t done = 0;
    while (done < room.size()) {
        const ::ssize_t got = ::pread(descriptor_, room.data() + done, room.size() - done,
                                      static_cast<::off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw Error{Fault::system, std::string{"cannot read: "} + std::strerror(errno)};
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

std::optional<std::size_t> RawFile::read_from_memory(std::uint64_t offset,
                                                     std::span<char> room) const {
    const ::iovec place{.iov_base = room.data(), .iov_len = room.size()};
    const ::ssize_t got =
        ::preadv2(descriptor_, &place, 1, static_cast<::off_t>(offset), RWF_NOWAIT);
    if (got < 0 || static_cast<std::size_t>(got) < room.size()) {
        return std::nullopt;  // Perhaps the rest is on the disk.
    }
    return static_cast<std::size_t>(got);
}

Bytes RawFile::bytes(std::uint64_t offset, std::size_t size) const {
    Bytes result(size);
    const std::size_t got = read(offset, {reinterpret_cast<char*>(result.data()), size});
    if (got < size) {
        throw Error{Fault::input, "the file has been cut short since it was opened, at byte " +
                                      std::to_string(offset + got)};
    }
    return result;
}

Bytes whole_file(const RawFile& file) {
    Bytes result = file.bytes(0, file.size());
    if (!file.stamp_now().same_content(file.stamp())) {
        throw Error{Fault::input, "the file was written to while it was read"};
    }
    return result;
}

}  // namespace tamga::base
