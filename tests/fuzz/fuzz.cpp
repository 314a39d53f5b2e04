// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzz.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace tamga::fuzz {

void require(bool holds, std::string_view property) {
    if (!holds) {
        std::fprintf(stderr, "property does not hold: %.*s\n", static_cast<int>(property.size()),
                     property.data());
        std::abort();
    }
}

MemoryFile::MemoryFile(ByteView content)
    : descriptor_{::memfd_create("fuzz", MFD_CLOEXEC)},
      path_{"/proc/self/fd/" + std::to_string(descriptor_)} {
    put(0, content);
}

void MemoryFile::put(std::size_t offset, ByteView content) const {
    const ::ssize_t written =
        ::pwrite(descriptor_, content.data(), content.size(), static_cast<::off_t>(offset));
    require(written == static_cast<::ssize_t>(content.size()), "a file in memory is written");
}

MemoryFile::~MemoryFile() { ::close(descriptor_); }

}  // namespace tamga::fuzz
