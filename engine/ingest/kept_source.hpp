// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/temporary_file.hpp"

#include <memory>
#include <string>

namespace tamga::ingest {

/// A source that can be read more than once: what comes from a pipe is kept in a temporary file.
class KeptSource {
public:
    /// Takes all that is in a pipe; a file stays where it is. `temporary` as in Source.
    /// Throws Error{Fault::input} if the pipe cannot be read.
    explicit KeptSource(const std::string& path, const std::string& temporary = {});

    /// Where it can be read while this object lives.
    const std::string& path() const noexcept { return path_; }

private:
    std::unique_ptr<base::TemporaryFile> kept_;  ///< Null if the source is a file.
    std::string path_;
};

}  // namespace tamga::ingest
