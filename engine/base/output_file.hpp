// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstdint>
#include <string>

namespace tamga::base {

/// Throws Error{Fault::usage} if something is at `path` and `force` is false, and
/// Error{Fault::input} if its folder is not there or cannot be written to. Called before the work,
/// so that an hour of it is not lost to a wrong name.
void check_output(const std::string& path, bool force);

/// A name beside `path` for the file or folder that is renamed to it at the end.
std::string temporary_beside(const std::string& path);

/// A file that appears whole under its final name, or not at all: bytes go to a temporary file in
/// the same folder, commit() renames it, and the destructor of an object that was not committed
/// removes it.
class OutputFile {
public:
    /// Throws Error{Fault::system} if the file cannot be made.
    explicit OutputFile(std::string path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Appends. Throws Error{Fault::system} (a full disk, say).
    void write(ByteView bytes);

    /// Writes at `offset` without moving the end. Requires that the bytes there were written
    /// before.
    void write_at(std::uint64_t offset, ByteView bytes);

    /// Has the disk begin with all that was written, and does not wait: commit() will.
    void begin_flush();

    /// How many bytes have been appended.
    std::uint64_t size() const noexcept { return size_; }

    /// Flushes to disk and gives the file its final name, replacing what was there. If it can be
    /// made again, and is one of many, `Flush::later` leaves it to the system when it is on disk.
    enum class Flush { now, later };
    void commit(Flush flush_to_disk = Flush::now);

private:
    void flush();
    void append(ByteView bytes, std::uint64_t offset);
    void send_to_disk(std::uint64_t end);

    std::string path_;
    std::string temporary_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    std::uint64_t on_its_way_ = 0;  ///< Up to here the disk was told to begin.
    Bytes pending_;
};

}  // namespace tamga::base
