// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace tamga::cli {
namespace {

constexpr std::chrono::milliseconds between_draws{100};
constexpr std::string_view wipe = "\r\x1b[K";  // To the line's start; erase to its end.

std::string line_of(std::string_view name, std::uint64_t done, std::uint64_t total) {
    if (total == 0) {
        return fmt::format("{} {}", name, done);
    }
    const double part = static_cast<double>(done) / static_cast<double>(total);
    return fmt::format("{} {:3.0f} %", name, 100 * std::min(part, 1.0));
}

}  // namespace

Progress::Progress(Io& io, bool quiet, Clock clock)
    : out_{quiet ? nullptr : io.screen}, watcher_{io.watcher}, clock_{std::move(clock)} {}

Progress::~Progress() { clear(); }

void Progress::step(std::string_view name, std::uint64_t done, std::uint64_t total) {
    if (watcher_) {
        watcher_(name, done, total);
    }
    if (out_ == nullptr) {
        return;
    }
    const auto now = clock_();
    if (name == name_ && now < next_) {
        return;
    }
    std::string line = line_of(name, done, total);
    if (line != drawn_) {
        *out_ << wipe << line << std::flush;
        drawn_ = std::move(line);
    }
    name_ = name;
    next_ = now + between_draws;
}

void Progress::clear() {
    if (!drawn_.empty()) {
        *out_ << wipe << std::flush;
        drawn_.clear();
    }
}

}  // namespace tamga::cli
