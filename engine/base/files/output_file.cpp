// SPDX-License-Identifier: MIT
#include "engine/base/files/output_file.hpp"

#include "engine/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

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

OutputFile::OutputFile(std::string path)
    : path_{std::move(path)}, pending_file_{path_}, descriptor_{pending_file_.make_file()} {}

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

int OutputFile::descriptor() {
    flush();
    return descriptor_;
}

void OutputFile::commit(Flush flush_to_disk, Existing existing) {
    flush();
    pending_file_.commit(flush_to_disk, existing);
}

}  // namespace tamga::base
