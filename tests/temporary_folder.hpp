// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tamga {

/// All of a file; none of one that cannot be read.
std::string content_of(const std::filesystem::path& path);

/// An empty folder for as long as the object lives. Its name is its own, because tests run side by
/// side.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string path() const { return path_.string(); }
    std::string operator/(std::string_view name) const { return (path_ / name).string(); }

    /// Writes a file, makes the folders that it lies in, and answers its path.
    std::string put(std::string_view name, std::string_view content) const;

    /// What is in the folder, sorted.
    std::vector<std::string> names() const;

private:
    std::filesystem::path path_;
};

}  // namespace tamga
