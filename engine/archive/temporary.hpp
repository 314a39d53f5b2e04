// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tamga::archive {

/// The name of a file or folder that becomes another name's content by commit(), and is removed if
/// that never happens. Whoever uses it makes the file or folder.
class Temporary {
public:
    explicit Temporary(std::string final_path);
    ~Temporary();
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    const std::string& path() const noexcept { return path_; }

    /// Flushes a file to disk and gives it, or the folder, its final name. What was there is
    /// replaced: a file in one step, a folder by moving the old one aside first.
    /// Throws Error{Fault::system}.
    void commit();

private:
    std::string final_path_;
    std::string path_;
    bool committed_ = false;
};

}  // namespace tamga::archive
