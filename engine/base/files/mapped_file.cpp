// SPDX-License-Identifier: MIT
#include "engine/base/files/mapped_file.hpp"

#include "engine/base/error.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tamga::base {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& why) {
    throw Error{Fault::input, path + ": " + why};
}

struct Descriptor {
    int number;
    ~Descriptor() { ::close(number); }
};

}  // namespace

MappedFile::MappedFile(const std::string& path, Access access) {
    const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (number < 0) {
        fail(path, std::strerror(errno));
    }
    const Descriptor descriptor{number};
    map(number, path, access);
}

MappedFile::MappedFile(const TemporaryFile& file) {
    map(file.descriptor(), "a temporary file", Access::sequential);
}

void MappedFile::map(int number, const std::string& path, Access access) {
    struct stat about {};
    if (::fstat(number, &about) != 0) {
        fail(path, std::strerror(errno));
    }
    if (!S_ISREG(about.st_mode)) {
        fail(path, S_ISDIR(about.st_mode) ? "is a directory, not a file" : "is not a regular file");
    }
    size_ = static_cast<std::size_t>(about.st_size);
    if (size_ == 0) {
        return;  // An empty file cannot be mapped, and needs no mapping.
    }
    void* address = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, number, 0);
    if (address == MAP_FAILED) {
        fail(path, std::strerror(errno));
    }
    ::madvise(address, size_, access == Access::sequential ? MADV_SEQUENTIAL : MADV_RANDOM);
    data_ = static_cast<const std::uint8_t*>(address);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_{std::exchange(other.data_, nullptr)}, size_{std::exchange(other.size_, 0)} {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) {
        ::munmap(const_cast<std::uint8_t*>(data_), size_);
    }
}

void MappedFile::forget(std::size_t size) const noexcept { advise(0, size, MADV_DONTNEED); }

void MappedFile::fetch(std::size_t begin, std::size_t end) const noexcept {
    advise(begin, end, MADV_WILLNEED);
}

/// A hint: where the kernel does not take it, the file is only read later, or kept longer.
void MappedFile::advise(std::size_t begin, std::size_t end, int what) const noexcept {
    constexpr std::size_t pages = std::size_t{1} << 16;  // Whole ones, however large they are.
    const std::size_t first = begin / pages * pages;
    const std::size_t last = std::min(end / pages * pages, size_);
    if (first < last) {
        ::madvise(const_cast<std::uint8_t*>(data_) + first, last - first, what);
    }
}

}  // namespace tamga::base
