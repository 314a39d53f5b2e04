// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/command.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tamga::cli {

/// One line on a terminal that says how far the work has come, drawn at most ten times a second and
/// wiped by the destructor. Draws nothing where stderr is not a terminal, and tells Io::watcher, if there
/// is one, all of it.
///
///     Progress progress{io, settings.quiet};
///     progress.step("read", bytes_read, bytes);  // read  42 %
class Progress {
public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    /// `clock` is for tests.
    Progress(Io& io, bool quiet, Clock clock = std::chrono::steady_clock::now);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// `total` 0 means that nobody knows how much there is; then `done` itself is shown. Not for
    /// several threads at once.
    void step(std::string_view name, std::uint64_t done, std::uint64_t total);

    /// Wipes the line, so that something else can be written.
    void clear();

private:
    std::ostream* out_ = nullptr;  ///< Null if nothing is drawn.
    decltype(Io::watcher) watcher_;
    Clock clock_;
    std::chrono::steady_clock::time_point next_{};
    std::string name_;
    std::string drawn_;
};

}  // namespace tamga::cli
