// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

namespace tamga::base {

/// What an output may be: a file or folder that is made anew, or also a stream that is there.
enum class OutputKind { whole, stream };

/// True for what is written into, and never replaced: a device, a pipe, and what /dev names.
bool is_stream(const std::string& path);

/// Throws Error{Fault::usage} if something is at `path` and `force` is false, or if it is neither a
/// file nor a folder (a stream is left to those of that kind); and Error{Fault::input} if its
/// folder is not there or cannot be written to. Called before the work, so that an hour of it is
/// not lost to a wrong name. A link that leads nowhere is something, too.
void check_output(const std::string& path, bool force, OutputKind kind = OutputKind::whole);

/// Throws Error{Fault::usage} if the output, which is called `name` ("--report"), is one of
/// `others`, by whatever name or link, or a folder that holds one, or lies in it.
void check_apart(const std::string& name, const std::string& output,
                 std::span<const std::string> others);

}  // namespace tamga::base
