// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/base/files/pending_output.hpp"

#include <cstdint>
#include <string>

namespace tamga::base {

/// A file that appears whole under its final name, or not at all: bytes go to a temporary file in
/// the same folder, commit() renames it, and the destructor of an object that was not committed
/// removes it.
class OutputFile {
public:
    /// Throws Error{Fault::system} if the file cannot be made.
    explicit OutputFile(std::string path);

    /// Appends. Throws Error{Fault::system} (a full disk, say).
    void write(ByteView bytes);

    /// Writes at `offset` without moving the end. Requires that the bytes there were written
    /// before.
    void write_at(std::uint64_t offset, ByteView bytes);

    /// Has the disk begin with all that was written, and does not wait: commit() will.
    void begin_flush();

    /// How many bytes have been appended.
    std::uint64_t size() const noexcept { return size_; }

    /// Writes out what is pending, and returns the file for what is not its content: its mode, say.
    int descriptor();

    /// Flushes to disk and gives the file its final name.
    void commit(Flush flush_to_disk = Flush::now, Existing existing = Existing::replaced);

private:
    void flush();
    void append(ByteView bytes, std::uint64_t offset);
    void send_to_disk(std::uint64_t end);

    std::string path_;
    PendingOutput pending_file_;
    int descriptor_;
    std::uint64_t size_ = 0;
    std::uint64_t on_its_way_ = 0;  ///< Up to here the disk was told to begin.
    Bytes pending_;
};

/// Writes `text` to a device or pipe that is there (/dev/stderr), or as an OutputFile.
void write_output(const std::string& path, std::string_view text);

}  // namespace tamga::base
