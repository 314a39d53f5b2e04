// SPDX-License-Identifier: MIT
#include "engine/base/output_file.hpp"

#include "engine/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace tamga::base {
namespace {

constexpr std::size_t pending_limit = std::size_t{1} << 20;
constexpr std::uint64_t stretch = std::uint64_t{32} << 20;

[[noreturn]] void fail(const std::string& path, int error) {
    throw Error{Fault::system, fmt::format("{}: {}", path, std::strerror(error))};
}

void write_fully(int descriptor, ByteView bytes, std::uint64_t offset, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t written =
            ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            fail(path, written < 0 ? errno : ENOSPC);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += static_cast<std::uint64_t>(written);
    }
}

}  // namespace

void check_output(const std::string& path, bool force) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    fs::path target{path};
    if (!target.has_filename()) {
        target = target.parent_path();
    }
    if (!force && fs::exists(target, ignored)) {
        throw Error{Fault::usage, path + ": is already there; --force replaces it"};
    }
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path{"."};
    if (!fs::is_directory(folder, ignored)) {
        throw Error{Fault::input, fmt::format("{}: there is no folder {}", path, folder.string())};
    }
    if (::access(folder.c_str(), W_OK) != 0) {
        throw Error{Fault::system, fmt::format("{}: cannot write into {}: {}", path,
                                               folder.string(), std::strerror(errno))};
    }
}

std::string temporary_beside(const std::string& path) {
    std::string stem = path;
    while (stem.size() > 1 && stem.back() == '/') {
        stem.pop_back();
    }
    return fmt::format("{}.{}.tmp", stem, ::getpid());
}

namespace {

/// What replaces a file may be read by the same people.
void take_mode_of(const std::string& path, int descriptor) {
    struct stat before {};
    if (::stat(path.c_str(), &before) == 0 && S_ISREG(before.st_mode)) {
        // A file system without permissions is no failure.
        [[maybe_unused]] const int ignored = ::fchmod(descriptor, before.st_mode & 07777);
    }
}

/// The new name is on disk, too.
void flush_folder(const std::string& path) {
    const std::filesystem::path folder = std::filesystem::path{path}.parent_path();
    const int descriptor =
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);  // Some file systems cannot; the file itself is on disk.
        ::close(descriptor);
    }
}

}  // namespace

OutputFile::OutputFile(std::string path)
    : path_{std::move(path)},
      temporary_{temporary_beside(path_)},
      descriptor_{::open(temporary_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)} {
    if (descriptor_ < 0) {
        fail(path_, errno);
    }
    take_mode_of(path_, descriptor_);
}

OutputFile::~OutputFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
        ::unlink(temporary_.c_str());
    }
}

void OutputFile::write(ByteView bytes) {
    constexpr std::size_t worth_copying = std::size_t{1} << 16;
    if (bytes.size() >= worth_copying) {
        flush();
        append(bytes, size_);
        size_ += bytes.size();
        return;
    }
    pending_.insert(pending_.end(), bytes.begin(), bytes.end());
    size_ += bytes.size();
    if (pending_.size() >= pending_limit) {
        flush();
    }
}

void OutputFile::write_at(std::uint64_t offset, ByteView bytes) {
    flush();
    write_fully(descriptor_, bytes, offset, path_);
}

void OutputFile::flush() {
    append(pending_, size_ - pending_.size());
    pending_.clear();
}

/// Has the disk begin with a long stretch, so that commit() need not wait for all of the file.
void OutputFile::append(ByteView bytes, std::uint64_t offset) {
    write_fully(descriptor_, bytes, offset, path_);
    if (offset + bytes.size() - on_its_way_ >= stretch) {
        send_to_disk(offset + bytes.size());
    }
}

void OutputFile::send_to_disk(std::uint64_t end) {
    // A hint: what goes wrong is told by fsync().
    ::sync_file_range(descriptor_, static_cast<off_t>(on_its_way_),
                      static_cast<off_t>(end - on_its_way_), SYNC_FILE_RANGE_WRITE);
    on_its_way_ = end;
}

void OutputFile::begin_flush() {
    flush();
    if (size_ > on_its_way_) {  // A length of 0 would be all there is behind.
        send_to_disk(size_);
    }
}

void OutputFile::commit(Flush flush_to_disk) {
    flush();
    if (flush_to_disk == Flush::now && ::fsync(descriptor_) != 0) {
        fail(path_, errno);
    }
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
        fail(path_, errno);
    }
    ::close(descriptor_);
    descriptor_ = -1;
    if (flush_to_disk == Flush::now) {
        flush_folder(path_);
    }
}

}  // namespace tamga::base
