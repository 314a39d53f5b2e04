// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/base/mapped_file.hpp"

#include <optional>
#include <string>

namespace tamga::ingest {

/// What a source's file says, unpacked if it was compressed with gzip.
class Input {
public:
    /// Reads a file, a pipe, or standard input ("-"). Throws Error{Fault::input} that starts with
    /// the path.
    explicit Input(const std::string& path);

    /// Everything, without a byte order mark.
    std::string_view text() const noexcept { return text_; }
    /// True if the text is in memory only, so that nobody else can open it by its path.
    bool buffered() const noexcept { return !mapped_.has_value(); }
    /// That the first `size` bytes of text() are not needed again soon.
    void forget(std::size_t size) noexcept;

private:
    std::optional<base::MappedFile> mapped_;
    Bytes buffer_;
    std::string_view text_;
    std::size_t forgotten_ = 0;
};

/// "standard input" for "-", else the path: how messages call a source.
std::string called(const std::string& path);

}  // namespace tamga::ingest
