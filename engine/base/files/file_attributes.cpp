// SPDX-License-Identifier: MIT
#include "engine/base/files/file_attributes.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

namespace tamga::base {
namespace {

[[noreturn]] void fail(const char* what, std::string_view name = {}) {
    throw Error{Fault::input,
                fmt::format("its {}{} cannot be kept: {}", what, name, std::strerror(errno))};
}

struct stat about(const std::string& path) {
    struct stat result {};
    if (::stat(path.c_str(), &result) != 0) {
        fail("mode");
    }
    return result;
}

std::vector<std::string> attribute_names(const std::string& path) {
    const ssize_t size = ::listxattr(path.c_str(), nullptr, 0);
    std::string all(static_cast<std::size_t>(size > 0 ? size : 0), '\0');
    const ssize_t got = size > 0 ? ::listxattr(path.c_str(), all.data(), all.size()) : size;
    if (got < 0 && errno != ENOTSUP) {
        fail("extended attributes");
    }
    all.resize(static_cast<std::size_t>(got > 0 ? got : 0));
    std::vector<std::string> names;
    for (std::size_t at = 0; at < all.size(); at += names.back().size() + 1) {
        names.emplace_back(all.c_str() + at);
    }
    return names;
}

/// What the system puts on files by its own rules, and lets few programs change.
bool is_of_the_system(std::string_view name) {
    return name.starts_with("security.") || name.starts_with("trusted.");
}

void copy_attribute(const std::string& path, const std::string& name, int descriptor) {
    const ssize_t size = ::getxattr(path.c_str(), name.c_str(), nullptr, 0);
    std::vector<char> value(static_cast<std::size_t>(size > 0 ? size : 0));
    const ssize_t got =
        size < 0 ? size : ::getxattr(path.c_str(), name.c_str(), value.data(), value.size());
    const bool copied = got >= 0 && ::fsetxattr(descriptor, name.c_str(), value.data(),
                                                static_cast<std::size_t>(got), 0) == 0;
    if (!copied && !is_of_the_system(name)) {
        fail("attribute ", name);
    }
}

}  // namespace

void copy_attributes(const std::string& path, int descriptor) {
    const struct stat from = about(path);
    struct stat to {};
    const bool known = ::fstat(descriptor, &to) == 0;
    const bool same = known && from.st_uid == to.st_uid && from.st_gid == to.st_gid;
    if (!same && ::fchown(descriptor, from.st_uid, from.st_gid) != 0) {
        fail("owner");
    }
    if (::fchmod(descriptor, from.st_mode & 07777) != 0 && errno != ENOTSUP) {
        fail("mode");
    }
    for (const std::string& name : attribute_names(path)) {
        copy_attribute(path, name, descriptor);
    }
    const std::array<struct timespec, 2> times{from.st_atim, from.st_mtim};
    if (::futimens(descriptor, times.data()) != 0) {
        fail("time");
    }
}

void copy_mode(const std::string& path, int descriptor) {
    [[maybe_unused]] const int ignored = ::fchmod(descriptor, about(path).st_mode & 0777);
}

unsigned long names_of_file(const std::string& path) { return about(path).st_nlink; }

}  // namespace tamga::base
