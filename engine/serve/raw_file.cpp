// SPDX-License-Identifier: MIT
#include "engine/serve/raw_file.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace tamga::serve {

RawFile::RawFile(const std::string& path)
    : descriptor_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {
    struct stat about {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0 || !S_ISREG(about.st_mode)) {
        const std::string why = descriptor_ < 0 ? std::strerror(errno) : "is not a regular file";
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
        throw Error{Fault::input, path + ": " + why};
    }
    size_ = static_cast<std::uint64_t>(about.st_size);
    tag_ = fmt::format("\"{:x}-{:x}-{:x}.{:x}\"", about.st_ino, size_, about.st_mtim.tv_sec,
                       about.st_mtim.tv_nsec);
}

RawFile::~RawFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

RawFile::RawFile(RawFile&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)},
      size_{other.size_},
      tag_{std::move(other.tag_)} {}

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

}  // namespace tamga::serve
