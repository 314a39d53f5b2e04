// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/base/files/mapped_file.hpp"

#include <string>

namespace tamga::ingest {

/// What a source's file says, unpacked if it was compressed with gzip, and in UTF-8.
class Input {
public:
    /// Reads a file, a pipe, or standard input ("-"). What is not a plain file, or is a text in
    /// another encoding than UTF-8, is kept in a temporary one in the folder `temporary` (empty:
    /// where the system puts them). `encoding` is the text's; empty: what it looks like.
    ///
    /// Throws Error{Fault::input} that starts with the path, and Error{Fault::usage} if there is no
    /// such encoding.
    explicit Input(const std::string& path, const std::string& temporary = {},
                   const std::string& encoding = {});

    /// Everything, in UTF-8 if it is text, without a byte order mark.
    std::string_view text() const noexcept { return text_; }
    /// What was guessed about it, for the user to know: "read as windows-1251, ..."; or empty.
    const std::string& note() const noexcept { return note_; }
    /// True if nobody else can read the text by its path.
    bool buffered() const noexcept { return buffered_; }
    /// That the first `size` bytes of text() are behind: they are not needed again soon, and the
    /// disk goes on with what comes next.
    void pass(std::size_t size) noexcept;

private:
    void recode(const std::string& temporary, const std::string& encoding);

    base::MappedFile mapped_;
    bool buffered_ = false;
    std::string note_;
    std::string_view text_;
    std::size_t behind_ = 0;
};

/// "standard input" for "-", else the path: how messages call a source.
std::string called(const std::string& path);

}  // namespace tamga::ingest
