// SPDX-License-Identifier: MIT
#include "engine/base/files/check_output.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/database_address.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace tamga::base {
namespace {

namespace fs = std::filesystem;

/// The path with all links followed as far as there is something.
fs::path resolved(const fs::path& path) {
    std::error_code failure;
    const fs::path whole = fs::absolute(path, failure);
    fs::path result = fs::weakly_canonical(whole, failure);
    result = failure ? whole.lexically_normal() : result;
    return result.has_filename() ? result : result.parent_path();
}

bool is_inside(const fs::path& path, const fs::path& folder) {
    const auto [end, ignored] =
        std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end == folder.end() && path != folder;
}

bool is_same(const fs::path& one, const fs::path& other) {
    std::error_code ignored;
    return one == other || fs::equivalent(one, other, ignored);
}

}  // namespace

bool is_stream(const std::string& path) {
    constexpr std::array<std::string_view, 4> names{"/dev/stdout", "/dev/stderr", "/dev/fd/",
                                                    "/proc/self/fd/"};
    std::error_code ignored;
    const fs::file_type type = fs::status(path, ignored).type();
    return std::ranges::any_of(names, [&](auto name) { return path.starts_with(name); }) ||
           type == fs::file_type::character || type == fs::file_type::fifo ||
           type == fs::file_type::socket;
}

void check_output(const std::string& path, bool force, OutputKind kind) {
    if (kind == OutputKind::stream && is_stream(path)) {
        return;
    }
    std::error_code ignored;
    fs::path target{path};
    if (!target.has_filename()) {
        target = target.parent_path();
    }
    if (!force && fs::exists(fs::symlink_status(target, ignored))) {
        throw Error{Fault::usage, path + ": is already there; --force replaces it"};
    }
    if (fs::exists(target, ignored) && fs::is_other(target, ignored)) {
        throw Error{Fault::usage, path + ": is a device or a pipe, and no file to replace"};
    }
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path{"."};
    if (!fs::is_directory(folder, ignored)) {
        throw Error{Fault::input, fmt::format("{}: there is no folder {}", path, folder.string())};
    }
    if (::access(folder.c_str(), W_OK) != 0) {
        throw Error{Fault::system, fmt::format("{}: cannot write into {}: {}", path,
                                               folder.string(), std::strerror(errno))};
    }
}

void check_apart(const std::string& name, const std::string& output,
                 std::span<const std::string> others) {
    if (is_stream(output) || is_database_address(output)) {
        return;
    }
    const fs::path target = resolved(output);
    for (const std::string& other : others) {
        if (other.empty() || other == "-" || is_database_address(other)) {
            continue;
        }
        const fs::path path = resolved(other);
        if (is_same(path, target)) {
            throw Error{Fault::usage, fmt::format("{}: {} would replace {}, which is needed",
                                                  output, name, other)};
        }
        if (is_inside(path, target)) {
            throw Error{Fault::usage,
                        fmt::format("{}: {} would replace this folder, and {} is in it", output,
                                    name, other)};
        }
    }
}

}  // namespace tamga::base
