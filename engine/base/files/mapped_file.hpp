// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/base/files/temporary_file.hpp"

#include <string>

namespace tamga::base {

/// How a mapped file will be read: the kernel fetches ahead, or only the pages that are touched.
enum class Access { sequential, random };

/// A file's bytes, mapped read-only for as long as the object lives.
class MappedFile {
public:
    /// Throws Error{Fault::input} if the file cannot be opened or is not a regular file.
    /// Never waits, as opening a pipe would.
    explicit MappedFile(const std::string& path, Access access = Access::sequential);
    /// What was written to a temporary file; it may be closed afterwards.
    explicit MappedFile(const TemporaryFile& file);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    ByteView bytes() const noexcept { return {data_, size_}; }

    /// Tells the kernel that the first `size` bytes are not needed again, so that reading a large
    /// file once does not count as memory in use.
    void forget(std::size_t size) const noexcept;

    /// Has the disk begin with the bytes from `begin` to `end`, which may lie behind the last, and
    /// does not wait for them.
    void fetch(std::size_t begin, std::size_t end) const noexcept;

private:
    void map(int descriptor, const std::string& name, Access access);
    void advise(std::size_t begin, std::size_t end, int what) const noexcept;

    const std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace tamga::base
