// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tamga::serve {

/// A file that stays open. If another file takes its name, this one goes on giving the old bytes;
/// a file that is rewritten in place gives whatever is in it.
class RawFile {
public:
    /// Throws Error{Fault::input} if the file cannot be opened or is not a regular file.
    explicit RawFile(const std::string& path);
    ~RawFile();
    RawFile(RawFile&& other) noexcept;
    RawFile& operator=(RawFile&&) = delete;
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    std::uint64_t size() const noexcept { return size_; }
    /// A strong entity tag, quoted, from the file's number, size and time of change.
    const std::string& tag() const noexcept { return tag_; }

    /// Fills `room` from `offset`; returns how much there was, less than asked only at the end.
    /// Throws Error{Fault::system} if the disk refuses. Safe from several threads at once.
    std::size_t read(std::uint64_t offset, std::span<char> room) const;

private:
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    std::string tag_;
};

}  // namespace tamga::serve
