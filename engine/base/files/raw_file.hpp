// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace tamga::base {

/// What the system says of a file. Whoever writes to it changes `written_ns` and `changed_ns`;
/// renaming and linking it, or changing its rights, changes only `changed_ns`.
struct FileStamp {
    std::uint64_t device = 0;
    std::uint64_t number = 0;
    std::uint64_t size = 0;
    std::int64_t written_ns = 0;  ///< Since 1970.
    std::int64_t changed_ns = 0;

    bool same_file(const FileStamp& other) const noexcept {
        return device == other.device && number == other.number;
    }
    /// The same file, and nothing was written to it since.
    bool same_content(const FileStamp& other) const noexcept {
        return same_file(other) && size == other.size && written_ns == other.written_ns;
    }
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The stamp of the file that has this name now, or nothing if there is none.
std::optional<FileStamp> stamp_of(const std::string& path);

/// A regular file that stays open, read at any place. Unlike a mapping it does not end the process
/// when the file is cut: then there is less to read. If another file takes its name, this one goes
/// on giving the old bytes; a file that is rewritten in place gives whatever is in it, and
/// stamp_now() tells. Safe from several threads at once.
class RawFile {
public:
    /// Throws Error{Fault::input} if the file cannot be opened or is not a regular file. Never
    /// waits, as opening a pipe would.
    explicit RawFile(const std::string& path);
    /// The file `name` in `folder` or below, or nothing if it is not there. Throws
    /// Error{Fault::input} as above, and if a link leads out of the folder.
    static std::optional<RawFile> within(const std::string& folder, const std::string& name);
    ~RawFile();
    RawFile(RawFile&& other) noexcept;
    RawFile& operator=(RawFile&&) = delete;
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    std::uint64_t size() const noexcept { return stamp_.size; }
    /// As it was when the file was opened.
    const FileStamp& stamp() const noexcept { return stamp_; }
    /// Throws Error{Fault::system} if the disk refuses.
    FileStamp stamp_now() const;
    /// True if another has the file open for writing; false if not, or if we may not know.
    bool is_being_written() const noexcept;

    /// Fills `room` from `offset`; returns how much there was, less than asked only at the end.
    /// Throws Error{Fault::system} if the disk refuses.
    std::size_t read(std::uint64_t offset, std::span<char> room) const;
    /// The same if it takes no waiting for the disk; otherwise nothing.
    std::optional<std::size_t> read_from_memory(std::uint64_t offset, std::span<char> room) const;

    /// Exactly `size` bytes. Throws Error{Fault::input} if the file has been cut and ends before.
    Bytes bytes(std::uint64_t offset, std::size_t size) const;

private:
    RawFile(int descriptor, const std::string& name);

    int descriptor_ = -1;
    FileStamp stamp_;
};

/// All of a small file. Throws Error{Fault::input} as RawFile does, and if the file is written to
/// meanwhile.
Bytes whole_file(const RawFile& file);

}  // namespace tamga::base
