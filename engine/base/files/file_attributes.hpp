// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tamga::base {

/// Gives the file open at `descriptor` the owner, mode, extended attributes (access lists are such)
/// and times of the one at `path`. Called after its content was written, which changes times.
/// Throws Error{Fault::input} if it cannot have them: the owner is another user, say.
void copy_attributes(const std::string& path, int descriptor);

/// Gives it the mode alone, as a copy has it. A file system without modes is no failure.
void copy_mode(const std::string& path, int descriptor);

/// How many names (hard links) the file has.
unsigned long names_of_file(const std::string& path);

}  // namespace tamga::base
