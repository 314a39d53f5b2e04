// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tamga::base {

/// If what is written can be made again, and is one of many, `later` leaves it to the system when
/// it is on disk.
enum class Flush { now, later };

/// What happens to a file that has turned up under the final name since that was checked.
enum class Existing { replaced, kept };

/// A name beside a final one, at which a file or folder is made that gets the final name when it is
/// whole. Nobody can guess the name, and nothing that is there is opened: a link somebody put there
/// leads nowhere. What was not committed is removed. Every output of ours is written by this.
class PendingOutput {
public:
    explicit PendingOutput(std::string final_path);
    ~PendingOutput();
    PendingOutput(const PendingOutput&) = delete;
    PendingOutput& operator=(const PendingOutput&) = delete;

    /// Makes an empty file, which has the mode of the one it will replace, and lends a descriptor
    /// to write and read by; SQLite opens it by path(). Throws Error{Fault::system}, as the others
    /// do.
    int make_file();
    void make_folder();

    /// Where it is until commit().
    const std::string& path() const noexcept { return path_; }

    /// Gives it its final name, in one step: whoever looks finds the old or the new. The content of
    /// a file, and the new name of either, are on disk afterwards. A folder that was there is at
    /// path() then, and is for the caller to remove. Throws Error{Fault::system}; and
    /// Error{Fault::usage} if something is there that is to be kept.
    void commit(Flush flush = Flush::now, Existing existing = Existing::replaced);

private:
    std::string name(std::string_view random) const;
    void commit_file(Flush flush, Existing existing);
    void commit_folder();

    std::string final_path_;
    std::string path_;
    int descriptor_ = -1;  ///< Of a file.
    bool made_ = false;
};

}  // namespace tamga::base
