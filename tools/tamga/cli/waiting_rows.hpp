// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/temporary_file.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tamga::cli {

/// Rows of texts that wait for the last of them: in memory while they are few, and in a temporary
/// file where they are more than that.
class WaitingRows {
public:
    /// In `folder`; empty: where the system puts temporary files.
    explicit WaitingRows(std::string folder = {}, std::size_t most_bytes = std::size_t{4} << 20)
        : folder_{std::move(folder)}, most_bytes_{most_bytes} {}

    /// Throws Error{Fault::system} if the disk has no room for it.
    void add(std::span<const std::string> cells);

    using Visit = std::function<void(std::span<const std::string_view> cells)>;
    /// Calls `visit` with each row in order. After the last add().
    void visit(const Visit& visit) const;

private:
    std::string folder_;
    std::size_t most_bytes_;
    std::string rows_;  ///< Those at the end that are not in the file.
    std::optional<base::TemporaryFile> file_;
};

}  // namespace tamga::cli
