// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstddef>
#include <string>

namespace tamga::base {

/// A file that has no name and is gone when the last mapping and the descriptor are, even if the
/// process is killed.
class TemporaryFile {
public:
    /// A file of `bytes` whose room on the disk is taken at once, so that writing into a mapping of
    /// it cannot fail. Throws Error{Fault::system} if there is no room in `folder`.
    TemporaryFile(const std::string& folder, std::size_t bytes);
    /// An empty one in `folder`, or where the system puts them if that is empty; it is written to.
    explicit TemporaryFile(const std::string& folder);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    int descriptor() const noexcept { return descriptor_; }

    /// Adds `bytes` at the end. Throws Error{Fault::system} if there is no room.
    void append(ByteView bytes);

    /// `folder`, or where the system puts temporary files if it is empty. Throws
    /// Error{Fault::usage} if there is no such folder.
    static std::string folder_or_default(const std::string& folder);

private:
    std::string folder_;
    int descriptor_ = -1;
};

}  // namespace tamga::base
