// SPDX-License-Identifier: MIT
#pragma once

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
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    int descriptor() const noexcept { return descriptor_; }

private:
    int descriptor_ = -1;
};

}  // namespace tamga::base
