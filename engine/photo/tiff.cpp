// SPDX-License-Identifier: MIT
#include "engine/photo/tiff.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <limits>

namespace tamga::photo {
namespace {

constexpr std::size_t header_size = 8;
constexpr std::size_t entry_size = 12;
constexpr std::size_t inline_size = 4;

enum Type : std::uint16_t { byte_type = 1, ascii = 2, long_type = 4, rational_type = 5, ifd = 13 };

[[noreturn]] void damaged(const char* what) {
    throw Error{Fault::input, std::string{"its Exif block is damaged: "} + what};
}

void append_number(Bytes& bytes, std::size_t size, std::uint32_t value, bool little) {
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t shift = 8 * (little ? i : size - 1 - i);
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

}  // namespace

const TiffDirectory::Entry* TiffDirectory::find(std::uint16_t tag) const {
    const auto found = std::ranges::find(entries_, tag, &Entry::tag);
    return found == entries_.end() ? nullptr : &*found;
}

void TiffDirectory::erase(std::uint16_t tag) {
    std::erase_if(entries_, [tag](const Entry& entry) { return entry.tag == tag; });
}

void TiffDirectory::set(std::uint16_t tag, std::uint16_t type, std::size_t count, Bytes bytes) {
    erase(tag);
    Entry entry{.tag = tag, .type = type, .count = static_cast<std::uint32_t>(count)};
    if (bytes.size() <= inline_size) {
        std::ranges::copy(bytes, entry.value.begin());
    } else {
        entry.data = std::move(bytes);
    }
    entries_.insert(std::ranges::upper_bound(entries_, tag, {}, &Entry::tag), std::move(entry));
}

void TiffDirectory::set_text(std::uint16_t tag, std::string_view text) {
    Bytes bytes{text.begin(), text.end()};
    bytes.push_back(0);
    const std::size_t size = bytes.size();
    set(tag, ascii, size, std::move(bytes));
}

void TiffDirectory::set_bytes(std::uint16_t tag, std::span<const std::uint8_t> bytes) {
    set(tag, byte_type, bytes.size(), {bytes.begin(), bytes.end()});
}

void TiffDirectory::set_rationals(std::uint16_t tag, std::span<const Rational> values) {
    Bytes bytes;
    for (const Rational& value : values) {
        append_number(bytes, 4, value.top, little_);
        append_number(bytes, 4, value.bottom, little_);
    }
    set(tag, rational_type, values.size(), std::move(bytes));
}

void TiffDirectory::set_pointer(std::uint16_t tag, std::uint32_t offset) {
    Bytes bytes;
    append_number(bytes, 4, offset, little_);
    set(tag, long_type, 1, std::move(bytes));
}

std::optional<std::uint32_t> TiffDirectory::pointer(std::uint16_t tag) const {
    const Entry* const entry = find(tag);
    if (entry == nullptr || entry->count != 1 || (entry->type != long_type && entry->type != ifd)) {
        return std::nullopt;
    }
    return value(*entry);
}

std::uint32_t TiffDirectory::value(const Entry& entry) const {
    std::uint32_t result = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        result = result << 8 | entry.value[little_ ? 3 - i : i];
    }
    return result;
}

std::optional<std::uint32_t> TiffDirectory::place_of_data(std::uint16_t tag) const {
    const Entry* const entry = find(tag);
    const bool apart = entry != nullptr && entry->count > inline_size && entry->data.empty();
    return apart ? std::optional{value(*entry)} : std::nullopt;
}

std::optional<std::uint32_t> TiffDirectory::place_of_entry(std::uint16_t tag) const {
    return place_of_data(tag) ? std::optional{find(tag)->position} : std::nullopt;
}

std::optional<std::uint32_t> TiffDirectory::place_of_number(std::uint16_t tag) const {
    const Entry* const entry = find(tag);
    const bool number = entry != nullptr && entry->count == 1 && entry->type == long_type;
    return number ? std::optional{entry->position + 8} : std::nullopt;
}

TiffFile::TiffFile(ByteView bytes) : bytes_{bytes.begin(), bytes.end()} {
    if (bytes_.empty()) {
        bytes_ = {'I', 'I', 42, 0, 0, 0, 0, 0};
    }
    const std::string_view order = as_text(bytes_).substr(0, 2);
    little_ = order == "II";
    if (bytes_.size() < header_size || (order != "II" && order != "MM") || number(2, 2) != 42) {
        damaged("it does not begin as TIFF does");
    }
}

std::uint32_t TiffFile::number(std::size_t offset, std::size_t size) const {
    if (offset + size > bytes_.size()) {
        damaged("it ends early");
    }
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value = value << 8 | bytes_[offset + (little_ ? size - 1 - i : i)];
    }
    return value;
}

void TiffFile::put(std::size_t offset, std::size_t size, std::uint32_t value) {
    Bytes bytes;
    append_number(bytes, size, value, little_);
    std::ranges::copy(bytes, bytes_.begin() + static_cast<std::ptrdiff_t>(offset));
}

TiffDirectory TiffFile::new_directory() const {
    TiffDirectory directory;
    directory.little_ = little_;
    return directory;
}

TiffDirectory TiffFile::first_directory() const {
    const std::uint32_t offset = number(4, 4);
    return offset == 0 ? new_directory() : directory(offset);
}

bool TiffFile::holds_directory(std::size_t offset) const {
    const std::size_t size = bytes_.size();
    return offset + 2 <= size && offset + 2 + number(offset, 2) * entry_size <= size;
}

TiffDirectory TiffFile::directory(std::uint32_t offset) const {
    TiffDirectory result = new_directory();
    const std::size_t count = number(offset, 2);
    std::size_t at = std::size_t{offset} + 2;
    for (std::size_t i = 0; i < count; ++i, at += entry_size) {
        TiffDirectory::Entry entry{.tag = static_cast<std::uint16_t>(number(at, 2)),
                                   .type = static_cast<std::uint16_t>(number(at + 2, 2)),
                                   .count = number(at + 4, 4),
                                   .position = static_cast<std::uint32_t>(at)};
        number(at + 8, 4);  // Is there.
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at + 8), inline_size,
                    entry.value.begin());
        result.entries_.push_back(std::move(entry));
    }
    // Some writers leave out the pointer to the next directory, or give it a place behind the end.
    result.next_ = at + 4 <= bytes_.size() ? number(at, 4) : 0;
    result.next_ = result.next_ < bytes_.size() ? result.next_ : 0;
    std::ranges::stable_sort(result.entries_, {}, &TiffDirectory::Entry::tag);
    return result;
}

std::uint32_t TiffFile::append(const TiffDirectory& directory) {
    bytes_.resize(bytes_.size() + bytes_.size() % 2);
    const std::size_t start = bytes_.size();
    const auto& entries = directory.entries_;
    std::size_t values = start + 2 + entries.size() * entry_size + 4;
    append_number(bytes_, 2, static_cast<std::uint32_t>(entries.size()), little_);
    for (const auto& entry : entries) {
        append_number(bytes_, 2, entry.tag, little_);
        append_number(bytes_, 2, entry.type, little_);
        append_number(bytes_, 4, entry.count, little_);
        if (entry.data.empty()) {
            bytes_.insert(bytes_.end(), entry.value.begin(), entry.value.end());
        } else {
            append_number(bytes_, 4, static_cast<std::uint32_t>(values), little_);
            values += entry.data.size() + entry.data.size() % 2;
        }
    }
    append_number(bytes_, 4, directory.next_, little_);
    for (const auto& entry : entries) {
        bytes_.insert(bytes_.end(), entry.data.begin(), entry.data.end());
        bytes_.resize(bytes_.size() + bytes_.size() % 2);
    }
    if (bytes_.size() > std::numeric_limits<std::uint32_t>::max()) {
        throw Error{Fault::input, "a TIFF file cannot be larger than 4 GB"};
    }
    return static_cast<std::uint32_t>(start);
}

void TiffFile::append_first(const TiffDirectory& directory) { put(4, 4, append(directory)); }

void TiffFile::redirect(const TiffDirectory& directory, std::uint16_t tag, std::uint32_t offset) {
    put(directory.find(tag)->position + entry_size - inline_size, 4, offset);
}

}  // namespace tamga::photo
