// SPDX-License-Identifier: MIT
//
// Inside photo: the directories of a TIFF file (TIFF 6.0, section 2), which an Exif block is, too.
#pragma once

#include "engine/base/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tamga::photo {

struct Rational {
    std::uint32_t top = 0;
    std::uint32_t bottom = 1;
};

/// A list of tags. A tag that was read keeps its twelve bytes, and so the place of its value; one
/// that was set carries its value with it.
class TiffDirectory {
public:
    bool has(std::uint16_t tag) const { return find(tag) != nullptr; }
    void erase(std::uint16_t tag);
    void set_text(std::uint16_t tag, std::string_view text);
    void set_bytes(std::uint16_t tag, std::span<const std::uint8_t> bytes);
    void set_rationals(std::uint16_t tag, std::span<const Rational> values);
    void set_pointer(std::uint16_t tag, std::uint32_t offset);
    /// The offset of another directory.
    std::optional<std::uint32_t> pointer(std::uint16_t tag) const;
    /// Where in the file the bytes of a tag are that do not fit into its entry.
    std::optional<std::uint32_t> place_of_data(std::uint16_t tag) const;
    /// The same for its twelve bytes in the directory.
    std::optional<std::uint32_t> place_of_entry(std::uint16_t tag) const;
    /// Where in the file the value of a tag is that is one number of four bytes.
    std::optional<std::uint32_t> place_of_number(std::uint16_t tag) const;

private:
    friend class TiffFile;

    struct Entry {
        std::uint16_t tag = 0;
        std::uint16_t type = 0;
        std::uint32_t count = 0;
        std::array<std::uint8_t, 4> value{};  ///< As in the file: the value, or its offset.
        Bytes data = {};                      ///< A new value that does not fit there.
        std::uint32_t position = 0;           ///< Of these twelve bytes in the file.
    };

    const Entry* find(std::uint16_t tag) const;
    std::uint32_t value(const Entry& entry) const;
    /// Bytes in the file's order: up to four stand in the entry.
    void set(std::uint16_t tag, std::uint16_t type, std::size_t count, Bytes bytes);

    bool little_ = true;
    std::vector<Entry> entries_;  ///< In order of their tags.
    std::uint32_t next_ = 0;      ///< Offset of the directory after this one.
};

/// A file's bytes, to which directories are appended; nothing that is there moves.
class TiffFile {
public:
    /// Empty bytes become an empty little-endian file. Throws Error{Fault::input} if there is no
    /// TIFF header.
    explicit TiffFile(ByteView bytes);

    /// Both throw Error{Fault::input} if the directory is not inside the file.
    TiffDirectory first_directory() const;
    TiffDirectory directory(std::uint32_t offset) const;
    TiffDirectory new_directory() const;
    /// True if all entries of a directory at `offset` would be inside the file.
    bool holds_directory(std::size_t offset) const;

    /// Writes a directory and its new values at the end, and returns its offset.
    std::uint32_t append(const TiffDirectory& directory);
    /// The same, and makes it the first.
    void append_first(const TiffDirectory& directory);
    /// Changes the pointer of a directory that was read.
    void redirect(const TiffDirectory& directory, std::uint16_t tag, std::uint32_t offset);

    /// A number of one to four bytes, in the file's order. Throws Error{Fault::input} if it is not
    /// inside the file.
    std::uint32_t number(std::size_t offset, std::size_t size) const;
    /// Requires that it is inside.
    void put(std::size_t offset, std::size_t size, std::uint32_t value);

    ByteView view() const { return bytes_; }
    Bytes bytes() && { return std::move(bytes_); }

private:
    Bytes bytes_;
    bool little_ = true;
};

}  // namespace tamga::photo
