// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/mapped_file.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::ingest {

/// How a text is written that is not in UTF-8.
struct Encoding {
    std::string name;            ///< As iconv knows it: "UTF-16LE", "windows-1251".
    bool guessed = false;        ///< Nothing says so: the bytes look like it.
    std::size_t mark_bytes = 0;  ///< Of the byte order mark in front.
};

/// What `text` is written in by its byte order mark or the look of its first megabytes. Nothing if
/// that is UTF-8, if it is no text, or if it is XML, which says so itself.
///
/// A text of one byte a letter is taken for windows-1251, KOI8-R or IBM866 where the letters beyond
/// ASCII stand in words of their own, as Cyrillic ones do, and else for windows-1252 (Latin-1).
std::optional<Encoding> foreign_encoding(std::string_view text);

/// The encoding that a user names. Nothing if it is UTF-8. Throws Error{Fault::usage} if the system
/// knows none of that name.
std::optional<Encoding> encoding_named(const std::string& name);

/// `text` in UTF-8, in a temporary file in the folder `temporary`.
/// Throws Error{Fault::input} with the line where the bytes are no text of that encoding.
base::MappedFile in_utf8(std::string_view text, const Encoding& encoding,
                         const std::string& temporary);

}  // namespace tamga::ingest
